"""Draw what only a draft's pages have: watermark, line numbers, change bars and the stamp of the copy."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf

from focalpoint.content.rounds.draft_map import Line
from focalpoint.press.book_pdf.font_merging import Face
from focalpoint.press.book_pdf.navigation import BoundSection
from focalpoint.press.book_pdf.watermark import watermark
from focalpoint.press.layout.blocks import block_id
from focalpoint.press.layout.page_geometry import POINTS_PER_MM, Geometry
from focalpoint.press.section import Drafting, fault, refuse

EVERY = 5
"""One line in this many shows its number."""
NUMBER_EDGE = 17.0
"""Millimetres from the left edge of the page to the right edge of a line's number."""
NUMBER_SIZE = 7.0
GREY = b"0.42 0.46 0.49 rg"
BAR = 1.4
"""Width of a change bar in points."""
BAR_GAP = 3.5
"""Millimetres between the text and a change bar."""
STAMP_SIZE = 8.5
STAMP_DROP = 12.0
"""Points from the foot's baseline down to the stamp's."""
STAMP_LENGTH = 1600
"""Length in bytes to which every stamp is padded: a copy is made by replacing one stamp with another."""
FONT = b"/PressRegular"


class DraftMarks:
    """Draw the marks of a draft on its pages; lines are numbered from its first page to its last."""

    def __init__(self, pdf: Pdf, draft: Drafting, face: Face, geometry: Geometry) -> None:
        self.draft = draft
        self.face = face
        self.lines = 0
        """Number of lines on the pages drawn so far."""
        self.stamps = {member: encoded(stamp(face, text, geometry)) for member, text in draft.stamps.items()}
        turned = Geometry(geometry.paper, turned=True)
        self.watermarks = {
            name: _form(pdf, one, watermark(f"DRAFT {draft.number}", *one.size))
            for name, one in (("/DraftMark", geometry), ("/DraftMarkTurned", turned))
        }
        self.stamp = _form(pdf, geometry, self.stamps[""], {FONT.decode(): face.font}, Filter=Name.FlateDecode)

    def add_to(self, resources: Object) -> None:
        """Add the watermark and the stamp to the resources of a page."""
        if "/XObject" not in resources:
            resources.XObject = Dictionary()
        for name, form in self.watermarks.items():
            resources.XObject[name] = form
        resources.XObject["/DraftStamp"] = self.stamp

    foot = b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq\n/DraftStamp Do\nQ\nEMC\n"

    def behind(self, *, turned: bool) -> bytes:
        """Return the operators that draw the watermark of a page."""
        name = b"/DraftMarkTurned" if turned else b"/DraftMark"
        return b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\nq\n%b Do\nQ\nEMC\n" % name

    def beside(self, bound: BoundSection, place: int, geometry: Geometry) -> tuple[str, bytes]:
        """Return the line numbers of a section's page as text, and the operators that draw them and the change bars."""
        shown = list(self._numbers(bound, place))
        marks = b"".join(self._number(words, height) for words, height in shown)
        bars = b"".join(_bar(line, geometry) for line in self._new(bound, place))
        whole = b"/Artifact <</Type /Layout>> BDC\nq\n%b %b%bQ\nEMC\n" % (GREY, marks, bars)
        return " ".join(words for words, _ in shown), whole if shown or bars else b""

    def _numbers(self, bound: BoundSection, place: int) -> Iterator[tuple[str, float]]:
        baselines = bound.laid_out.baselines
        for height in baselines[place] if baselines else ():
            self.lines += 1
            if self.lines % EVERY == 0:
                yield str(self.lines), height

    def _number(self, words: str, height: float) -> bytes:
        left = NUMBER_EDGE * POINTS_PER_MM - self.face.width(words, NUMBER_SIZE)
        shown = self.face.show(words)
        return b"BT %b %g Tf 1 0 0 1 %.2f %.2f Tm %b Tj ET\n" % (FONT, NUMBER_SIZE, left, height, shown)

    def _new(self, bound: BoundSection, place: int) -> Iterator[Line]:
        for number, lines in bound.laid_out.printed:
            ranges = self.draft.changed.get(block_id(bound.section.name, number), ())
            for line in lines:
                if line.page == place and any(start < line.end and line.start < end for start, end in ranges):
                    yield line


def _bar(line: Line, geometry: Geometry) -> bytes:
    left = geometry.right + BAR_GAP * POINTS_PER_MM
    return b"%.2f %.2f %g %.2f re f\n" % (left, line.bottom, BAR, line.top - line.bottom)


def stamp(face: Face, text: str, geometry: Geometry) -> bytes:
    """Return the operators that show a stamp below the foot of a page."""
    height = geometry.foot - STAMP_DROP
    shown = face.show(face.cut(text, STAMP_SIZE, geometry.right - geometry.left))
    drawn = b"0.29 0.33 0.36 rg BT %b %g Tf 1 0 0 1 %.2f %.2f Tm %b Tj ET"
    return drawn % (FONT, STAMP_SIZE, geometry.left, height, shown)


def encoded(marks: bytes) -> bytes:
    """Return a stamp as it is stored: padded to the common length, in a zlib stream without compression."""
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
