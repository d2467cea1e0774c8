"""Lay out the demonstration: an invented manual with an issued draft and the files that came back."""
