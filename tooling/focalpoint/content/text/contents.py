"""The one order of parts and chapters, as `manual/index.md` gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from focalpoint.content.text.reading import Reading

PartOfBook = Literal["front", "body", "annex"]
_ENTRY = re.compile(r"(?:.*<)?([^<>]+?)>?")


@dataclass(frozen=True)
class Entry:
    """One line of a table of contents: the document it names, and where."""

    docname: str
    line: int


@dataclass(frozen=True)
class Part:
    """One part of the manual: its caption, where in the book it belongs, and its chapters in order."""

    caption: str
    part_of_book: PartOfBook
    entries: tuple[Entry, ...]
    line: int
    end: int


def read_parts(reading: Reading) -> tuple[Part, ...]:
    """The parts in order.

    A numbered `toctree` is a part of the body; before the first of them stands front matter, after them an annex.
    """
    parts: list[Part] = []
    for toctree in (directive for directive in reading.directives if directive.name == "toctree"):
        numbered = "numbered" in toctree.options
        body_begun = any(part.part_of_book == "body" for part in parts)
        part_of_book: PartOfBook = "body" if numbered else "annex" if body_begun else "front"
        entries = tuple(
            Entry(match[1].strip(), line)
            for row, line in toctree.body
            if row.strip() and (match := _ENTRY.fullmatch(row.strip()))
        )
        caption = toctree.options.get("caption", ("", 0))[0].strip("\"'")
        parts.append(Part(caption, part_of_book, entries, toctree.line, toctree.end))
    return tuple(parts)


_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()


def chapter_number(part_of_book: PartOfBook, count: int) -> str:
    """The number of a chapter with so many before it in its part: `i` in the front matter, `1`, `A` for an annex."""
    match part_of_book:
        case "front":
            return _ROMAN[count] if count < len(_ROMAN) else f"x{count}"
        case "body":
            return f"{count + 1}"
        case "annex":
            return letter(count)


def letter(count: int) -> str:
    """A for 0, B for 1, … Z, AA, AB and so on."""
    return (letter(count // 26 - 1) if count >= 26 else "") + chr(65 + count % 26)


def ordinal(count: int, letters: int) -> str:
    """The number of a paragraph, table or figure: `4`, and in a handling passage `4a`, as if it were not there."""
    return f"{count}{chr(96 + letters)}" if letters else f"{count}"
