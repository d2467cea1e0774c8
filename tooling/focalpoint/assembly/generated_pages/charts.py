"""Draw charts of bars and of columns as plain SVG, every value written beside its bar or above its column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

INK, BLUE, RULE, WASH = "#1a1f24", "#12405a", "#b9c3c9", "#eef2f4"
FONT = "'Source Sans 3', 'Source Sans Pro', Helvetica, Arial, sans-serif"
WIDTH, LEFT, BAR, STEP = 560, 270, 14, 26
"""The names have room for a wider typeface: a web page draws a picture with whatever its machine has."""
LONGEST = 198
"""Width of the longest bar; what stands right of it is room for the values."""


class Bar(NamedTuple):
    """One bar: a part of a whole."""

    label: str
    part: int
    whole: int

    @property
    def said(self) -> str:
        """Return its value in words."""
        return f"{self.part} of {self.whole}"


def in_words(title: str, bars: Sequence[Bar]) -> str:
    """Return the text alternative of a bar chart: everything that it shows."""
    return f"{title}. " + "; ".join(f"{bar.label}: {bar.said}" for bar in bars) + "."


def bar_chart(title: str, bars: Sequence[Bar]) -> bytes:
    """Draw a bar chart: for each bar the whole as an outline and the part filled, with both numbers."""
    height = len(bars) * STEP + 12
    scale = LONGEST / max((bar.whole for bar in bars), default=1)
    rows = "".join(_row(bar, 8 + number * STEP, scale) for number, bar in enumerate(bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="chart-title chart-desc">\n'
        f'  <title id="chart-title">{escape(title)}</title>\n'
        f'  <desc id="chart-desc">{escape(in_words(title, bars))}</desc>\n'
        f"{rows}"
        f'  <path d="M{LEFT} 4V{height - 4}" fill="none" stroke="{INK}" stroke-width="1"/>\n'
        "</svg>\n"
    ).encode()


def _row(bar: Bar, top: int, scale: float) -> str:
    middle = top + BAR - 2.5
    end = LEFT + bar.whole * scale
    return (
        _text(LEFT - 8, middle, bar.label, "end")
        + f'  <rect x="{LEFT}" y="{top}" width="{bar.whole * scale:.1f}" height="{BAR}" fill="{WASH}" '
        f'stroke="{RULE}" stroke-width="1"/>\n'
        + f'  <rect x="{LEFT}" y="{top}" width="{bar.part * scale:.1f}" height="{BAR}" fill="{BLUE}"/>\n'
        + _text(end + 8, middle, bar.said, "start")
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'  <text x="{x:.1f}" y="{y:.1f}" font-size="12.5" fill="{INK}" text-anchor="{anchor}" '
        f'font-family="{FONT}">{escape(words)}</text>\n'
    )


HEIGHT, TOP, BASE, EDGE = 210, 22, 182, 10
"""Of a chart of columns: its height, the top of the highest, the line on which they stand, the room at the sides."""
BREADTH = 0.62
"""Share of its place that a column fills."""


class Column(NamedTuple):
    """One column: a label below it and its value; None where there is none."""

    label: str
    value: int | None

    @property
    def said(self) -> str:
        """Return its value in words."""
        return "no count found" if self.value is None else f"{self.value}"


def columns_in_words(title: str, columns: Sequence[Column]) -> str:
    """Return the text alternative of a column chart: everything that it shows."""
    return f"{title}. " + "; ".join(f"{column.label}: {column.said}" for column in columns) + "."


def column_chart(title: str, columns: Sequence[Column]) -> bytes:
    """Draw a column chart."""
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
    below = _below(middle, BASE + 18, column.label)
    if column.value is None:
        return below + _below(middle, BASE - 6, "–")
    top = BASE - column.value * scale
    return (
        f'  <rect x="{middle - breadth / 2:.1f}" y="{top:.1f}" width="{breadth:.1f}" height="{BASE - top:.1f}" '
        f'fill="{BLUE}"/>\n' + _below(middle, top - 6, f"{column.value}") + below
    )


def _below(x: float, y: float, words: str) -> str:
    return (
        f'  <text x="{x:.1f}" y="{y:.1f}" font-size="11.5" fill="{INK}" text-anchor="middle" '
        f'font-family="{FONT}">{escape(words)}</text>\n'
    )
