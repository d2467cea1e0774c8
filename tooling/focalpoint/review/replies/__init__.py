"""The replies to members, as PDF and Word files."""
