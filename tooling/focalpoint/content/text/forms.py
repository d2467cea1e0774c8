"""The forms of the manual: blocks to be printed and filled in, which are offered as Word files as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focalpoint.content.text.reading import Reading

DOWNLOADS = "downloads"
"""Folder of the Word files in the web edition."""
MOST_LINES = 60
"""So many lines to write on fill a page and a half."""


@dataclass(frozen=True)
class Form:
    """One form."""

    title: str
    file: str
    """Name of its Word file, without ending."""
    text: str
    """What it holds, as Markdown."""
    line: int


def forms_of(reading: Reading) -> Iterator[Form]:
    """The forms of a text, in their order."""
    for block in reading.directives:
        if block.name == "form":
            text = "\n".join(row for row, _line in block.body)
            yield Form(block.argument, block.options.get("file", ("", 0))[0], text, block.line)
