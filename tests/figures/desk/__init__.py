"""What the review desk costs with a large round."""
