"""Put the laid-out units together as one book."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from pikepdf import Dictionary, Object, ObjectStreamMode, Page, Pdf

from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.press.book_pdf.draft_map import draft_map, embed_map
from focalpoint.press.book_pdf.font_merging import Merging, lend_faces
from focalpoint.press.book_pdf.headers_footers import Furniture, texts
from focalpoint.press.book_pdf.metadata import write_metadata
from focalpoint.press.book_pdf.navigation import (
    Chapter,
    describe_links,
    destinations,
    lines,
    page_labels,
    write_outline,
)
from focalpoint.press.book_pdf.printer_copy import Printer
from focalpoint.press.book_pdf.structure import Structure
from focalpoint.press.section import Book, LaidOut, Section

BARE = ("cover",)
"""Units without head, foot or line in the outline."""
UNLISTED = (*BARE, "imprint")
"""Units without a line in the outline."""


@dataclass(frozen=True)
class Placed:
    """A laid-out unit and the index of its first page in the book."""

    unit: Section
    laid_out: LaidOut
    first: int


@dataclass(frozen=True)
class Assembled:
    """The finished PDF, and what its gates ask of it."""

    pdf: bytes
    pages: int
    furniture: dict[int, str]
    """Page index → the text of its head and foot."""
    map: DraftMap | None = None
    """Of a draft: where each block of its text is printed."""
    stamps: Mapping[str, bytes] = field(default_factory=dict)
    """Of a draft: by member what, put in the place of the stamp for nobody, makes the PDF that member's copy."""


def assemble(book: Book, placed: Sequence[Placed], printer: Printer | None = None, prefix: str = "") -> Assembled:
    """The finished PDF, the same bytes for the same units; `prefix` begins each page's number."""
    with Pdf.new() as pdf:
        merging = Merging(pdf)
        chapters = _take_in(pdf, placed, merging, printer)
        describe_links(chapters)
        pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(destinations(chapters)))
        pdf.Root.Outlines = write_outline(pdf, lines([one for one in chapters if one.unit.name not in UNLISTED]))
        front = front_pages(placed)
        pdf.Root.PageLabels = page_labels(front, len(pdf.pages), prefix)
        faces = lend_faces(merging, texts(book, [one.unit for one in chapters]))
        furniture = Furniture(pdf, book, faces, front, prefix=prefix, mirrored=printer is not None)
        for chapter in chapters:
            if chapter.unit.name not in BARE:
                furniture.draw(chapter)
        merging.finish()
        if printer is not None:
            printer.mark(pdf)
        write_metadata(pdf, book)
        made = None
        if book.draft:
            made = draft_map(pdf, book.draft, chapters)
            embed_map(pdf, book, made)
        stamps = furniture.draft.stamps if furniture.draft else {}
        return Assembled(save(pdf), len(pdf.pages), furniture.written, made, stamps)


def front_pages(placed: Sequence[Placed]) -> int:
    """How many pages come before the first chapter."""
    after = next((one.first for one in placed if one.unit.matter != "front"), None)
    return placed[-1].first + placed[-1].laid_out.pages if after is None else after


def _take_in(pdf: Pdf, placed: Sequence[Placed], merging: Merging, printer: Printer | None) -> list[Chapter]:
    structure = Structure(pdf, sum(one.laid_out.pages for one in placed))
    chapters: list[Chapter] = []
    for one in placed:
        while len(pdf.pages) < one.first and printer is not None:
            pdf.pages.append(Page(printer.blank(pdf)))
        pages = _pages(pdf, structure, one, merging)
        chapters.append(Chapter(one.unit, one.laid_out, one.first, pages))
    if printer is not None and len(pdf.pages) % 2:
        pdf.pages.append(Page(printer.blank(pdf)))
    pdf.Root.StructTreeRoot = structure.finish()
    return chapters


def _pages(pdf: Pdf, structure: Structure, one: Placed, merging: Merging) -> list[Object]:
    """Pages first, then the structure tree: what qpdf has copied once, it finds again."""
    before = len(pdf.pages)
    with Pdf.open(BytesIO(one.laid_out.pdf)) as source, warnings.catch_warnings():
        # pikepdf warns that links may break when pages are copied; the press sets all of them anew.
        warnings.simplefilter("ignore")
        taken = merging.take(source)
        pdf.pages.extend(source.pages)
        pages: list[Object] = [pdf.pages[index].obj for index in range(before, before + one.laid_out.pages)]
        merging.settle(taken)
        structure.add(source.Root.StructTreeRoot, one.unit.heading, pages)
    return pages


def save(pdf: Pdf) -> bytes:
    """The file's bytes, the same for the same objects."""
    written = BytesIO()
    pdf.save(
        written,
        object_stream_mode=ObjectStreamMode.generate,
        deterministic_id=True,
        fix_metadata_version=False,
        min_version="1.7",
    )
    return written.getvalue()
