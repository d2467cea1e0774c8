"""Read an annotated PDF: every mark with its block, words and line."""
