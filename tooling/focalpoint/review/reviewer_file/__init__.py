"""The draft as one page that works offline, on which a member comments, and the text that comes back from it."""
