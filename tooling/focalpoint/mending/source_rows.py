"""Find for each character of a row that the checks read the place in the file where it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from focalpoint.content.text.markdown import CALLS
from focalpoint.content.text.reading import Prose

_PREFIX = re.compile(
    r"(?:[ \t]*(?:>|[-*+](?=[ \t])|(?:\d{1,9}[.)]|\((?:[a-z]|[ivx]{2,5})\))(?=[ \t])|\[\^[^\]\s]+\]:"
    r"|:(?=[ \t])|#{1,6}(?=[ \t])"
    r"|(?::{3,}|`{3,})\{[\w-]+\}))*[ \t]*"
)
"""What stands before the words of a line: marks of a quotation, an item, a footnote, a heading, a block's name."""
_QUOTE = re.compile(r"(?:[ \t]*>)*[ \t]*")
_PIECE = re.compile(
    r"\{(?P<role>[A-Za-z][\w:-]*)\}(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`)"
    r"|(?P<code>`+)(?!`).*?(?<!`)(?P=code)(?!`)"
    r"|!\[[^\]]*\]\([^()]*\)|\[\^[^\]\s]+\]"
    r"|\[(?P<words>[^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)"
    r"|<(?P<address>https?://[^<>\s]+)>"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<entity>&(?:#?\w+);)"
    r"|(?P<mark>\*+|(?<!\w)_+|_+(?!\w))"
)
"""What is more than its characters: roles, code, links, calls of footnotes, marks of emphasis."""


@dataclass(frozen=True)
class Row:
    """One line of a paragraph, as it is typed and as the checks read it."""

    line: int
    """Line in the file, from 1."""
    prefix: str
    content: str
    """What is typed behind the prefix."""
    said: str
    """The row as the checks read it, with `§` for a role or code."""
    places: tuple[int, ...]
    """For each character of `said` its index in `content`."""

    @property
    def onward(self) -> str:
        """What stands before the further lines of the same paragraph."""
        if "[^" in self.prefix:
            return self.prefix[: self.prefix.index("[^")] + "    "
        return re.sub(r"[^>\s]", " ", self.prefix)


def rows_of(prose: Prose, lines: list[str]) -> list[Row] | None:
    """Return the rows of a run of text; None where a line cannot be matched with what was read of it."""
    rows = []
    for number, said in enumerate(prose.rows, prose.line):
        if not number <= len(lines):
            return None
        line = lines[number - 1]
        row = _cell(number, line, said) if "table" in prose.inside else _row(number, line, said)
        if row is None:
            return None
        rows.append(row)
    return rows


def _row(number: int, line: str, said: str) -> Row | None:
    for pattern in (_PREFIX, _QUOTE):
        prefix = pattern.match(line)
        assert prefix
        content = line[prefix.end() :]
        pieces = list(_characters(content, 0))
        read = "".join(character for character, _place in pieces)
        if read.rstrip() == said.rstrip():
            count = len(read.rstrip())
            return Row(number, prefix[0], content, said[:count], tuple(place for _one, place in pieces[:count]))
    return None


def _cell(number: int, line: str, said: str) -> Row | None:
    """The row of one cell of a table, which is the first that reads so; its content goes on to the end of the line."""
    for cell in re.finditer(r"[^|]+", line):
        pieces = [(one, place) for one, place in _characters(cell[0].rstrip(), 0)]
        blank = len(cell[0]) - len(cell[0].lstrip())
        if said.strip() and "".join(one for one, _place in pieces)[blank:] == said.strip():
            begin = cell.start()
            return Row(number, line[:begin], line[begin:], said, tuple(place for _one, place in pieces[blank:]))
    return None


def _characters(content: str, begin: int) -> Iterator[tuple[str, int]]:
    """Yield each character that the checks read, with its index; one that stands for a piece has the piece's first."""
    place = 0
    for piece in _PIECE.finditer(content):
        yield from ((content[at], begin + at) for at in range(place, piece.start()))
        place = piece.end()
        if piece["words"] is not None:
            yield from _characters(piece["words"], begin + piece.start("words"))
        elif piece["address"]:
            first = begin + piece.start("address")
            yield from ((character, first + at) for at, character in enumerate(piece["address"]))
        elif piece["escaped"] or piece["entity"] or piece["code"] or (piece["role"] and piece["role"] not in CALLS):
            yield "§", begin + piece.start()
    yield from ((content[at], begin + at) for at in range(place, len(content)))
