"""Lay out one section with WeasyPrint, and read where everything was printed."""
