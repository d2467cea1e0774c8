"""Read a Word file that holds the draft's own text: what differs from the draft is a comment, and nothing else."""
