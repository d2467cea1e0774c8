"""From what was written to the source tree of one edition: what it may not show is gone before Sphinx reads."""
