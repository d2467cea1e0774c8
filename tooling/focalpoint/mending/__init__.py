"""Mend in chapters and notes what a program can: lines, spelling, quotation marks, typed bullets, trailing spaces."""
