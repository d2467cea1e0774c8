"""Which numbered paragraphs stand on which page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import InlineReplacedBox, TextBox  # type: ignore[import-untyped]
from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "header"}
HEADING = ""
CONTINUED = "…"


def paragraph_ranges(document: Any) -> tuple[tuple[str, str] | None, ...]:
    """First and last paragraph number of each page; lists and tables belong to the paragraph before them.

    This is the one place that reads WeasyPrint's own boxes, which is why its version is pinned.
    """
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
