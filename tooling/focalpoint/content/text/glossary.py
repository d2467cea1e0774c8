"""The body of a glossary as Markdown."""

from __future__ import annotations

from collections.abc import Iterator


def definitions(rows: list[str]) -> Iterator[str]:
    """The rows of a glossary as Sphinx reads them: terms, and definitions less the indent of their first line."""
    indent = 0
    for row in rows:
        if row[:1].isspace() and row.strip():
            indent = indent or len(row) - len(row.lstrip())
            yield row[indent:]
        else:
            indent = 0 if row.strip() else indent
            yield row
