"""Write the texts that a new chapter, note or project begins with."""
