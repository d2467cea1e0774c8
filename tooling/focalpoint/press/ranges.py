"""Which numbered paragraphs stand on which page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]


def paragraph_ranges(document: Any) -> tuple[tuple[str, str] | None, ...]:
    """First and last paragraph number of each page; a paragraph that runs on counts on both pages.

    This is the one place that reads WeasyPrint's own boxes, which is why its version is pinned.
    """
    pages = (list(_numbers(page._page_box)) for page in document.pages)
    return tuple((numbers[0], numbers[-1]) if numbers else None for numbers in pages)


def _numbers(box: Any) -> Iterator[str]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    # The step that prepares a unit gives points of a consultation note the same attribute.
    number = "" if box.element is None else box.element.get("data-number", "")
    if number:
        yield str(number)
        return
    for child in getattr(box, "children", ()):
        yield from _numbers(child)
