"""Issue drafts: frozen text, archive, and a stamped copy for each member."""
