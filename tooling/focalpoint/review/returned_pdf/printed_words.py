"""Read with PDFium the words that a returned PDF prints on a page, and the text that an annotation shows."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
from typing import Any, NamedTuple

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pikepdf import Dictionary, Name, Pdf
from pypdfium2 import raw

from focalpoint.review.returned_pdf.pdf_values import Box, box, clean, unpack

MOST_CHARACTERS = 60_000
"""Characters of one page; a page of a manual has three thousand."""
_BREAKS = "-/\N{HYPHEN}\x02\ufffe"
_NO_LETTER = re.compile(r"[\W_]+")


class PageWord(NamedTuple):
    """One word as it is printed."""

    text: str
    """The word as `plain` normalises it."""
    box: Box


class PrintedFile:
    """A returned PDF opened with PDFium; a page that PDFium cannot read has no words."""

    def __init__(self, data: bytes, pdf: pikepdf.Pdf) -> None:
        self._document = _opened(data) or _opened(_mended(pdf))
        self._words: dict[int, tuple[PageWord, ...]] = {}
        self._characters: dict[int, str] = {}

    def characters(self, page: int) -> str:
        """Read all characters of a page, in the order of its content; each page is read once."""
        if page not in self._characters:
            text = self._text(page)
            self._characters[page] = "" if text is None else str(text.get_text_range(0, _count(text)))
        return self._characters[page]

    def text_in(self, page: int, area: Box) -> str:
        """Read the text of an area of a page."""
        text = self._text(page)
        return "" if text is None else clean(str(text.get_text_bounded(*area)))

    def words(self, page: int) -> tuple[PageWord, ...]:
        """Read the words of a page in the order of its content; each page is read once."""
        if page not in self._words:
            text = self._text(page)
            self._words[page] = () if text is None else tuple(_words(text))
        return self._words[page]

    def _text(self, page: int) -> pdfium.PdfTextPage | None:
        try:
            return self._document[page].get_textpage() if self._document else None
        except (pdfium.PdfiumError, IndexError):
            return None


def plain(word: str) -> str:
    """Reduce a word to its letters and digits, case-folded and in one Unicode form, for comparison."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", word)).casefold()


def _opened(data: bytes) -> pdfium.PdfDocument | None:
    try:
        return pdfium.PdfDocument(data) if data else None
    except (pdfium.PdfiumError, ValueError):
        return None


def _mended(pdf: pikepdf.Pdf) -> bytes:
    """Save the file with pikepdf, where PDFium cannot read it as it came."""
    file = io.BytesIO()
    try:
        pdf.save(file)
    except Exception:  # a broken file fails in many ways; it is then read without its words
        return b""
    return file.getvalue()


def _count(text: pdfium.PdfTextPage) -> int:
    return min(max(int(text.count_chars()), 0), MOST_CHARACTERS)


def _character(text: pdfium.PdfTextPage, index: int) -> str:
    code = raw.FPDFText_GetUnicode(text.raw, index)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _words(text: pdfium.PdfTextPage) -> list[PageWord]:
    found: list[PageWord] = []
    start, characters = 0, ""
    for index in range(_count(text) + 1):
        character = _character(text, index) if index < _count(text) else " "
        if character.isspace() or character in _BREAKS:
            if said := plain(characters):
                found.append(PageWord(said, _box(text, start, index - 1)))
            start, characters = index + 1, ""
        else:
            characters += character
    return found


def _box(text: pdfium.PdfTextPage, first: int, last: int) -> Box:
    one, other = _character_box(text, first), _character_box(text, last)
    return Box(*map(min, one[:2], other[:2]), *map(max, one[2:], other[2:]))


def _character_box(text: pdfium.PdfTextPage, index: int) -> Box:
    found = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(found))
    return Box(found.left, min(found.bottom, found.top), found.right, max(found.bottom, found.top))


SIDE = 2_000
"""Points of the blank page on which the appearance is set."""


def appearance_text(entry: Any) -> str:
    """Read the text of an annotation's normal appearance; empty where it has none or it cannot be read."""
    shown = entry.get("/AP")
    form = shown.get("/N") if isinstance(shown, pikepdf.Dictionary) else None
    if not isinstance(form, pikepdf.Stream):
        return ""
    try:
        unpack(form)  # Refuses what would unpack to too much.
        with pdfium.PdfDocument(_alone(form)) as document:
            return clean(document[0].get_textpage().get_text_range())
    except (pdfium.PdfiumError, pikepdf.PdfError, ValueError, RuntimeError):
        return ""


def _alone(form: pikepdf.Stream) -> bytes:
    """Make a file of one page that shows nothing but the appearance."""
    file = io.BytesIO()
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(SIDE, SIDE))
        page.obj.Resources = Dictionary(XObject=Dictionary(Shown=pdf.copy_foreign(form)))
        around = box(form.get("/BBox"))
        left, bottom = (around.left, around.bottom) if around else (0, 0)
        page.obj.Contents = pdf.make_stream(f"1 0 0 1 {10 - left:.2f} {10 - bottom:.2f} cm /Shown Do".encode())
        page.obj.Type = Name.Page
        pdf.save(file)
    return file.getvalue()
