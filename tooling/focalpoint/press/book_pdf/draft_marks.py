"""What a draft's pages bear beside head and foot: watermark, line numbers, bars at what is new, the copy's stamp."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf

from focalpoint.content.rounds.draft_map import Line
from focalpoint.press.book_pdf.font_merging import Face
from focalpoint.press.book_pdf.navigation import Chapter
from focalpoint.press.book_pdf.watermark import watermark
from focalpoint.press.layout.blocks import block_id
from focalpoint.press.layout.page_geometry import POINTS_PER_MM, Geometry
from focalpoint.press.section import Drafting, fault, refuse

EVERY = 5
"""Of so many lines one shows its number."""
NUMBER_EDGE = 17.0
"""Millimetres from the left edge of the page to the right edge of a line's number."""
NUMBER_SIZE = 7.0
GREY = b"0.42 0.46 0.49 rg"
BAR = 1.4
"""Width in points of the bar at a line that is new."""
BAR_GAP = 3.5
"""Millimetres between the text and a bar."""
STAMP_SIZE = 8.5
STAMP_DROP = 12.0
"""Points from the foot's baseline down to the stamp's."""
STAMP_LENGTH = 1600
"""Bytes that every stamp is filled up to: a copy is made by putting one in the place of another."""
FONT = b"/PressRegular"


class DraftMarks:
    """Draws on the pages of a draft; lines are counted from its first page to its last."""

    def __init__(self, pdf: Pdf, draft: Drafting, face: Face, geometry: Geometry) -> None:
        self.draft = draft
        self.face = face
        self.geometry = geometry
        self.lines = 0
        """How many stand on the pages drawn so far."""
        self.stamps = {member: encoded(stamp(face, text, geometry)) for member, text in draft.stamps.items()}
        self.watermark = _form(pdf, geometry, watermark(f"DRAFT {draft.number}", *geometry.size))
        self.stamp = _form(pdf, geometry, self.stamps[""], {FONT.decode(): face.font}, Filter=Name.FlateDecode)

    def lend(self, resources: Object) -> None:
        """Make the shared drawings known to a page."""
        if "/XObject" not in resources:
            resources.XObject = Dictionary()
        resources.XObject["/DraftMark"] = self.watermark
        resources.XObject["/DraftStamp"] = self.stamp

    behind = b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\nq\n/DraftMark Do\nQ\nEMC\n"
    foot = b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq\n/DraftStamp Do\nQ\nEMC\n"

    def beside(self, chapter: Chapter, place: int) -> tuple[str, bytes]:
        """What stands beside the lines of a unit's page: the words of the numbers, and all operators."""
        shown = list(self._numbers(chapter, place))
        marks = b"".join(self._number(words, height) for words, height in shown)
        bars = b"".join(self._bar(line) for line in self._new(chapter, place))
        whole = b"/Artifact <</Type /Layout>> BDC\nq\n%b %b%bQ\nEMC\n" % (GREY, marks, bars)
        return " ".join(words for words, _ in shown), whole if shown or bars else b""

    def _numbers(self, chapter: Chapter, place: int) -> Iterator[tuple[str, float]]:
        baselines = chapter.laid_out.baselines
        for height in baselines[place] if baselines else ():
            self.lines += 1
            if self.lines % EVERY == 0:
                yield str(self.lines), height

    def _number(self, words: str, height: float) -> bytes:
        left = NUMBER_EDGE * POINTS_PER_MM - self.face.width(words, NUMBER_SIZE)
        shown = self.face.show(words)
        return b"BT %b %g Tf 1 0 0 1 %.2f %.2f Tm %b Tj ET\n" % (FONT, NUMBER_SIZE, left, height, shown)

    def _new(self, chapter: Chapter, place: int) -> Iterator[Line]:
        for number, lines in chapter.laid_out.printed:
            ranges = self.draft.changed.get(block_id(chapter.unit.name, number), ())
            for line in lines:
                if line.page == place and any(start < line.end and line.start < end for start, end in ranges):
                    yield line

    def _bar(self, line: Line) -> bytes:
        left = self.geometry.right + BAR_GAP * POINTS_PER_MM
        return b"%.2f %.2f %g %.2f re f\n" % (left, line.bottom, BAR, line.top - line.bottom)


def stamp(face: Face, text: str, geometry: Geometry) -> bytes:
    """The operators that show a stamp below the foot of a page."""
    height = geometry.foot - STAMP_DROP
    shown = face.show(face.cut(text, STAMP_SIZE, geometry.right - geometry.left))
    drawn = b"0.29 0.33 0.36 rg BT %b %g Tf 1 0 0 1 %.2f %.2f Tm %b Tj ET"
    return drawn % (FONT, STAMP_SIZE, geometry.left, height, shown)


def encoded(marks: bytes) -> bytes:
    """A stamp as it lies in the file: as long as any other, and counted as squeezed, so that no writer squeezes it."""
    if len(marks) > STAMP_LENGTH:
        refuse([fault("", "a copy's stamp is too long; shorten the name of the State")])
    return zlib.compress(marks.ljust(STAMP_LENGTH), 0)


def _form(pdf: Pdf, geometry: Geometry, data: bytes, fonts: Mapping[str, Object] | None = None, **more: Any) -> Object:
    width, height = geometry.size
    return pdf.make_stream(
        data,
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, width, height]),
            Resources=Dictionary(Font=Dictionary(dict(fonts or {}))),
            **more,
        ),
    )
