"""The drafts of a review round, their maps, and the ledger of comments."""
