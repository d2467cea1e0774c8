"""The Markdown of chapters and notes as values: front matter, constructs, sentences, citations, actions and forms."""
