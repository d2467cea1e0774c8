"""Turn WeasyPrint's tags into the structure tree of an accessible PDF."""
