"""Write chapters as Word files, and bring home what was changed in them."""
