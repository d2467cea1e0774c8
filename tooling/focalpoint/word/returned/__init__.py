"""Compare returned Word files with what was sent, and write their changes into the text."""
