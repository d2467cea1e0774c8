"""What comes after a release: its errata, its withdrawal, and the catalogue of all releases."""
