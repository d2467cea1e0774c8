"""Figures: how long each stage of a build takes, and how much memory, for the shipped manual and for a long one."""
