"""Measure how far each character of a printed text reaches, from the glyphs that Pango has set."""

from __future__ import annotations

from typing import Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango  # type: ignore[import-untyped]


class Extent(NamedTuple):
    """The place of one letter on its line, in pixels from the page's left edge."""

    left: float
    right: float
    backwards: bool
    """Whether the text runs from right to left there."""


def extents(box: Any) -> list[tuple[str, Extent]]:
    """The letters of a text box in the order of the text; those that share a glyph share its place.

    Reads the layout that WeasyPrint keeps with the box, which is why its version is pinned.
    """
    layout = box.pango_layout
    layout.reactivate(box.style)
    try:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line, _ = layout.get_first_line()
        return _letters(layout.text, line, box.position_x)
    finally:
        layout.deactivate()


def _letters(text: str, line: Any, left: float) -> list[tuple[str, Extent]]:
    places = _byte_places(text)
    found: dict[int, Extent] = {}
    run = line.runs[0]
    while run != ffi.NULL:
        left = _run(run.data, places, left, found)
        run = run.next
    return [(text[place], found[place]) for place in sorted(found) if place < len(text)]


def _run(run: Any, places: dict[int, int], left: float, found: dict[int, Extent]) -> float:
    """Enter the letters of one run of glyphs; returns where the next begins."""
    glyphs, item = run.glyphs, run.item
    count, clusters = glyphs.num_glyphs, glyphs.log_clusters
    backwards = bool(item.analysis.level % 2)
    starts = sorted({clusters[index] for index in range(count)})
    ends = dict(zip(starts, [*starts[1:], item.length], strict=True))
    reach: dict[int, tuple[float, float]] = {}
    for index in range(count):
        right = left + glyphs.glyphs[index].geometry.width * FROM_UNITS
        first, last = reach.get(clusters[index], (left, right))
        reach[clusters[index]] = min(first, left), max(last, right)
        left = right
    for start, (first, last) in reach.items():
        letters = range(places[item.offset + start], places[item.offset + ends[start]])
        for order, letter in enumerate(letters):
            # Letters that share a glyph share its width.
            step = (last - first) / len(letters)
            place = len(letters) - 1 - order if backwards else order
            found[letter] = Extent(first + place * step, first + (place + 1) * step, backwards)
    return left


def _byte_places(text: str) -> dict[int, int]:
    """The number of the letter that begins at each byte; Pango counts in bytes."""
    places, at = {}, 0
    for number, letter in enumerate(text):
        places[at] = number
        at += len(letter.encode())
    places[at] = len(text)
    return places
