"""The pocket edition: a booklet of sixteen small pages, its cover and imprint among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from lxml import html as lxml_html

from focalpoint.press.book import Bound, Press, Progress
from focalpoint.press.book_pdf.assemble import Placed, assemble
from focalpoint.press.book_pdf.front_matter import cover, imprint
from focalpoint.press.briefs import beyond, without_outward_links
from focalpoint.press.layout.page_geometry import POCKET
from focalpoint.press.section import Book, LaidOut, Section

PAGES = 16
"""Pages of the booklet: four sheets of A4, folded."""
LINES = 22
"""Lines to write on, on each page that stays free."""


@dataclass(frozen=True)
class TooLong:
    """A booklet that does not fit."""

    lines: int
    """About how many lines stand beyond its pages."""


def print_pocket(press: Press, book: Book, unit: Section, notes: str, progress: Progress) -> bytes | TooLong:
    """Print the booklet as a tagged, archival PDF; pages that stay free are ruled, under the heading `notes`."""
    own = replace(book, page_size=POCKET, subtitle=unit.title, challenges=())
    before = [replace(one, part_of_book="body") for one in (cover(own), imprint(own))]
    text = _as_booklet(unit)
    laid_out = press.lay_out_all(own, [*before, text], progress)
    room = PAGES - sum(laid_out[one.name].pages for one in before)
    if (missing := room - laid_out[text.name].pages) < 0:
        return TooLong(beyond(laid_out[text.name], room))
    if missing:
        text = _ruled(text, missing, notes)
        laid_out |= press.lay_out_all(own, [text], progress)
    return _bind(press, replace(own, title=f"{book.title}: {unit.title}"), [*before, text], laid_out)


def _as_booklet(unit: Section) -> Section:
    """Give the section the look of the booklet, and take out links to what is not in it."""
    root = without_outward_links(unit)
    (section,) = root
    section.set("class", "chapter pocket")
    return replace(unit, html=_written(root), listed=False)


def _ruled(unit: Section, pages: int, heading: str) -> Section:
    """Add pages to write on."""
    root = lxml_html.fragment_fromstring(unit.html, create_parent="div")
    rules = "".join('<div class="line"><br></div>' for _ in range(LINES))
    for _ in range(pages):
        page = f'<section class="notes-page"><h2>{escape(heading)}</h2><div class="write-here">{rules}</div></section>'
        root[0].append(lxml_html.fragment_fromstring(page))
    return replace(unit, html=_written(root))


def _written(root: lxml_html.HtmlElement) -> str:
    return "".join(lxml_html.tostring(child, encoding="unicode") for child in root)


def _bind(press: Press, book: Book, sections: list[Section], laid_out: dict[str, LaidOut]) -> bytes:
    placed, first = [], 0
    for section in sections:
        placed.append(Placed(section, laid_out[section.name], first))
        first += laid_out[section.name].pages
    bound = Bound(assemble(book, placed), placed)
    press.check(bound)
    return bound.assembled.pdf
