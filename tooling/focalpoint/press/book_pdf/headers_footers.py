"""Draw running heads and page feet as artifacts after layout, so that no section's layout depends on page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters, digits
from typing import NamedTuple

from pikepdf import Array, Dictionary, Object, Pdf

from focalpoint.press.book_pdf.draft_marks import DraftMarks
from focalpoint.press.book_pdf.font_merging import Face
from focalpoint.press.book_pdf.navigation import BoundSection, page_number
from focalpoint.press.layout.page_geometry import Geometry, is_turned
from focalpoint.press.section import Book, Section

SIZE = 8.5
FONTS = {"regular": "/PressRegular", "strong": "/PressStrong"}
GREY = b"0.29 0.33 0.36 rg"
INK = b"0.102 0.122 0.141 rg"
GAP = 12.0
"""Points between a long chapter title and the paragraph numbers."""


def foot_text(book: Book) -> str:
    """Return document, edition and date."""
    return " · ".join(filter(None, (book.title, book.edition, book.day)))


def range_text(numbers: tuple[str, str] | None) -> str:
    """Return the range of the paragraphs on a page: `13.1–13.3`."""
    if numbers is None:
        return ""
    first, last = numbers
    return first if first == last else f"{first}–{last}"


def texts(book: Book, sections: Sequence[Section]) -> list[str]:
    """List texts that together have every character that heads and feet may show."""
    stamps = book.draft.stamps.values() if book.draft else ()
    return [foot_text(book), *(section.title for section in sections), *stamps, ascii_letters, digits, "–.… "]


class Text(NamedTuple):
    """A text that is drawn, and the operators that draw it."""

    words: str
    marks: bytes


class HeadersFooters:
    """Draw head and foot on the pages of the book."""

    def __init__(
        self, pdf: Pdf, book: Book, faces: dict[str, Face], front: int, *, prefix: str = "", mirrored: bool
    ) -> None:
        self.pdf = pdf
        self.book = book
        self.faces = faces
        self.front = front
        self.prefix = prefix
        self.mirrored = mirrored
        """Whether left-hand pages mirror right-hand ones."""
        self.geometry = Geometry(book.page_size)
        self.draft = DraftMarks(pdf, book.draft, faces["regular"], self.geometry) if book.draft else None
        self.written: dict[int, str] = {}
        """Page index → the text of the head and foot, and of a draft's marks, on that page."""

    def draw(self, bound: BoundSection) -> None:
        """Draw on every page of one section; its first page has no head."""
        for place, page in enumerate(bound.pages):
            self.geometry = Geometry(self.book.page_size, turned=is_turned(page))
            index = bound.first + place
            swapped = self.mirrored and index % 2 == 1
            lines = [(b"Footer", self._foot(page_number(index, self.front, self.prefix), swapped))]
            if place:
                lines.insert(0, (b"Header", self._head(bound.section.title, bound.laid_out.ranges[place], swapped)))
            marks = b"".join(_artifact(kind, b"".join(text.marks for text in line)) for kind, line in lines)
            self.written[index] = " ".join(text.words for _, line in lines for text in line)
            self._add_fonts(page.Resources)
            if self.draft is None:
                page.Contents = Array([page.Contents, self.pdf.make_stream(marks)])
            else:
                self._as_draft(self.draft, bound, place, marks)

    def _as_draft(self, draft: DraftMarks, bound: BoundSection, place: int, marks: bytes) -> None:
        """Write a draft's page: the watermark below its text; head, foot, stamp, line numbers and bars above it."""
        page, index = bound.pages[place], bound.first + place
        numbers, beside = draft.beside(bound, place, self.geometry)
        self.written[index] = f"{self.written[index]} {draft.draft.stamps['']} {numbers}"
        draft.add_to(page.Resources)
        behind = self.pdf.make_stream(draft.behind(turned=self.geometry.turned))
        before = self.pdf.make_stream(marks + draft.foot + beside)
        page.Contents = Array([behind, page.Contents, before])

    def _add_fonts(self, resources: Object) -> None:
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
        """Return the text at the inner and the text at the outer edge, from left to right."""
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
