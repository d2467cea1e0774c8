"""A chart of columns by year as a drawing: plain SVG, every value written above its column, no year left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from focalpoint.assembly.generated_pages.bar_chart import BLUE, FONT, INK

WIDTH, HEIGHT, TOP, BASE, EDGE = 560, 210, 22, 182, 10
"""Of the drawing: its size, the top of the highest column, the line on which columns stand, the room at the sides."""
BREADTH = 0.62
"""Share of its place that a column fills."""


class Column(NamedTuple):
    """One column: a label below it and its value; None where there is none."""

    label: str
    value: int | None

    @property
    def said(self) -> str:
        """Its value in words."""
        return "no count found" if self.value is None else f"{self.value}"


def columns_in_words(title: str, columns: Sequence[Column]) -> str:
    """The text alternative of a chart: all that it shows."""
    return f"{title}. " + "; ".join(f"{column.label}: {column.said}" for column in columns) + "."


def column_chart(title: str, columns: Sequence[Column]) -> bytes:
    """The chart as a drawing."""
    highest = max((column.value or 0 for column in columns), default=1) or 1
    step = (WIDTH - 2 * EDGE) / max(len(columns), 1)
    drawn = "".join(
        _column(column, EDGE + (number + 0.5) * step, step * BREADTH, (BASE - TOP) / highest)
        for number, column in enumerate(columns)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img" aria-labelledby="columns-title columns-desc">\n'
        f'  <title id="columns-title">{escape(title)}</title>\n'
        f'  <desc id="columns-desc">{escape(columns_in_words(title, columns))}</desc>\n'
        f"{drawn}"
        f'  <path d="M{EDGE} {BASE}H{WIDTH - EDGE}" fill="none" stroke="{INK}" stroke-width="1"/>\n'
        "</svg>\n"
    ).encode()


def _column(column: Column, middle: float, breadth: float, scale: float) -> str:
    below = _text(middle, BASE + 18, column.label)
    if column.value is None:
        return below + _text(middle, BASE - 6, "–")
    top = BASE - column.value * scale
    return (
        f'  <rect x="{middle - breadth / 2:.1f}" y="{top:.1f}" width="{breadth:.1f}" height="{BASE - top:.1f}" '
        f'fill="{BLUE}"/>\n' + _text(middle, top - 6, f"{column.value}") + below
    )


def _text(x: float, y: float, words: str) -> str:
    return (
        f'  <text x="{x:.1f}" y="{y:.1f}" font-size="11.5" fill="{INK}" text-anchor="middle" '
        f'font-family="{FONT}">{escape(words)}</text>\n'
    )
