"""Nothing is printed past the edge of the paper, where the text of the PDF still has it and no eye ever sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox  # type: ignore[import-untyped]

from focalpoint.press.section import fault
from focalpoint.problems import Problem

SHOWN = 40
"""Letters of the words that a message shows."""
ROUNDING = 0.5
"""Pixels that a line may be past an edge by reckoning alone."""


def past_the_edge(name: str, document: Any) -> Iterator[Problem]:
    """The first line on each page that lies outside the paper, as a note longer than a page does."""
    for number, page in enumerate(document.pages, 1):
        boxes = (box for box in page._page_box.descendants() if isinstance(box, TextBox))
        if lost := " ".join(box.text for box in boxes if _outside(box, page)).strip():
            message = f"“{lost[:SHOWN]}” is printed past the edge of page {number} of it; shorten the note, table or "
            yield fault(name, message + "word that does not fit on a page")


def _outside(box: Any, page: Any) -> bool:
    right, bottom = box.position_x + box.width, box.position_y + box.height
    inside = box.position_x >= -ROUNDING and box.position_y >= -ROUNDING
    return not inside or right > page.width + ROUNDING or bottom > page.height + ROUNDING
