"""Briefs for ministries: each a PDF of its own on two pages, in the type of the manual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from html import escape

from lxml import html as lxml_html

from focalpoint.press.book import Press, Progress
from focalpoint.press.preflight.preflight import page_texts
from focalpoint.press.section import Book, LaidOut, Section
from focalpoint.press.standalone import finish_single

PAGES = 2
"""Pages that a brief may have."""
LETTERS = 70
"""On a line, spaces left out."""


@dataclass(frozen=True)
class Overrun:
    """A brief that does not fit."""

    unit: str
    """Name of its unit."""
    lines: int
    """About how many lines stand beyond its pages."""


def print_briefs(
    press: Press, book: Book, units: Sequence[Section], progress: Progress
) -> tuple[dict[str, bytes], list[Overrun]]:
    """The PDF of each brief by the unit's name, and those that do not fit instead, laid out side by side."""
    briefs = [_as_brief(unit, book) for unit in units]
    laid_out = press.lay_out_all(book, briefs, progress)
    long = [Overrun(one.name, beyond(one, PAGES)) for one in laid_out.values() if one.pages > PAGES]
    if long:
        return {}, long
    return _finish(press, book, briefs, laid_out), []


def _finish(press: Press, book: Book, briefs: Sequence[Section], laid_out: Mapping[str, LaidOut]) -> dict[str, bytes]:
    made: dict[str, Future[bytes]] = {}
    for unit in briefs:
        own = replace(book, title=unit.title)
        made[unit.name] = press.pool.submit(finish_single, own, unit, laid_out[unit.name])
    return {name: future.result() for name, future in made.items()}


def beyond(one: LaidOut, pages: int) -> int:
    """Estimate how many lines of a section stand beyond a number of pages; at least 1."""
    letters = sum(len(text) for text in page_texts(one.pdf)[pages:])
    return max(round(letters / LETTERS), 1)


def without_outward_links(unit: Section) -> lxml_html.HtmlElement:
    """Read a section's HTML below one root, with the words of links to what is not in it instead of these links."""
    root = lxml_html.fragment_fromstring(unit.html, create_parent="div")
    own = {f"#{element.get('id')}" for element in root.iter() if element.get("id")}
    for link in list(root.iter("a")):
        if link.get("href", "").startswith("#") and link.get("href") not in own:
            link.drop_tag()
    return root


def _as_brief(unit: Section, book: Book) -> Section:
    """Return the section with its heading band, and without links to what is not in its own few pages."""
    root = without_outward_links(unit)
    (section,) = root
    section.set("class", "chapter brief")
    band = lxml_html.fragment_fromstring(f'<p class="brief-band">{escape(" · ".join(_said(book)))}</p>')
    section.find("header").insert(0, band)
    html = "".join(lxml_html.tostring(child, encoding="unicode") for child in root)
    return replace(unit, html=html, listed=False)


def _said(book: Book) -> Iterator[str]:
    """What the band says besides whom the brief is for."""
    yield from (book.title, book.edition, book.day, book.handling)
