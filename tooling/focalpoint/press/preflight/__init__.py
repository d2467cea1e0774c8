"""Compare each finished PDF with the text it was made from, and check its structure tree."""
