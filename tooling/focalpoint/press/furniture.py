"""Running heads and page feet, drawn as artifacts after layout, so that no chapter depends on a page number."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters, digits

from pikepdf import Array, Dictionary, Object, Pdf

from focalpoint.press.geometry import Geometry
from focalpoint.press.glyphs import Face
from focalpoint.press.links import Chapter
from focalpoint.press.numbering import page_number
from focalpoint.press.unit import Book, Unit

SIZE = 8.5
FONTS = {"regular": "/PressRegular", "strong": "/PressStrong"}
GREY = b"0.29 0.33 0.36 rg"
INK = b"0.102 0.122 0.141 rg"
GAP = 12.0
"""Points that a long chapter title keeps clear of the paragraph numbers."""


def foot_text(book: Book) -> str:
    """Document, edition and date."""
    return " · ".join(filter(None, (book.title, book.edition, book.day)))


def range_text(numbers: tuple[str, str] | None) -> str:
    """The paragraphs on a page: `13.1–13.3`."""
    if numbers is None:
        return ""
    first, last = numbers
    return first if first == last else f"{first}–{last}"


def texts(book: Book, units: Sequence[Unit]) -> list[str]:
    """Every text that heads and feet may show."""
    return [foot_text(book), *(unit.title for unit in units), ascii_letters, digits, "–.… "]


class Furniture:
    """Draws head and foot on the pages of the book."""

    def __init__(self, pdf: Pdf, book: Book, faces: dict[str, Face], front: int) -> None:
        self.pdf = pdf
        self.book = book
        self.faces = faces
        self.front = front
        self.geometry = Geometry(book.page_size)

    def draw(self, chapter: Chapter) -> None:
        """Draw on every page of one unit; a unit's first page has no head."""
        for place, page in enumerate(chapter.pages):
            marks = self._foot(page_number(chapter.first + place, self.front))
            if place:
                marks = self._head(chapter.unit.title, range_text(chapter.laid_out.ranges[place])) + marks
            page.Contents = Array([page.Contents, self.pdf.make_stream(marks)])
            self._lend_fonts(page.Resources)

    def _lend_fonts(self, resources: Object) -> None:
        if "/Font" not in resources:
            resources.Font = Dictionary()
        for weight, name in FONTS.items():
            resources.Font[name] = self.faces[weight].font

    def _head(self, title: str, numbers: str) -> bytes:
        regular = self.faces["regular"]
        room = self.geometry.right - self.geometry.left
        if numbers:
            room -= regular.width(numbers, SIZE) + GAP
        marks = self._text(regular.cut(title, SIZE, room), self.geometry.head)
        if numbers:
            marks += self._text(numbers, self.geometry.head, to_right=True)
        return _artifact(b"Header", marks)

    def _foot(self, number: str) -> bytes:
        marks = self._text(foot_text(self.book), self.geometry.foot)
        marks += self._text(number, self.geometry.foot, "strong", to_right=True)
        return _artifact(b"Footer", marks)

    def _text(self, text: str, height: float, weight: str = "regular", *, to_right: bool = False) -> bytes:
        face = self.faces[weight]
        left = self.geometry.right - face.width(text, SIZE) if to_right else self.geometry.left
        colour = INK if weight == "strong" else GREY
        font = FONTS[weight].encode()
        return b"%b BT %b %g Tf 1 0 0 1 %.2f %.2f Tm %b Tj ET\n" % (colour, font, SIZE, left, height, face.show(text))


def _artifact(kind: bytes, marks: bytes) -> bytes:
    return b"/Artifact <</Type /Pagination /Subtype /%b>> BDC\nq\n%bQ\nEMC\n" % (kind, marks)
