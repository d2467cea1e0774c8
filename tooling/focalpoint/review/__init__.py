"""The review round: read returned files, place, decide on and answer their comments."""
