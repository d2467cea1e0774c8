"""The review desk: a local page on which people decide on the comments on a draft."""
