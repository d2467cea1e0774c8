"""Read the boxes of the laid-out pages: what does not fit on them, and which paragraphs and lines stand where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure.boxes import (  # type: ignore[import-untyped]
    InlineReplacedBox,
    TableRowBox,
    TableRowGroupBox,
    TextBox,
)
from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]

from focalpoint.press.layout.long_words import BREAK
from focalpoint.press.section import fault
from focalpoint.problems import Problem

SHOWN = 40
"""Characters of the words that a message shows."""
ROUNDING = 0.5
"""Pixels that a line may be past an edge by reckoning alone."""
FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Characters that run from right to left."""
TURN = "give it the option `:landscape:` (in a `{table}` or `{list-table}`), or take out a column"
FEWER = "take out a column, or use shorter words"
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "header"}
HEADING = ""
CONTINUED = "…"
_NUMBER = re.compile(r"^\s*[\d.]+\s+")


def misfits(name: str, document: Any) -> Iterator[Problem]:
    """Find what does not fit on a page: the first thing on each page past the paper's edge, and rows that are too tall.

    The text of the PDF would have it, and nobody would see it or could read it in its order.
    """
    rows: dict[Any, dict[int, list[int]]] = defaultdict(dict)
    for number, page in enumerate(document.pages, 1):
        lost = None
        for box in page._page_box.descendants():
            if isinstance(box, TextBox):
                lost = box if lost is None and box.text.strip() and _outside(box, page) else lost
            elif isinstance(box, TableRowGroupBox) and not box.is_header:
                for row in box.children:
                    rows[row.element][number] = [place for place, cell in enumerate(row.children) if _said(cell)]
        if lost is not None:
            yield _told(name, page._page_box, lost)
    for element, pages in rows.items():
        if _is_disordered([pages[number] for number in sorted(pages)]):
            words = _beginning(element)
            message = (
                f"the row of the table that begins “{words[:SHOWN]}” is taller than a page; make several rows of it"
            )
            yield fault(name, message, words=words)


def _outside(box: Any, page: Any) -> bool:
    right, bottom = box.position_x + box.width, box.position_y + box.height
    inside = box.position_x >= -ROUNDING and box.position_y >= -ROUNDING
    return not inside or right > page.width + ROUNDING or bottom > page.height + ROUNDING


def _is_disordered(pages: list[list[int]]) -> bool:
    """Tell whether a cell of a row goes on on a page after one with words of a later cell; the pages' filled cells."""
    return any(min(after) < max(before) for before, after in pairwise(pages) if before and after)


def _said(box: Any) -> str:
    texts = (below.text for below in box.descendants() if isinstance(below, TextBox))
    return " ".join("".join(texts).split())


def _beginning(element: Any) -> str:
    """Return the first words of an element of the page."""
    for below in element if len(element) else [element]:
        # The number of a table is no word of its author.
        number = next(("".join(one.itertext()) for one in below.iter() if one.get("class") == "caption-number"), "")
        words = " ".join("".join(below.itertext()).replace(number, "", 1).replace(BREAK, "").split())
        if words:
            return words
    return ""


def _told(name: str, page: Any, lost: Any) -> Problem:
    """Say of a line past the edge what it belongs to, and what to do."""
    above = list(_above(page, lost))
    tags = [box.element_tag for box in above]
    note = next((box for box in above if _is_note(box)), None)
    if note is not None:
        words = _NUMBER.sub("", _beginning(note.element))
        message = (
            f"the note “{words[:SHOWN]}” is longer than a page has room for; shorten it, or write it into the text"
        )
        return fault(name, message, words=words)
    if "table" in tags:
        table = next(box for box in above if box.element_tag == "table")
        words = _beginning(table.element)
        if lost.position_y + lost.height > page.height:
            row = next((box for box in above if isinstance(box, TableRowBox)), table)
            words = _beginning(row.element)
            message = (
                f"the row of the table that begins “{words[:SHOWN]}” is taller than a page; make several rows of it"
            )
        else:
            turned = any(box.element is not None and box.element.get("class") == "turned" for box in above)
            advice = FEWER if turned else TURN
            message = f"the table “{words[:SHOWN]}” is wider than the page; {advice}"
        return fault(name, message, words=words)
    words = lost.text.replace(BREAK, "").strip()
    return fault(name, f"“{words[:SHOWN]}” does not fit on a page; shorten or divide it", words=words)


def _is_note(box: Any) -> bool:
    return box.element is not None and "footnote" in (box.element.get("class") or "").split()


def _above(box: Any, wanted: Any) -> Iterator[Any]:
    """Yield the boxes that hold a box, from the nearest up; nothing where it is not below."""
    for child in getattr(box, "children", ()):
        child = child._box if isinstance(child, AbsolutePlaceholder) else child
        if child is wanted:
            yield box
            return
        found = list(_above(child, wanted))
        if found:
            yield from (*found, box)
            return


def lines_with_right_to_left(document: Any) -> tuple[tuple[str, ...], ...]:
    """List the texts of the line boxes of each page that has characters that run from right to left."""
    return tuple(_lines(page._page_box) for page in document.pages)


def _lines(page: Any) -> tuple[str, ...]:
    lines = tuple(box.text for box in page.descendants(placeholders=True) if isinstance(box, TextBox))
    return lines if any(map(FROM_RIGHT.search, lines)) else ()


def end_of_text(document: Any) -> float:
    """Measure how far down the last page the text without its notes ends, as a share of the height for text."""
    page = document.pages[-1]._page_box
    boxes = page.children[0].descendants(placeholders=True)
    ends = [box.position_y + box.height for box in boxes if isinstance(box, TextBox | InlineReplacedBox)]
    return float((max(ends, default=0.0) - page.margin_top) / page.height)


def paragraph_ranges(document: Any) -> tuple[tuple[str, str] | None, ...]:
    """Find the first and last paragraph number of each page; lists and tables belong to the paragraph before them."""
    ranges: list[tuple[str, str] | None] = []
    current = ""
    for page in document.pages:
        numbers = []
        # The root comes first; after it stand the footnotes, which belong to no paragraph's text.
        for event in _events(page._page_box.children[0]):
            current = current if event == CONTINUED else event
            if current:
                numbers.append(current)
        ranges.append((numbers[0], numbers[-1]) if numbers else None)
    return tuple(ranges)


def _events(box: Any) -> Iterator[str]:
    """A paragraph's number where it stands, HEADING at a heading, CONTINUED at any other text or picture."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    # The step that prepares a unit gives points of a consultation note the same attribute.
    number = "" if box.element is None else str(box.element.get("data-number", ""))
    if number:
        yield number
    elif box.element_tag in HEADINGS:
        yield HEADING
    elif isinstance(box, TextBox | InlineReplacedBox):
        yield CONTINUED
    else:
        for child in getattr(box, "children", ()):
            yield from _events(child)
