"""The demonstration: an invented manual with a draft that is out and the files that came back."""
