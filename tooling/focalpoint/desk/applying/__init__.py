"""Apply a proposed change to the text, and commit it with its decision."""
