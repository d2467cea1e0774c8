"""Find the words under a mark, the line nearest to a note, and the character at a caret, on a page of the draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from focalpoint.content.rounds.draft_map import Block, DraftMap, Line, Word
from focalpoint.review.returned_pdf.pdf_values import Box, Point

TALL = 1.6
"""A mark of more than this many lines' height covers several of them."""
IN_REACH = 12.0
"""Points by which a mark on text may miss its line."""
PARTLY = 0.13
"""Share of a line's height that a mark must cover of a word's width, less than any character's."""
SAME_ROW = 3.0
CLEARLY = 12.0
"""Difference of `_distance_score` by which any other block must be farther away."""
ACROSS, ASIDE = 0.3, 0.01
"""Weight of a point across against three up or down, between lines and beside all of them."""
_NARROW, _WIDE = "iljtfrI.,;:'’!|()[] ", "mwMWOQ—…"


class Hit(NamedTuple):
    """A word under a mark."""

    block: Block
    line: Line
    word: Word


@dataclass(frozen=True)
class NearestLine:
    """The line nearest to a point."""

    block: Block
    line: Line
    dx: float
    """Points from the line's end to the point, across; 0 within it."""
    dy: float
    """Points from the line to the point, up or down; 0 within it."""
    alone: bool
    """Whether no other block has a line in that row, or one that is almost as near."""


class PageGeometry:
    """One page of the draft."""

    def __init__(self, drafts_map: DraftMap, page: int) -> None:
        self.page = page
        self._lines = [(block, line) for block, line in drafts_map.on_page(page) if line.words]
        self._left = min((line.left for _, line in self._lines), default=0.0)
        self._right = max((line.right for _, line in self._lines), default=0.0)

    def under(self, quad: Box, precise: bool = False) -> list[Hit]:
        """Find the words under a mark on text, which means one line unless it is tall.

        A precise mark, which follows the characters, may leave out the punctuation at the end of a word.
        """
        near: list[tuple[float, Block, Line]] = []
        low, high = quad.bottom - IN_REACH - 1, quad.top + IN_REACH + 1
        for block, line in self._lines:
            if low <= line.top and line.bottom <= high and any(_marks(quad, line, word) for word in line.words):
                near.append((_distance(quad.middle.y, line.bottom, line.top), block, line))
        if not near or min(near, key=_by_distance)[0] > IN_REACH:
            return []
        chosen = self._rows(quad, near)
        return [
            Hit(block, line, _without_ends(block, word, quad) if precise else word)
            for block, line in chosen
            for word in line.words
            if _marks(quad, line, word)
        ]

    @staticmethod
    def _rows(quad: Box, near: Sequence[tuple[float, Block, Line]]) -> list[tuple[Block, Line]]:
        middle = quad.middle.y
        inside = [(block, line) for distance, block, line in near if not distance]
        nearest = min(inside, key=lambda one: abs(_middle(one[1]) - middle)) if inside else None
        if nearest is None:
            least = min(near, key=_by_distance)[0]
            return [(block, line) for distance, block, line in near if distance - least < 1]
        if quad.height > TALL * (nearest[1].top - nearest[1].bottom):
            return [(block, line) for _, block, line in near if _overlap(quad, line) > 0.5]
        return [(block, line) for block, line in inside if abs(_middle(line) - _middle(nearest[1])) < SAME_ROW]

    def inside(self, frame: Box) -> list[Hit]:
        """Find the words whose middles lie in a frame."""
        return [
            Hit(block, line, word)
            for block, line in self._lines
            if frame.bottom <= _middle(line) <= frame.top
            for word in line.words
            if frame.left <= (word.left + word.right) / 2 <= frame.right
        ]

    def beside(self, point: Point) -> NearestLine | None:
        """Find the line nearest to a point; one at the same height rather than one above or below."""
        found = [(self._away(point, line), block, line) for block, line in self._lines]
        if not found:
            return None
        across = ACROSS if self._left <= point.x <= self._right else ASIDE
        (dx, dy), block, line = min(found, key=lambda one: _distance_score(one[0], across))
        least = _distance_score((dx, dy), across) + CLEARLY
        rivals = {other.id for away, other, _ in found if away[1] <= dy or _distance_score(away, across) < least}
        return NearestLine(block, line, dx, dy, rivals == {block.id})

    @staticmethod
    def _away(point: Point, line: Line) -> tuple[float, float]:
        return _distance(point.x, line.left, line.right), _distance(point.y, line.bottom, line.top)


def _distance_score(away: tuple[float, float], across: float) -> float:
    """Score the distance of a line: a line beside a note counts as nearer than one above or below it."""
    dx, dy = away
    return 3 * dy + across * dx


def character_at(block: Block, line: Line, x: float) -> int:
    """Find the character before which a caret at `x` stands, as an offset in the block's text."""
    best, least = line.start, float("inf")
    for place, at in _stops(block, line):
        if abs(at - x) < least:
            best, least = place, abs(at - x)
    return best


def _stops(block: Block, line: Line) -> Iterator[tuple[int, float]]:
    """Yield the places between characters, with their position; widths within a word are estimated."""
    for word in line.words:
        widths = [_width(character) for character in block.text[word.start : word.end]]
        whole, done = sum(widths) or 1.0, 0.0
        for offset in range(len(widths) + 1):
            share = done / whole
            share = 1 - share if word.backwards else share
            yield word.start + offset, word.left + share * (word.right - word.left)
            done += widths[offset] if offset < len(widths) else 0


def _width(character: str) -> float:
    return 0.55 if character in _NARROW else 1.6 if character in _WIDE else 1.2 if character.isupper() else 1.0


def _marks(quad: Box, line: Line, word: Word) -> bool:
    """Tell whether a mark covers a word, or enough of it to mean a character."""
    shared = min(quad.right, word.right) - max(quad.left, word.left)
    if shared <= 0 and word.right > word.left:
        return False
    needed = min(PARTLY * (line.top - line.bottom), 0.5 * (word.right - word.left), 0.8 * quad.width)
    return shared >= needed


def _without_ends(block: Block, word: Word, quad: Box) -> Word:
    """Cut off the punctuation at the ends of a word that a mark leaves out, so that a replacement keeps it."""
    text = block.text[word.start : word.end]
    if word.backwards or (text[:1].isalnum() and text[-1:].isalnum()):
        return word
    inner = text.strip("".join({character for character in text if not character.isalnum()}))
    if not inner:
        return word
    before = text.index(inner)
    after = len(text) - before - len(inner)
    whole = sum(map(_width, text)) or 1.0
    scale = (word.right - word.left) / whole
    lead, tail = (scale * sum(map(_width, part)) for part in (text[:before], text[len(text) - after :]))
    start = word.start + (before if before and quad.left > word.left + lead / 2 else 0)
    end = word.end - (after if after and quad.right < word.right - tail / 2 else 0)
    return word._replace(start=start, end=end)


def _by_distance(one: tuple[float, Block, Line]) -> float:
    return one[0]


def _distance(at: float, low: float, high: float) -> float:
    return max(low - at, at - high, 0.0)


def _middle(line: Line) -> float:
    return (line.bottom + line.top) / 2


def _overlap(quad: Box, line: Line) -> float:
    """Measure the share of a line's height that a mark covers."""
    height = max(line.top - line.bottom, 0.1)
    return (min(quad.top, line.top) - max(quad.bottom, line.bottom)) / height
