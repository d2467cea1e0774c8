"""Make the variant for a print shop: bleed, crop marks, mirrored margins, and chapters that begin on the right.

The pages are those of the ordinary edition; only their page boxes differ. On left-hand pages the boxes are shifted to
the right, which mirrors the margins without moving a word or a link.
"""

from __future__ import annotations

from dataclasses import replace

from pikepdf import Array, Dictionary, Name, Object, Pdf

from focalpoint.press.layout.page_geometry import BLEED, POINTS_PER_MM, Geometry, is_turned
from focalpoint.press.section import Section

SLUG = 10.0
"""Millimetres of paper beyond the trimmed page, for the crop marks."""
MARK = 5.0
"""Length of a crop mark in millimetres; it does not reach the bleed."""
UPRIGHT = 270
"""Degrees by which a turned page is shown turned back."""
ANYWHERE = ("imprint",)
"""Sections that begin on the next page, left or right: the imprint is on the back of the cover."""


class Printer:
    """Make the print shop's variant of a book."""

    def __init__(self, geometry: Geometry) -> None:
        self.geometry = geometry

    def blanks_before(self, section: Section, index: int) -> int:
        """Return the number of blank pages to insert before a section whose next free page is `index`."""
        on_the_right = section.level == 1 and section.name not in ANYWHERE
        return index % 2 if on_the_right else 0

    def blank(self, pdf: Pdf) -> Object:
        """Return an empty page; `mark` draws its crop marks."""
        width, height = self.geometry.size
        contents = pdf.make_stream(b"")
        box = Array([0, 0, width, height])
        return pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=box, Resources=Dictionary(), Contents=contents))

    def mark(self, pdf: Pdf) -> None:
        """Set the boxes of every page and draw its crop marks."""
        for index, page in enumerate(pdf.pages):
            geometry = replace(self.geometry, turned=is_turned(page))
            width, height = geometry.size
            left = geometry.mirrored_by if index % 2 and not geometry.turned else 0.0
            if geometry.turned:
                # All sheets of a print shop stand upright; the head of the table is at the left.
                page.obj.Rotate = UPRIGHT
            trim = (left, 0.0, left + width, height)
            page.obj.TrimBox = _box(trim, 0)
            page.obj.BleedBox = _box(trim, BLEED)
            page.obj.MediaBox = _box(trim, SLUG)
            for name in ("/CropBox", "/ArtBox"):
                if name in page.obj:
                    del page.obj[name]
            contents = page.obj.Contents
            streams = list(contents) if isinstance(contents, Array) else [contents]
            page.obj.Contents = Array([*streams, pdf.make_stream(_crop_marks(trim))])


def _box(trim: tuple[float, float, float, float], margin: float) -> Array:
    more = margin * POINTS_PER_MM
    left, bottom, right, top = trim
    return Array([round(side, 3) for side in (left - more, bottom - more, right + more, top + more)])


def _crop_marks(trim: tuple[float, float, float, float]) -> bytes:
    """Return the operators for two hairlines at each corner, outside the bleed."""
    left, bottom, right, top = trim
    far, near = SLUG * POINTS_PER_MM, (SLUG - MARK) * POINTS_PER_MM
    lines = []
    for x, away in ((left, -1), (right, 1)):
        for y, up in ((bottom, -1), (top, 1)):
            lines.append((x + away * near, y, x + away * far, y))
            lines.append((x, y + up * near, x, y + up * far))
    drawn = b"".join(b"%.3f %.3f m %.3f %.3f l S\n" % line for line in lines)
    return b"/Artifact <</Type /Page>> BDC\nq\n0 G 0.25 w\n%bQ\nEMC\n" % drawn
