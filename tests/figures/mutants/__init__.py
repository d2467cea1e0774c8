"""Mutants: the code broken on purpose in one small place after the other, to see whether a test fails."""
