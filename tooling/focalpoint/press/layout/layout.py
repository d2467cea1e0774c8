"""Lay out one unit by itself: one pass of WeasyPrint, tagged for PDF/UA-1."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any

from focalpoint.press.book_pdf.normalise import normalise
from focalpoint.press.layout.blocks import NUMBER
from focalpoint.press.layout.ctypes_patches import exact_names
from focalpoint.press.layout.isolation import SHEETS, THEME, VARIANT, own_fonts
from focalpoint.press.layout.page_geometry import Geometry
from focalpoint.press.layout.prepare import Prepared, prepare
from focalpoint.press.section import Book, Entry, LaidOut, Section, fault, refuse
from focalpoint.problems import ProblemKind

# WeasyPrint asks Fontconfig for its fonts already while it is imported.
with own_fonts(), exact_names():
    from weasyprint import CSS, HTML  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

    from focalpoint.press.layout.fetcher import Fetcher
    from focalpoint.press.layout.hyphenation_exceptions import names_whole
    from focalpoint.press.layout.line_map import printed
    from focalpoint.press.layout.page_checks import (
        FROM_RIGHT,
        end_of_text,
        lines_with_right_to_left,
        misfits,
        paragraph_ranges,
    )
    from focalpoint.press.layout.weasyprint_patches import patched
    from focalpoint.press.tagging.tagging import link_notes, tag

POINTS_PER_PIXEL = 0.75


def lay_out(unit: Section, book: Book, amendment: str = "") -> LaidOut:
    """Lay out a unit, as if there were no other, with an amendment to the style sheets."""
    prepared = prepare(unit, book)
    with own_fonts(), patched(), names_whole(book.never_divided), _uncollected():
        return _lay_out(unit, prepared, book.page_size, amendment)


def _lay_out(unit: Section, prepared: Prepared, paper: str, amendment: str) -> LaidOut:
    fetcher = Fetcher(unit.assets)
    page = HTML(string=prepared.html, base_url=unit.assets.resolve().as_uri() + "/", url_fetcher=fetcher)
    sheets, fonts = _theme(paper, amendment)
    # A fresh cache for each unit: a shared one keeps every document with a picture alive.
    document = page.render(stylesheets=sheets, font_config=fonts, cache={}, pdf_variant=VARIANT)
    refuse(misfits(unit.name, document))
    blocks, baselines = printed(document) if NUMBER in unit.html else ((), ())
    written = BytesIO()
    link_notes(document)
    document.write_pdf(
        written,
        finisher=lambda document, pdf: tag(unit.name, document, pdf),
        pdf_variant=VARIANT,
        # What is read again at once need not be squeezed twice.
        uncompressed_pdf=True,
    )
    # Only now: what a picture itself asks for is fetched when it is drawn.
    refuse(fault(unit.name, reason, ProblemKind.IMAGE) for reason in dict.fromkeys(fetcher.refused))
    return LaidOut(
        name=unit.name,
        pdf=normalise(written.getvalue()),
        pages=len(document.pages),
        anchors=_anchors(document),
        labels=prepared.labels,
        outline=_headings(document),
        ranges=paragraph_ranges(document),
        lines=lines_with_right_to_left(document) if FROM_RIGHT.search(unit.html) else (),
        printed=blocks,
        baselines=baselines,
        end=end_of_text(document),
    )


@cache
def _theme(paper: str, amendment: str) -> tuple[list[Any], Any]:
    """The style sheets, read once in each process."""
    fonts = FontConfiguration()
    texts = [Geometry(paper).css, *((THEME / name).read_text(encoding="utf-8") for name in SHEETS), amendment]
    fetcher = Fetcher(THEME)
    return [CSS(string=text, font_config=fonts, url_fetcher=fetcher) for text in texts], fonts


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold garbage collection back while a unit is laid out, which saves a fifth, and make up for it after."""
    if not gc.isenabled():
        yield  # Whoever holds it back already collects when it suits them.
        return
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        gc.enable()


def _anchors(document: Any) -> dict[str, tuple[int, float, float]]:
    """Each id with the place where it first appears."""
    found: dict[str, tuple[int, float, float]] = {}
    for index, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            place = (index, round(x * POINTS_PER_PIXEL, 2), round((page.height - y) * POINTS_PER_PIXEL, 2))
            found.setdefault(name, place)
    return found


def _headings(document: Any) -> tuple[Entry, ...]:
    """The headings below the title, which the book itself puts into the outline."""
    tree = document.make_bookmark_tree(POINTS_PER_PIXEL, transform_pages=True)
    return tuple(entry for title in map(_entry, tree) for entry in title.children)


def _entry(bookmark: Any) -> Entry:
    title, (page, x, y), children, _ = bookmark
    return Entry(" ".join(title.split()), page, round(x, 2), round(y, 2), tuple(map(_entry, children)))
