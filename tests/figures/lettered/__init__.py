"""Letters of comments made of phrases in nine languages, and a score of where each comment was put."""
