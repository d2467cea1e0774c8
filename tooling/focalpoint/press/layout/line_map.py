"""Map each block of a draft to its printed lines and words, from WeasyPrint's own boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]
from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]

from focalpoint.content.rounds.draft_map import Line, Word
from focalpoint.press.layout.blocks import NUMBER, is_unsaid, said_by
from focalpoint.press.layout.glyph_positions import Extent, extents
from focalpoint.press.layout.long_words import BREAK

POINTS_PER_PIXEL = 0.75
SAME_LINE = 4.0
"""Pixels by which the baselines of one printed line may differ: cells beside each other, a letter set smaller."""
WORD = re.compile(r"[^\s/-]+[-/]*|[-/]+")
"""A word, or a part of one after which a line may break."""

Printed = tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass
class _Piece:
    """The text of one box, in its line."""

    page: int
    line: Any
    element: Any
    box: Any
    numbered: bool


@dataclass
class _Block:
    """One block while its boxes are matched with its text."""

    text: str
    letters: list[int] = field(default_factory=list)
    """Places of the letters that are no spaces."""
    place: int = 0
    """How many of them have been printed."""
    lines: list[Line] = field(default_factory=list)
    last: Any = None
    """The box of the line printed last."""


def printed(document: Any) -> tuple[Printed, tuple[tuple[float, ...], ...]]:
    """Every block of a document with its lines, and each page's baselines that are numbered; nothing for no draft."""
    blocks: dict[Any, _Block] = {}
    pieces = [piece for index, page in enumerate(document.pages) for piece in _pieces(page, index)]
    if not pieces:
        return (), ()
    numbers, baselines = _numbers(pieces, document.pages)
    for piece in pieces:
        block = blocks.setdefault(piece.element, _begin(piece.element))
        _print(block, piece, document.pages[piece.page].height, numbers.get(id(piece.line), 0))
    made = tuple((element.get(NUMBER), tuple(block.lines)) for element, block in blocks.items())
    return made, baselines


def _begin(element: Any) -> _Block:
    text = said_by(element)
    return _Block(text, [place for place, letter in enumerate(text) if not letter.isspace()])


def _pieces(page: Any, index: int) -> Iterator[_Piece]:
    """The texts of a page in the order of reading; the notes at its foot come last and are not numbered."""
    root, *others = page._page_box.children
    yield from _inside(root, index, None, None, True)
    for other in others:
        if not isinstance(other, boxes.MarginBox):
            yield from _inside(other, index, None, None, False)


def _inside(box: Any, page: int, element: Any, line: Any, numbered: bool) -> Iterator[_Piece]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    own = box.element
    if "::" in (box.element_tag or ""):
        return  # Written by the style sheet: a mark of a list, the number of a note.
    if own is not None and own.get(NUMBER) is not None:
        element = own
    elif own is not None and own is not element and is_unsaid(own):
        return
    if isinstance(box, boxes.LineBox):
        line = box
    if isinstance(box, boxes.TextBox):
        if element is not None and line is not None and box.text.strip():
            yield _Piece(page, line, element, box, numbered)
        return
    for child in getattr(box, "children", ()):
        yield from _inside(child, page, element, line, numbered)


def _numbers(pieces: list[_Piece], pages: Any) -> tuple[dict[int, int], tuple[tuple[float, ...], ...]]:
    """The number of each line's box, counted through the unit from 1, and the baselines that have one."""
    heights: list[dict[int, float]] = [{} for _ in pages]
    for piece in pieces:
        if piece.numbered:
            heights[piece.page][id(piece.line)] = piece.line.position_y + piece.line.baseline
    numbers: dict[int, int] = {}
    baselines = []
    count = 0
    for page, found in zip(pages, heights, strict=True):
        shown: list[float] = []
        for key, height in sorted(found.items(), key=lambda one: one[1]):
            if not shown or height - shown[-1] > SAME_LINE:
                shown.append(height)
                count += 1
            numbers[key] = count
        baselines.append(tuple(round((page.height - height) * POINTS_PER_PIXEL, 2) for height in shown))
    return numbers, tuple(baselines)


def _print(block: _Block, piece: _Piece, height: float, number: int) -> None:
    """Match the text of one box with what its block says next, and enter it into the block's lines."""
    found = _match(block, extents(piece.box))
    if not found:
        return
    line, points = piece.line, POINTS_PER_PIXEL
    words = tuple(_words(block.text, found))
    left, right = min(one.left for one in found.values()), max(one.right for one in found.values())
    made = Line(
        page=piece.page,
        left=round(left * points, 1),
        bottom=round((height - line.position_y - line.height) * points, 1),
        right=round(right * points, 1),
        top=round((height - line.position_y) * points, 1),
        start=min(found),
        end=max(found) + 1,
        number=number,
        words=words,
    )
    if block.last is line:
        block.lines[-1] = _joined(block.lines[-1], made)
    else:
        block.lines.append(made)
    block.last = line


def _match(block: _Block, letters: list[tuple[str, Extent]]) -> dict[int, Extent]:
    """The place in the block's text of each letter that a box shows; a hyphen at a line's end has none."""
    shown = [(letter, extent) for letter, extent in letters if not letter.isspace() and letter != BREAK]
    if block.place >= len(block.letters):
        block.place = 0  # The head of a table, once more on the next page.
    found: dict[int, Extent] = {}
    for letter, extent in shown:
        if block.place < len(block.letters):
            place = block.letters[block.place]
            if block.text[place].casefold() == letter.casefold() or letter not in "-\N{HYPHEN}\N{SOFT HYPHEN}":
                found[place] = extent
                block.place += 1
    return found


def _words(text: str, found: dict[int, Extent]) -> Iterator[Word]:
    """The words among some letters of a text, each with its place on the line."""
    first, last = min(found), max(found) + 1
    for word in WORD.finditer(text, first, last):
        inside = [found[place] for place in range(word.start(), word.end()) if place in found]
        if inside:
            left, right = min(one.left for one in inside), max(one.right for one in inside)
            backwards = any(one.backwards for one in inside)
            points = POINTS_PER_PIXEL
            yield Word(word.start(), word.end(), round(left * points, 1), round(right * points, 1), backwards)


def _joined(one: Line, other: Line) -> Line:
    """Two pieces of one line as one."""
    return Line(
        page=one.page,
        left=min(one.left, other.left),
        bottom=min(one.bottom, other.bottom),
        right=max(one.right, other.right),
        top=max(one.top, other.top),
        start=min(one.start, other.start),
        end=max(one.end, other.end),
        number=one.number,
        words=(*one.words, *other.words),
    )
