"""Read the boxes of the laid-out pages: what lies past the edge of the paper, and which paragraphs stand where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import InlineReplacedBox, TextBox  # type: ignore[import-untyped]
from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]

from focalpoint.press.section import fault
from focalpoint.problems import Problem

SHOWN = 40
"""Letters of the words that a message shows."""
ROUNDING = 0.5
"""Pixels that a line may be past an edge by reckoning alone."""
FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Characters that run from right to left."""
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "header"}
HEADING = ""
CONTINUED = "…"


def past_the_edge(name: str, document: Any) -> Iterator[Problem]:
    """Find the first line on each page that lies outside the paper, as a note longer than a page does.

    The text of the PDF would still have it, and nobody would ever see it.
    """
    for number, page in enumerate(document.pages, 1):
        boxes = (box for box in page._page_box.descendants() if isinstance(box, TextBox))
        if lost := " ".join(box.text for box in boxes if _outside(box, page)).strip():
            message = f"“{lost[:SHOWN]}” is printed past the edge of page {number} of it; shorten the note, table or "
            yield fault(name, message + "word that does not fit on a page")


def _outside(box: Any, page: Any) -> bool:
    right, bottom = box.position_x + box.width, box.position_y + box.height
    inside = box.position_x >= -ROUNDING and box.position_y >= -ROUNDING
    return not inside or right > page.width + ROUNDING or bottom > page.height + ROUNDING


def lines_with_right_to_left(document: Any) -> tuple[tuple[str, ...], ...]:
    """List the texts of the line boxes of each page that has characters that run from right to left."""
    return tuple(_lines(page._page_box) for page in document.pages)


def _lines(page: Any) -> tuple[str, ...]:
    lines = tuple(box.text for box in page.descendants(placeholders=True) if isinstance(box, TextBox))
    return lines if any(map(FROM_RIGHT.search, lines)) else ()


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
