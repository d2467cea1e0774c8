"""The review round: drafts out, returned files in, every comment placed, decided and answered."""
