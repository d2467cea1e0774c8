"""The toolchain of a manual: it checks the text, publishes editions, and brings comments back to their paragraphs."""
