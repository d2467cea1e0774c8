"""The page: its sizes and margins, said once for the style sheet and for the furniture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from focalpoint.config import PAPERS

POINTS_PER_MM = 72 / 25.4
MEASURE = 138.0
"""Width of the text block in millimetres: about 75 characters a line."""
LEFT = 42.0
"""Left margin in millimetres; paragraph numbers hang here."""
TOP = 26.0
BOTTOM = 28.0
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
        width, height = PAPERS[self.paper]
        return (height, width) if self.turned else (width, height)

    @cached_property
    def css(self) -> str:
        """The @page rule of ordinary pages, and the cover, which fills its page, or for a printer more than that."""
        width, height = PAPERS[self.paper]
        size = f"size: {width}mm {height}mm"
        margin = f"{TOP}mm {width - LEFT - MEASURE:g}mm {BOTTOM}mm {LEFT}mm"
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
        width, _ = PAPERS[self.paper]
        return (2 * LEFT + MEASURE - width) * POINTS_PER_MM

    @property
    def left(self) -> float:
        """Left edge of the text in points."""
        return LEFT * POINTS_PER_MM

    @property
    def right(self) -> float:
        """Right edge of the text in points."""
        beside = PAPERS[self.paper][0] - LEFT - MEASURE
        return (self._paper[0] - beside) * POINTS_PER_MM

    @property
    def head(self) -> float:
        """Baseline of the running head, in points from the foot of the page."""
        return (self._paper[1] - 16.5) * POINTS_PER_MM

    @property
    def foot(self) -> float:
        """Baseline of the page foot, in points from the foot of the page."""
        return 15.5 * POINTS_PER_MM
