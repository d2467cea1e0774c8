"""Comments in e-mails and letters, each with the place it cites."""
