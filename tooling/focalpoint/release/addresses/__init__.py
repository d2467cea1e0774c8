"""Give each paragraph a permanent address, and keep it from release to release."""
