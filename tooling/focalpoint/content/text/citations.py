"""The notes and sources that a text cites, in roles and in the `from` of actions and practices, and its own terms."""

from __future__ import annotations

from collections.abc import Iterator

from focalpoint.content.text.reading import Reading
from focalpoint.lists import words


def cited_notes(reading: Reading) -> Iterator[tuple[str, int]]:
    """The ids of notes that a text cites, in `{heard}` and in the `from` of actions and practices, with the line."""
    for role in reading.roles:
        if role.name == "heard":
            yield role.content.partition(" ")[0], role.line
    for directive in reading.directives:
        origin, line = directive.options.get("from", ("", 0))
        for item in origin.split(";"):
            name, _, numbers = item.strip().partition(" ")
            if numbers:
                yield name, line


def cited_keys(reading: Reading) -> Iterator[tuple[str, int]]:
    """The keys of sources that a text cites, with the line."""
    for role in reading.roles:
        if role.name in ("footcite", "cite"):
            yield from ((key, role.line) for key in words(role.content))
    for directive in reading.directives:
        origin, line = directive.options.get("from", ("", 0))
        yield from ((item.strip(), line) for item in origin.split(";") if item.strip() and " " not in item.strip())


def glossary_terms(reading: Reading) -> Iterator[str]:
    """The terms of a text's glossaries: their lines that are not indented."""
    for block in reading.directives:
        if block.name == "glossary":
            yield from (row.strip() for row, _line in block.body if row.strip() and not row.startswith((" ", "\t")))
