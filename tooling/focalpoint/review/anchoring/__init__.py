"""Find where a comment on a draft belongs in the current text."""
