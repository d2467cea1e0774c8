"""The page: its sizes and margins, said once for the style sheet and for the furniture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from focalpoint.config import PAPERS

POINTS_PER_MM = 72 / 25.4
POCKET = "A5"
"""The paper of the pocket edition: a sheet of A4, folded."""
SIZES = {**PAPERS, POCKET: (148.0, 210.0)}
"""Width and height in millimetres of every paper that the press prints on."""


@dataclass(frozen=True)
class Margins:
    """Where the text stands on a page, in millimetres."""

    measure: float
    """Width of the text block."""
    left: float
    top: float
    bottom: float
    head: float
    """From the upper edge to the baseline of the running head."""
    foot: float
    """From the lower edge to the baseline of the page foot."""


BOOK = Margins(measure=138.0, left=42.0, top=26.0, bottom=28.0, head=16.5, foot=15.5)
"""About 75 characters a line; the numbers of paragraphs hang in the left margin."""
MARGINS = {POCKET: Margins(measure=120.0, left=14.0, top=17.0, bottom=17.0, head=10.5, foot=8.5)}
"""Of papers that have margins of their own."""
BLEED = 3.0
"""Millimetres by which what is printed to the edge goes beyond it."""


def is_turned(page: Any) -> bool:
    """Tell whether a page of a PDF is wider than it is high."""
    left, bottom, right, top = (float(side) for side in page.MediaBox)
    return right - left > top - bottom


@dataclass(frozen=True)
class Geometry:
    """One paper size with the book's margins; of a turned page the long side is its width."""

    paper: str
    turned: bool = False

    @property
    def _paper(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        width, height = SIZES[self.paper]
        return (height, width) if self.turned else (width, height)

    @property
    def _margins(self) -> Margins:
        return MARGINS.get(self.paper, BOOK)

    @cached_property
    def css(self) -> str:
        """The @page rule of ordinary pages, and the cover, which fills its page, or for a printer more than that."""
        width, height = SIZES[self.paper]
        given = self._margins
        size = f"size: {width}mm {height}mm"
        right = width - given.left - given.measure
        margin = f"{given.top}mm {right:g}mm {given.bottom}mm {given.left}mm"
        turned = (
            f"@page turned {{ size: {height}mm {width}mm }}\n.turned {{ page: turned }}\n.upright {{ page: upright }}\n"
        )
        cover = f"@page cover {{ {size}; margin: 0 }}\n.cover {{ height: {height}mm }}\n"
        bleeding = f"@page bleeding {{ {size}; margin: 0; bleed: {BLEED}mm }}\n"
        return f"@page {{ {size}; margin: {margin} }}\n{turned}{cover}{bleeding}"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        width, height = self._paper
        return width * POINTS_PER_MM, height * POINTS_PER_MM

    @property
    def mirrored_by(self) -> float:
        """Points by which the paper behind a left-hand page lies further right, so that its inner margin is as wide."""
        width, _ = SIZES[self.paper]
        return (2 * self._margins.left + self._margins.measure - width) * POINTS_PER_MM

    @property
    def left(self) -> float:
        """Left edge of the text in points."""
        return self._margins.left * POINTS_PER_MM

    @property
    def right(self) -> float:
        """Right edge of the text in points."""
        beside = SIZES[self.paper][0] - self._margins.left - self._margins.measure
        return (self._paper[0] - beside) * POINTS_PER_MM

    @property
    def head(self) -> float:
        """Baseline of the running head, in points from the foot of the page."""
        return (self._paper[1] - self._margins.head) * POINTS_PER_MM

    @property
    def foot(self) -> float:
        """Baseline of the page foot, in points from the foot of the page."""
        return self._margins.foot * POINTS_PER_MM
