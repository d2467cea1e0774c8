"""Read the strokes that Chrome's pens draw into the page itself, without an annotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import pikepdf

from focalpoint.review.returned_pdf.annotations import Annotation
from focalpoint.review.returned_pdf.pdf_values import FARTHEST, Box, Point, box_around, unpack

IN_PAGE = "in-page"
"""Flag of a drawing that is part of the page."""
HIGHLIGHT = "InkHighlight"
MOST_STREAMS, MOST_STROKES, MOST_CHARACTERS = 200, 2_000, 400_000
"""Most streams and strokes of a page, and most bytes of a stroke."""
NEAR = 12.0
"""Points between strokes of one drawing, such as the letters of a word."""
_NUMBER = rb"(-?\d{0,9}\.?\d{1,20})\s+"
_STROKE = re.compile(rb"/GOOG:INKIsInker\s+BMC\b")
_POINT = re.compile(_NUMBER * 2 + rb"[mlc]\b")
_FRAME = re.compile(_NUMBER * 4 + rb"re\b")
_STATE = re.compile(rb"/(\w{1,40})\s+gs\b")


@dataclass
class _Drawing:
    """Strokes that belong together."""

    intent: str
    strokes: list[tuple[Point, ...]] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return box_around(chain(*self.strokes))


def read_chrome_ink(page: Any, number: int) -> Iterator[Annotation]:
    """Read the drawings of one page as if each were an annotation; none where its content cannot be read."""
    for one in _drawings(page):
        strokes = tuple(one.strokes)
        yield Annotation(number, "Ink", intent=one.intent, box=one.box, strokes=strokes, flags=(IN_PAGE,))


def _drawings(page: Any) -> Sequence[_Drawing]:
    found: list[_Drawing] = []
    for content in list(_contents(page))[:MOST_STREAMS]:
        for behind in _STROKE.split(content, MOST_STROKES)[1:]:
            drawn = behind[:MOST_CHARACTERS].partition(b"EMC")[0]
            intent = HIGHLIGHT if _is_clear(page, drawn) else ""
            if points := _points(drawn):
                last = found[-1] if found else None
                if last is None or last.intent != intent or _apart(last.box, box_around(points)) > NEAR:
                    found.append(_Drawing(intent))
                found[-1].strokes.append(points)
    return found


def _contents(page: Any) -> Iterator[bytes]:
    """Unpack the content of a page, as far as possible."""
    try:
        listed = page.get("/Contents")
        streams = list(listed) if isinstance(listed, pikepdf.Array) else [listed]
    except Exception:  # a hostile object fails in many ways
        return
    for stream in streams:
        try:
            yield unpack(stream) if isinstance(stream, pikepdf.Stream) else b""
        except Exception:  # as above; it holds no strokes of Chrome's
            continue


def _points(drawn: bytes) -> tuple[Point, ...]:
    """Read the corners of a stroke's outline."""
    found = [Point(float(x), float(y)) for x, y in _POINT.findall(drawn)]
    for x, y, width, height in _FRAME.findall(drawn):
        corner = Point(float(x), float(y))
        found += [corner, Point(corner.x + float(width), corner.y + float(height))]
    return tuple(one for one in found if max(map(abs, one)) <= FARTHEST)


def _is_clear(page: Any, drawn: bytes) -> bool:
    """Tell whether words below a stroke can still be read, as below a highlighter's."""
    try:
        states = page.Resources.ExtGState
        return any(float(states[f"/{name.decode()}"].get("/ca", 1)) < 1 for name in _STATE.findall(drawn))
    except Exception:  # a hostile object fails in many ways
        return False


def _apart(one: Box, other: Box) -> float:
    """Measure the distance between two boxes, the larger of across and up."""
    across = max(one.left, other.left) - min(one.right, other.right)
    return max(across, max(one.bottom, other.bottom) - min(one.top, other.top))
