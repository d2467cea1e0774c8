"""The book as anyone would print it with WeasyPrint: one document, whose contents ask for the page of each chapter."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from lxml import html

from focalpoint.press import Book, Section
from focalpoint.press.layout.isolation import SHEETS, THEME, VARIANT, own_fonts
from focalpoint.press.layout.page_geometry import Geometry
from focalpoint.press.layout.prepare import AFAR, prepare

# WeasyPrint asks Fontconfig for its fonts already while it is imported. The press's own layout is not loaded: it puts
# quicker functions in the place of the library's, and here the library is measured as it is.
with own_fonts():
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

OWN_CSS = """
.chapter { break-before: page; counter-reset: footnote }
.pages a::after { content: " " target-counter(attr(href), page) }
"""
REFERENCES = (
    'section.chapter a[href^="#"]:not(.footnote-again)::after { content: " (p. " target-counter(attr(href), page) ")" }'
)
"""What a book that is cited by page prints after every link inside it."""


class OneDocument:
    """All units as the press prepares them, one after the other, in one HTML document with its table of contents."""

    def __init__(self, units: Sequence[Section], book: Book, *, references: bool) -> None:
        self.units = units
        self.book = book
        self.css = OWN_CSS + (REFERENCES if references else "")

    @property
    def html(self) -> str:
        """The document; links between units are links like any others."""
        bodies = [self._body(unit) for unit in self.units]
        lines = "".join(f'<li><a href="#{escape(unit.name)}">{escape(unit.heading)}</a></li>' for unit in self.units)
        contents = f'<section class="chapter pages"><h1>Contents</h1><ul>{lines}</ul></section>'
        head = f'<head><meta charset="utf-8"><title>{escape(self.book.title)}</title></head>'
        return f'<!DOCTYPE html><html lang="{self.book.locale}">{head}<body>{contents}{"".join(bodies)}</body></html>'

    def _body(self, unit: Section) -> str:
        body = html.document_fromstring(prepare(unit, self.book).html).body
        for link in body.iter("a"):
            link.set("href", link.get("href", "").replace(AFAR, "#"))
        body.tag = "div"
        return html.tostring(body, encoding="unicode")

    def write(self, file: Path) -> int:
        """Lay the document out in one process, tagged as the press tags, and return its number of pages."""
        with own_fonts():
            fonts = FontConfiguration()
            ours = [(THEME / name).read_text(encoding="utf-8") for name in SHEETS]
            texts = [Geometry(self.book.page_size).css, *ours, self.css]
            sheets = [CSS(string=text, font_config=fonts, base_url=f"{THEME}/") for text in texts]
            page = HTML(string=self.html, base_url=self.units[0].assets.resolve().as_uri() + "/")
            document = page.render(stylesheets=sheets, font_config=fonts, pdf_variant=VARIANT)
            document.write_pdf(file, pdf_variant=VARIANT)
        return len(document.pages)
