"""A draft that is marked as readers of PDF mark it, and what happens to the file on its way."""
