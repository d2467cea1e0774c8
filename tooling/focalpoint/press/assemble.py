"""Put the laid-out units together as one book."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from io import BytesIO

from pikepdf import Dictionary, Object, ObjectStreamMode, Pdf

from focalpoint.press.furniture import Furniture, texts
from focalpoint.press.glyphs import read_sheet
from focalpoint.press.links import Chapter, describe_links, destinations
from focalpoint.press.metadata import write_metadata
from focalpoint.press.numbering import page_labels
from focalpoint.press.outline import lines, write_outline
from focalpoint.press.structure import Structure
from focalpoint.press.unit import Book, LaidOut, Unit

BARE = ("cover",)
"""Units without head, foot or line in the outline."""
UNLISTED = (*BARE, "imprint")
"""Units without a line in the outline."""


def assemble(book: Book, every: Sequence[tuple[Unit, LaidOut]], sheet: bytes) -> bytes:
    """The finished PDF, the same bytes for the same units."""
    with Pdf.new() as pdf:
        chapters = _take_in(pdf, every)
        describe_links(chapters)
        pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(destinations(chapters)))
        pdf.Root.Outlines = write_outline(pdf, lines([one for one in chapters if one.unit.name not in UNLISTED]))
        front = sum(one.laid_out.pages for one in chapters if one.unit.matter == "front")
        pdf.Root.PageLabels = page_labels(front, len(pdf.pages))
        faces = read_sheet(pdf, sheet, texts(book, [one.unit for one in chapters]))
        furniture = Furniture(pdf, book, faces, front)
        for chapter in chapters:
            if chapter.unit.name not in BARE:
                furniture.draw(chapter)
        write_metadata(pdf, book)
        return _save(pdf)


def _take_in(pdf: Pdf, every: Sequence[tuple[Unit, LaidOut]]) -> list[Chapter]:
    structure = Structure(pdf, sum(one.pages for _, one in every))
    chapters: list[Chapter] = []
    for unit, one in every:
        first = len(pdf.pages)
        chapters.append(Chapter(unit, one, first, _pages(pdf, structure, unit, one)))
    pdf.Root.StructTreeRoot = structure.finish()
    return chapters


def _pages(pdf: Pdf, structure: Structure, unit: Unit, one: LaidOut) -> list[Object]:
    """Pages first, then the structure tree: what qpdf has copied once, it finds again."""
    before = len(pdf.pages)
    with Pdf.open(BytesIO(one.pdf)) as source, warnings.catch_warnings():
        # pikepdf warns that links may break when pages are copied; the press sets all of them anew.
        warnings.simplefilter("ignore")
        pdf.pages.extend(source.pages)
        pages: list[Object] = [pdf.pages[index].obj for index in range(before, before + one.pages)]
        structure.add(source.Root.StructTreeRoot, unit.heading, pages)
    return pages


def _save(pdf: Pdf) -> bytes:
    written = BytesIO()
    pdf.save(
        written,
        object_stream_mode=ObjectStreamMode.generate,
        deterministic_id=True,
        fix_metadata_version=False,
        min_version="1.7",
    )
    return written.getvalue()
