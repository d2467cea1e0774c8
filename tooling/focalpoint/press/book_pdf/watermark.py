"""Draw a watermark as outlines: as it is not text, no program that reads the page's text meets it."""

from __future__ import annotations

import math
from typing import Any

import uharfbuzz as hb  # type: ignore[import-untyped]

from focalpoint.press.book_pdf.font_file import face_files

FACE = "sourcesans3semibold"
COLOUR = b"0.945 0.953 0.959 rg"
"""Pale enough for black text on it to keep its contrast."""
ANGLE = math.atan2(297, 210)
SHARE = 0.62
"""Share of the page's diagonal that the words fill."""


def watermark(words: str, width: float, height: float) -> bytes:
    """Return the operators that draw words along the diagonal of a page; its size is in points."""
    paths, length, tall = _outlines(words)
    scale = math.hypot(width, height) * SHARE / length
    cosine, sine = math.cos(ANGLE), math.sin(ANGLE)
    turn = b"%.4f %.4f %.4f %.4f %.2f %.2f cm\n" % (
        *(scale * cosine, scale * sine, -scale * sine, scale * cosine),
        width / 2 - scale * (cosine * length / 2 - sine * tall / 2),
        height / 2 - scale * (sine * length / 2 + cosine * tall / 2),
    )
    return b"%b\n%b%bf\n" % (COLOUR, turn, paths)


def _outlines(words: str) -> tuple[bytes, float, float]:
    """Return the words' outlines, their length and their height, in font units."""
    face = hb.Face(hb.Blob.from_file_path(str(face_files()[FACE].path)))
    font = hb.Font(face)
    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"lnum": True})
    pen = _Pen()
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        font.draw_glyph_with_pen(info.codepoint, pen)
        pen.left += position.x_advance
    return (
        b"".join(pen.marks),
        float(pen.left),
        float(font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)),
    )


class _Pen:
    """Write outlines as PDF operators; its methods are the pen protocol of uharfbuzz."""

    def __init__(self) -> None:
        self.left = 0
        self.marks: list[bytes] = []
        self.at = (0.0, 0.0)

    def _write(self, operator: bytes, *points: tuple[float, float]) -> None:
        self.at = points[-1]
        numbers = b" ".join(b"%g %g" % (x + self.left, y) for x, y in points)
        self.marks.append(b"%b %b\n" % (numbers, operator))

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        """Begin an outline."""
        self._write(b"m", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        """Add a straight line."""
        self._write(b"l", point)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        """Add a cubic curve."""
        self._write(b"c", *points)

    def qCurveTo(self, middle: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802
        """Add a quadratic curve, as the cubic one that PDF needs."""
        first, second = (
            (one[0] + 2 / 3 * (middle[0] - one[0]), one[1] + 2 / 3 * (middle[1] - one[1])) for one in (self.at, end)
        )
        self._write(b"c", first, second, end)

    def closePath(self) -> None:  # noqa: N802
        """Close an outline."""
        self.marks.append(b"h\n")

    def endPath(self, *_: Any) -> None:  # noqa: N802
        """Leave an outline open."""
