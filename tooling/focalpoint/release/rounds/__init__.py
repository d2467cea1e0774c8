"""Tell everybody what was said in a round and what became of it, with no member traceable."""
