"""Tell what changed between two states of the text, as one edition carries both."""
