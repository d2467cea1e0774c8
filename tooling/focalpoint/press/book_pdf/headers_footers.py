"""Running heads and page feet, drawn as artifacts after layout, so that no chapter depends on a page number."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters, digits
from typing import NamedTuple

from pikepdf import Array, Dictionary, Object, Pdf

from focalpoint.press.book_pdf.draft_marks import DraftMarks
from focalpoint.press.book_pdf.font_merging import Face
from focalpoint.press.book_pdf.navigation import Chapter, page_number
from focalpoint.press.layout.page_geometry import Geometry
from focalpoint.press.section import Book, Section

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


def texts(book: Book, units: Sequence[Section]) -> list[str]:
    """Every letter that heads and feet may show."""
    stamps = book.draft.stamps.values() if book.draft else ()
    return [foot_text(book), *(unit.title for unit in units), *stamps, ascii_letters, digits, "–.… "]


class Text(NamedTuple):
    """A text that is drawn, and the operators that draw it."""

    words: str
    marks: bytes


class Furniture:
    """Draws head and foot on the pages of the book."""

    def __init__(
        self, pdf: Pdf, book: Book, faces: dict[str, Face], front: int, *, prefix: str = "", mirrored: bool
    ) -> None:
        self.pdf = pdf
        self.book = book
        self.faces = faces
        self.front = front
        self.prefix = prefix
        self.mirrored = mirrored
        """Whether what stands on the right of a right-hand page stands on the left of a left-hand one."""
        self.geometry = Geometry(book.page_size)
        self.draft = DraftMarks(pdf, book.draft, faces["regular"], self.geometry) if book.draft else None
        self.written: dict[int, str] = {}
        """Page index → all that was written on the page."""

    def draw(self, chapter: Chapter) -> None:
        """Draw on every page of one unit; a unit's first page has no head."""
        for place, page in enumerate(chapter.pages):
            index = chapter.first + place
            swapped = self.mirrored and index % 2 == 1
            lines = [(b"Footer", self._foot(page_number(index, self.front, self.prefix), swapped))]
            if place:
                lines.insert(0, (b"Header", self._head(chapter.unit.title, chapter.laid_out.ranges[place], swapped)))
            marks = b"".join(_artifact(kind, b"".join(text.marks for text in line)) for kind, line in lines)
            self.written[index] = " ".join(text.words for _, line in lines for text in line)
            self._lend_fonts(page.Resources)
            if self.draft is None:
                page.Contents = Array([page.Contents, self.pdf.make_stream(marks)])
            else:
                self._as_draft(self.draft, chapter, place, marks)

    def _as_draft(self, draft: DraftMarks, chapter: Chapter, place: int, marks: bytes) -> None:
        """A draft's page has a watermark behind its text, and more than head and foot before it."""
        page, index = chapter.pages[place], chapter.first + place
        numbers, beside = draft.beside(chapter, place)
        self.written[index] = f"{self.written[index]} {draft.draft.stamps['']} {numbers}"
        draft.lend(page.Resources)
        behind, before = self.pdf.make_stream(draft.behind), self.pdf.make_stream(marks + draft.foot + beside)
        page.Contents = Array([behind, page.Contents, before])

    def _lend_fonts(self, resources: Object) -> None:
        if "/Font" not in resources:
            resources.Font = Dictionary()
        for weight, name in FONTS.items():
            resources.Font[name] = self.faces[weight].font

    def _head(self, title: str, numbers: tuple[str, str] | None, swapped: bool) -> list[Text]:
        regular = self.faces["regular"]
        room = self.geometry.right - self.geometry.left
        shown = range_text(numbers)
        if shown:
            room -= regular.width(shown, SIZE) + GAP
        title = regular.cut(title, SIZE, room)
        return self._line(self.geometry.head, title, shown, "regular", swapped)

    def _foot(self, number: str, swapped: bool) -> list[Text]:
        regular, strong = self.faces["regular"], self.faces["strong"]
        room = self.geometry.right - self.geometry.left - strong.width(number, SIZE) - GAP
        return self._line(self.geometry.foot, regular.cut(foot_text(self.book), SIZE, room), number, "strong", swapped)

    def _line(self, height: float, inner: str, outer: str, weight: str, swapped: bool) -> list[Text]:
        """A text towards the binding and one at the outer edge, from left to right."""
        texts = [self._text(inner, height, "regular", to_right=swapped)]
        if outer:
            texts.insert(0 if swapped else 1, self._text(outer, height, weight, to_right=not swapped))
        return texts

    def _text(self, text: str, height: float, weight: str, *, to_right: bool) -> Text:
        face = self.faces[weight]
        left = self.geometry.right - face.width(text, SIZE) if to_right else self.geometry.left
        colour = INK if weight == "strong" else GREY
        font = FONTS[weight].encode()
        marks = b"%b BT %b %g Tf 1 0 0 1 %.2f %.2f Tm %b Tj ET\n" % (colour, font, SIZE, left, height, face.show(text))
        return Text(text, marks)


def _artifact(kind: bytes, marks: bytes) -> bytes:
    return b"/Artifact <</Type /Pagination /Subtype /%b>> BDC\nq\n%bQ\nEMC\n" % (kind, marks)
