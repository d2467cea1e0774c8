"""Write chapters as Word files."""
