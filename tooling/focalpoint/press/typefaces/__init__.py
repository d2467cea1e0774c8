"""Cut the typefaces of the manual's scripts from full ones, and record where each came from."""
