"""The page: its sizes and margins, said once for the style sheet and for the furniture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True)
class Geometry:
    """One paper size with the book's margins."""

    paper: str

    @cached_property
    def css(self) -> str:
        """The @page rule of ordinary pages, and the cover, which fills its page, or for a printer more than that."""
        width, height = PAPERS[self.paper]
        size = f"size: {width}mm {height}mm"
        margin = f"{TOP}mm {width - LEFT - MEASURE:g}mm {BOTTOM}mm {LEFT}mm"
        cover = f"@page cover {{ {size}; margin: 0 }}\n.cover {{ height: {height}mm }}\n"
        bleeding = f"@page bleeding {{ {size}; margin: 0; bleed: {BLEED}mm }}\n"
        return f"@page {{ {size}; margin: {margin} }}\n{cover}{bleeding}"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        width, height = PAPERS[self.paper]
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
        return (LEFT + MEASURE) * POINTS_PER_MM

    @property
    def head(self) -> float:
        """Baseline of the running head, in points from the foot of the page."""
        return (PAPERS[self.paper][1] - 16.5) * POINTS_PER_MM

    @property
    def foot(self) -> float:
        """Baseline of the page foot, in points from the foot of the page."""
        return 15.5 * POINTS_PER_MM
