"""Write the manual's language down for authors and editors, from its one table in `text/constructs.py`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from focalpoint.content.text.constructs import DIRECTIVES, KINDS, ROLES, Construct

_HEAD = """# The manual's language

What does not stand here is refused by `focalpoint check`, with its line and what to write instead.
"""


def language_page() -> str:
    """Write the whole language as a page of Markdown: plain Markdown, blocks with their options, roles."""
    blocks = (
        (one.purpose, f"`:::{one.example}`, the text, `:::`", _options(one), one.place)
        for one in _for_authors(DIRECTIVES)
    )
    roles = ((one.purpose, f"`` {one.example} ``", one.place) for one in _for_authors(ROLES))
    parts = [
        _HEAD,
        "## Plain Markdown\n",
        _table(("To", "Write"), ((kind.purpose, kind.written) for kind in KINDS if kind.purpose)),
        "## Blocks\n",
        "An option stands on a line of its own right below the first line, as `:name: value`.\n"
        "A block round another has one colon more.\n",
        _table(("To", "Write", "Options", "Where"), blocks),
        "## Roles\n",
        "A role stands within a sentence; one that cites stands behind its full stop.\n",
        _table(("To", "Write", "Where"), roles),
    ]
    return "\n".join(parts)


def language_table() -> str:
    """Write every construct with what it is for, in one table of two columns, as the README has it."""
    plain = ((kind.purpose, kind.written) for kind in KINDS if kind.purpose and kind.written != "see below")
    blocks = ((one.purpose, f"`:::{one.example}`, the text, `:::`") for one in _for_authors(DIRECTIVES))
    roles = ((one.purpose, f"`` {one.example} ``") for one in _for_authors(ROLES))
    return _table(("To", "Write"), (*plain, *blocks, *roles))


def language_schema() -> dict[str, Any]:
    """Describe the options of each block in JSON Schema, and name the roles, for an editor."""
    return {
        "title": "Language",
        "description": "The blocks that authors write, each with its options, and the roles.",
        "type": "object",
        "properties": {
            "directives": {
                "type": "object",
                "properties": {one.name: _schema_of(one) for one in _for_authors(DIRECTIVES)},
                "additionalProperties": False,
            },
            "roles": {
                "type": "object",
                "properties": {one.name: {"type": "string", "description": one.purpose} for one in _for_authors(ROLES)},
                "additionalProperties": False,
            },
        },
    }


def _schema_of(block: Construct) -> dict[str, Any]:
    return {
        "type": "object",
        "description": f"{block.purpose} ({block.place})",
        "properties": {option: {"type": "string"} for option in sorted(block.options)},
        "additionalProperties": False,
    }


def _for_authors(constructs: tuple[Construct, ...]) -> Iterator[Construct]:
    return (one for one in constructs if one.purpose)


def _options(block: Construct) -> str:
    return ", ".join(f"`{option}`" for option in sorted(block.options)) or "none"


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]] | tuple[tuple[str, ...], ...]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
