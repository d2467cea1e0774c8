"""Send chapters out as Word files, and bring them home."""
