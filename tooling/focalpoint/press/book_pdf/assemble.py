"""Join the laid-out sections into one book."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from pikepdf import Dictionary, Object, ObjectStreamMode, Page, Pdf

from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.press.book_pdf.draft_map import draft_map, embed_map
from focalpoint.press.book_pdf.font_merging import FontMerger, overlay_faces
from focalpoint.press.book_pdf.headers_footers import HeadersFooters, texts
from focalpoint.press.book_pdf.metadata import write_metadata
from focalpoint.press.book_pdf.navigation import (
    BoundSection,
    describe_links,
    destinations,
    page_labels,
    page_number,
    write_outline,
)
from focalpoint.press.book_pdf.printer_copy import Printer
from focalpoint.press.book_pdf.structure import Structure
from focalpoint.press.section import Book, LaidOut, Section

BARE = ("cover",)
"""Sections without head, foot or outline item."""
UNLISTED = (*BARE, "imprint")
"""Sections without an outline item."""


@dataclass(frozen=True)
class Placed:
    """A laid-out section and the index of its first page in the book."""

    section: Section
    laid_out: LaidOut
    first: int


@dataclass(frozen=True)
class Assembled:
    """The finished PDF, and what preflight and the copies of a draft need to know of it."""

    pdf: bytes
    pages: int
    overlays: dict[int, str]
    """Page index → the text that was drawn on the page after layout: head, foot and a draft's marks."""
    map: DraftMap | None = None
    """For a draft: where each block of its text is printed."""
    stamps: Mapping[str, bytes] = field(default_factory=dict)
    """For a draft: the stamp of each member's copy, which replaces the unstamped one (key `""`) byte for byte."""


def assemble(book: Book, placed: Sequence[Placed], printer: Printer | None = None, prefix: str = "") -> Assembled:
    """Return the finished PDF, the same bytes for the same sections; `prefix` begins each page number."""
    with Pdf.new() as pdf:
        merger = FontMerger(pdf)
        bound = _bind(pdf, placed, merger, printer)
        describe_links(bound)
        pdf.Root.Names = Dictionary(Dests=destinations(pdf, bound))
        write_outline(pdf, [one for one in bound if one.section.name not in UNLISTED])
        front = front_pages(placed)
        pdf.Root.PageLabels = page_labels(pdf, front, prefix)
        faces = overlay_faces(merger, texts(book, [one.section for one in bound]))
        overlays = HeadersFooters(pdf, book, faces, front, prefix=prefix, mirrored=printer is not None)
        for one in bound:
            if one.section.name not in BARE:
                overlays.draw(one)
        merger.finish()
        if printer is not None:
            printer.mark(pdf)
        write_metadata(pdf, book)
        made = None
        if book.draft:
            numbers = [page_number(index, front) for index in range(len(pdf.pages))]
            made = draft_map(pdf, book.draft, bound, numbers)
            embed_map(pdf, book, made)
        stamps = overlays.draft.stamps if overlays.draft else {}
        return Assembled(save(pdf), len(pdf.pages), overlays.written, made, stamps)


def front_pages(placed: Sequence[Placed]) -> int:
    """Return the number of pages before the first chapter."""
    after = next((one.first for one in placed if one.section.part_of_book != "front"), None)
    return placed[-1].first + placed[-1].laid_out.pages if after is None else after


def _bind(pdf: Pdf, placed: Sequence[Placed], merger: FontMerger, printer: Printer | None) -> list[BoundSection]:
    structure = Structure(pdf, sum(one.laid_out.pages for one in placed))
    bound: list[BoundSection] = []
    for one in placed:
        while len(pdf.pages) < one.first and printer is not None:
            pdf.pages.append(Page(printer.blank(pdf)))
        pages = _pages(pdf, structure, one, merger)
        bound.append(BoundSection(one.section, one.laid_out, one.first, pages))
    # A sheet that is folded once has four pages.
    while printer is not None and len(pdf.pages) % 4:
        pdf.pages.append(Page(printer.blank(pdf)))
    pdf.Root.StructTreeRoot = structure.finish()
    return bound


def _pages(pdf: Pdf, structure: Structure, one: Placed, merger: FontMerger) -> list[Object]:
    """Copy the pages, then the structure tree: qpdf copies each object once, so the tree refers to the copied pages."""
    before = len(pdf.pages)
    with Pdf.open(BytesIO(one.laid_out.pdf)) as source, warnings.catch_warnings():
        # pikepdf warns that copying pages may break links; the press writes all of them anew.
        warnings.simplefilter("ignore")
        stripped = merger.strip(source)
        pdf.pages.extend(source.pages)
        pages: list[Object] = [pdf.pages[index].obj for index in range(before, before + one.laid_out.pages)]
        merger.register(stripped)
        structure.add(source.Root.StructTreeRoot, one.section.heading, pages)
    return pages


def save(pdf: Pdf) -> bytes:
    """Return the file's bytes, the same for the same objects."""
    written = BytesIO()
    pdf.save(
        written,
        object_stream_mode=ObjectStreamMode.generate,
        deterministic_id=True,
        fix_metadata_version=False,
        min_version="1.7",
    )
    return written.getvalue()
