"""Set up the tools and what they need of the machine, and tell what is missing."""
