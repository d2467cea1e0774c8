"""Files into frozen values: a loader returns what it read and what was wrong; it never prints and never stops."""
