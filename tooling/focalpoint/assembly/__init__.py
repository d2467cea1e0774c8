"""Make the source tree of one edition: what the edition may not show is gone before Sphinx reads."""
