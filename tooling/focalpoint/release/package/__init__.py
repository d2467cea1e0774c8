"""Put a release together, publish it whole or not at all, and make it again to compare."""
