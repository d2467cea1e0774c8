"""Search finished editions for anything they may not carry."""
