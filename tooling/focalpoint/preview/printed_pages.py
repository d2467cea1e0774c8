"""Lay out a chapter for the preview, or first the few pages around an edit.

A part begins with a block of the page before the edit, moved down to where that block is in the chapter, so that the
blocks after it fall on the same places. It is shown while the whole chapter is laid out; where the two differ after
all, the chapter's pages replace it.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from focalpoint.press.section import Book, Section

Anchors = dict[str, tuple[int, float, float]]
WIDEST = 2400
_PDFIUM = threading.Lock()
"""Held while PDFium works, since it is not thread-safe."""


@dataclass(frozen=True)
class Printed:
    """The pages of a chapter, or of a part of it."""

    pdf: bytes
    page_digests: tuple[str, ...]
    """A digest of each page's picture; pages with the same digest look alike."""
    size: tuple[float, float]
    """Width and height of a page in points."""
    anchors: Anchors
    """Id in the chapter → page, x and y in points from the bottom left."""


def lay_out_printed(section: Section, book: Book) -> Printed:
    """Lay out a section by itself and digest its pages."""
    from focalpoint.press.layout.layout import lay_out

    one = lay_out(section, book)
    page_digests, size = _page_digests(one.pdf)
    prefix = f"{section.name}."
    anchors = {name.removeprefix(prefix): place for name, place in one.anchors.items()}
    return Printed(one.pdf, page_digests, size, anchors)


def _page_digests(pdf: bytes) -> tuple[tuple[str, ...], tuple[float, float]]:
    page_digests = []
    with _PDFIUM:
        document = _open(pdf)
        try:
            for page in document:
                bitmap = page.render(scale=1)
                page_digests.append(hashlib.sha256(bytes(bitmap.buffer)).hexdigest()[:24])
                bitmap.close()
            return tuple(page_digests), document.get_page_size(0)
        finally:
            document.close()


def picture(pdf: bytes, page: int, width: int) -> bytes:
    """Draw one page as a PNG so many pixels wide."""
    with _PDFIUM:
        document = _open(pdf)
        try:
            wide = document.get_page_size(page)[0]
            bitmap = document[page].render(scale=min(width, WIDEST) / wide)
            image = bitmap.to_pil().copy()
            bitmap.close()
        finally:
            document.close()
    written = BytesIO()
    # The file stays on this machine, so it is made quickly rather than small.
    image.save(written, "PNG", compress_level=0)
    return written.getvalue()


def _open(pdf: bytes) -> Any:
    import pypdfium2  # type: ignore[import-untyped]  # it has no types

    return pypdfium2.PdfDocument(pdf)


PAGES_AFTER = 1
# The press checks heading levels from the top of the section it is given.
LEVELS = '<div style="display: none"><h1>.</h1><h2>.</h2><h3>.</h3></div>'
BLANK = '<div style="break-after: page">\N{NO-BREAK SPACE}</div>'


@dataclass(frozen=True)
class Block:
    """One block of a chapter, directly inside a section."""

    element: HtmlElement
    name: str
    """The id of its place on the page, without the chapter's name."""
    text: str


@dataclass(frozen=True)
class PartialLayout:
    """A part of a chapter, and the pages of the chapter that it replaces."""

    section: Section
    page: int
    """The page of the chapter that its first page replaces."""
    shown: int
    """Its first page that is as full as the chapter's."""
    whole: bool
    """Whether it goes on to the chapter's end; otherwise its last page is not full."""


def part_around_edit(section: Section, before: str, laid_out: str, printed: Printed) -> PartialLayout | None:
    """Cut out the part of a section around the first block that differs from the version before.

    Returns None where the part would be the whole chapter. `printed` are the pages of the version `laid_out`, which is
    older than `before` where saves follow each other quickly.
    """
    old, new = list(_blocks(laid_out, section.name)), list(_blocks(section.html, section.name))
    last = list(_blocks(before, section.name))
    pairs = zip(last, new, strict=False)
    edit = next((place for place, (one, two) in enumerate(pairs) if one.text != two.text), min(len(last), len(new)))
    if edit >= len(new):
        return None
    pages = _pages(old, printed)
    near = min(edit, len(old) - 1)
    at = pages[near]
    first = _start(old, pages, at - (2 if near and pages[near - 1] < at else 1))
    end = next((place for place, page in enumerate(pages) if place > edit and page > at + PAGES_AFTER), len(old))
    # Counted from the end, since blocks may have been added or taken away.
    end = max(len(new) - (len(old) - end), edit + 1)
    if first == 0 and end == len(new):
        return None
    page = pages[first]
    drop = max(y for _page, _x, y in printed.anchors.values()) - printed.anchors[old[first].name][2] if first else 0.0
    # One or two blank pages go before, so that left pages stay left and none has a chapter's opening.
    blanks = 2 - page % 2 if first else 0
    notes = sum(len(block.element.xpath(".//span[@class='footnote']")) for block in new[:first])
    text = _rebuild(new[first:end], int(notes), blanks, drop)
    return PartialLayout(replace(section, html=text), page - blanks, blanks + (drop > 1), end == len(new))


FIRST_PAGES = 14_000
"""Characters of HTML that fill the pages drawn first of a chapter that was not laid out before."""
LONG = 5 * FIRST_PAGES
"""Characters of HTML from which on drawing the first pages first is worth their being laid out twice."""


def first_part(section: Section) -> PartialLayout | None:
    """Cut out the beginning of a long section; returns None for one that is laid out soon."""
    if len(section.html) < LONG:
        return None
    blocks, long = [], 0
    for block in _blocks(section.html, section.name):
        blocks.append(block)
        long += len(block.text)
        if long > FIRST_PAGES:
            break
    return PartialLayout(replace(section, html=_rebuild(blocks, 0, 0, 0.0)), 0, 0, whole=False)


def pages_of_part(part: PartialLayout, drawn: Printed, anchors: Anchors) -> tuple[list[tuple[int, int]], Anchors]:
    """Choose the pages of the chapter that the part replaces, each with its number in the part; add its anchors."""
    last = len(drawn.page_digests) - (0 if part.whole else 1)
    pages = [(part.page + place, place) for place in range(part.shown, last)]
    moved = {
        name: (page + part.page, x, y) for name, (page, x, y) in drawn.anchors.items() if part.shown <= page < last
    }
    return pages, {**anchors, **moved}


def _pages(blocks: list[Block], printed: Printed) -> list[int]:
    """Find the page that each block begins on."""
    pages = [0]
    for block in blocks:
        pages.append(printed.anchors.get(block.name, (pages[-1], 0, 0))[0])
    return pages[1:]


def _start(blocks: list[Block], pages: list[int], page: int) -> int:
    """Find the first block that begins on a page, or on one before it; else the chapter's beginning."""
    while page > 0:
        first = next((place for place, number in enumerate(pages) if number == page), 0)
        # A footnote called on the page before would be missing at the foot of this page.
        if first and blocks[first].name and not blocks[first - 1].element.xpath(".//span[@class='footnote']"):
            return first
        page -= 1
    return 0


def _blocks(text: str, name: str) -> Iterator[Block]:
    prefix = f"{name}."
    root = html.fragment_fromstring(text, create_parent="body")
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        if element.tag == "section":
            stack.extend(reversed(element))
            continue
        parent = element.getparent()
        first = parent is not None and parent.tag == "section" and parent[0] is element
        anchor = element.get("id") or (parent.get("id") if first and parent is not None else "") or ""
        yield Block(element, anchor.removeprefix(prefix), html.tostring(element, encoding="unicode"))


def _rebuild(blocks: list[Block], notes: int, blanks: int, drop: float) -> str:
    """Put the blocks back into their sections, the first as far down its page as it stood."""
    body = html.Element("div", {"style": f"counter-reset: footnote {notes}"})
    made: dict[HtmlElement, HtmlElement] = {}
    for block in blocks:
        parent = body
        for section in reversed(list(block.element.iterancestors("section"))):
            if section not in made:
                made[section] = html.Element("section", dict(section.attrib))
                if section[0] is not block.element:
                    # It began before the part does.
                    made[section].attrib.pop("id", None)
                parent.append(made[section])
            parent = made[section]
        parent.append(copy(block.element))
    if not blanks:
        return str(html.tostring(body, encoding="unicode"))
    next(element for element in body.iterdescendants() if element.tag != "section").set("style", "margin-top: 0")
    return f'{LEVELS}{BLANK * blanks}<div style="height: {drop}pt"></div>{html.tostring(body, encoding="unicode")}'
