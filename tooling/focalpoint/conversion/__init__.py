"""Bring chapters of other tools in: Word files and foreign Markdown become Markdown of the manual's language."""
