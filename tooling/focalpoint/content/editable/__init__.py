"""Divide the files of authors into the blocks and characters that a person edits, and write them again."""
