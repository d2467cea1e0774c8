"""The HTML edition, and the one way in which Sphinx is run."""
