"""Read the places that people cite, in any of nine languages, and find them in a draft."""
