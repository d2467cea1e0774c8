"""Points and boxes on a page, read from whatever numbers a PDF holds in their place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf

FARTHEST = 100_000.0
"""Points from the origin at which no page reaches."""
MOST_NUMBERS = 40_000
"""Of one array; more would be a drawing of many metres."""


class Point(NamedTuple):
    """A point on a page, in points from its bottom left."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle on a page, in points from its bottom left."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Its extent from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its extent from bottom to top."""
        return self.top - self.bottom

    @property
    def corners(self) -> tuple[Point, Point]:
        """Bottom left and top right."""
        return Point(self.left, self.bottom), Point(self.right, self.top)

    @property
    def middle(self) -> Point:
        """The point in its middle."""
        return Point((self.left + self.right) / 2, (self.bottom + self.top) / 2)


def box_around(points: Iterable[Point]) -> Box:
    """The smallest box that holds all points, in whatever order they come."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def numbers(value: Any) -> list[float]:
    """The numbers of an array; none where it is no array or holds anything else."""
    if not isinstance(value, pikepdf.Array) or len(value) > MOST_NUMBERS:
        return []
    found = []
    for one in value:
        try:
            number = float(one)
        except (TypeError, ValueError, OverflowError):
            return []
        if not math.isfinite(number) or abs(number) > FARTHEST:
            return []
        found.append(number)
    return found


def points(value: Any) -> tuple[Point, ...]:
    """The points of an array of numbers."""
    return tuple(_pairs(numbers(value)))


def _pairs(given: Sequence[float]) -> Iterator[Point]:
    for index in range(0, len(given) - 1, 2):
        yield Point(given[index], given[index + 1])


def box(value: Any) -> Box | None:
    """The box of a PDF rectangle, whichever corners it names."""
    corners = points(value)
    return box_around(corners) if len(corners) == 2 else None


def quads(value: Any) -> tuple[Box, ...]:
    """The boxes of QuadPoints; writers name the four corners in at least three orders."""
    corners = points(value)
    return tuple(box_around(corners[index : index + 4]) for index in range(0, len(corners) - 3, 4))
