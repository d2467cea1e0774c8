"""Read a returned file as it would be with all tracked changes accepted, or with all of them rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from focalpoint.word.returned.returned_file import BOTH, CALL, DELETED, INSERTED, SAME, Mark, Piece, ReturnedParagraph

Key = tuple[int, int]
"""A block: the number of its chapter in the file, and its own on the page."""


@dataclass(frozen=True)
class Sign:
    """One character, or the words of one reference."""

    text: str
    reference: str = ""
    bold: bool = False
    italic: bool = False
    lined: bool = False
    """Whether it is underlined or highlighted."""


@dataclass
class Line:
    """One paragraph of a view."""

    first: ReturnedParagraph
    """The paragraph that it begins with."""
    signs: list[Sign] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    """The blocks whose bookmarks begin in it."""
    parts: dict[Key, list[Sign]] = field(default_factory=dict)
    """What stands behind the beginning of each block in it."""
    ours: bool = False
    """Whether the tools wrote it."""

    @property
    def text(self) -> str:
        """Its whole text."""
        return "".join(sign.text for sign in self.signs)

    @property
    def where(self) -> tuple[int, int, int, int]:
        """The table, row and cell, and the note it stands in."""
        one = self.first
        return one.table, one.row, one.cell, one.note


def view(paragraphs: Sequence[ReturnedParagraph], *, accepted: bool) -> list[Line]:
    """Make the paragraphs of a view: with all changes accepted, or with all of them rejected."""
    kept = {SAME, INSERTED if accepted else DELETED}
    lines: list[Line] = []
    joined = False
    for one in paragraphs:
        if one.row_state not in kept:
            joined = False
            continue
        if not (joined and lines[-1].where == (one.table, one.row, one.cell, one.note)):
            lines.append(Line(one))
        elif not lines[-1].text.strip():
            lines[-1].first = one
        _add(lines[-1], one, kept)
        joined = one.end not in kept or one.end == BOTH
    return lines


def _add(line: Line, one: ReturnedParagraph, kept: set[str]) -> None:
    marks = {mark.at: mark for mark in one.marks}
    now: Key | None = None
    for index, pieces in _pieces(one, set(marks)):
        if index in marks:
            now = _begin(line, marks[index])
        some = [piece for piece in pieces if piece.state in kept]
        signs = list(_signs(some))
        line.signs += signs
        if now is not None:
            line.parts[now] += signs


def _begin(line: Line, mark: Mark) -> Key | None:
    if mark.ours:
        line.ours = True
        return None
    key = (mark.chapter, mark.block)
    if key not in line.keys:
        line.keys.append(key)
        line.parts[key] = []
    return key


def _pieces(one: ReturnedParagraph, cuts: set[int]) -> Iterator[tuple[int, list[Piece]]]:
    """Yield the pieces of a paragraph, divided where a block begins."""
    begins = sorted({0, *cuts, len(one.pieces)})
    for first, last in zip(begins, [*begins[1:], len(one.pieces)], strict=True):
        if first < last or first in cuts:
            yield first, list(one.pieces[first:last])


def _signs(pieces: Sequence[Piece]) -> Iterator[Sign]:
    for reference, group in groupby(pieces, key=lambda piece: piece.reference):
        some = list(group)
        if reference:
            yield Sign("".join(piece.text for piece in some), reference)
            continue
        for piece in some:
            if piece.raised and piece.text.isdigit():
                yield Sign(CALL)
            else:
                yield from (Sign(one, "", piece.bold, piece.italic, piece.lined) for one in piece.text)
