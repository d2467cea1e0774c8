"""Make the map of a draft from the maps of its sections, and attach it to the PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import md5

from pikepdf import Array, Dictionary, Name, Pdf, String

from focalpoint.content.rounds.draft_map import Block, DraftMap, Line, dump_sent_map
from focalpoint.press.book_pdf.navigation import BoundSection
from focalpoint.press.layout.blocks import block_id, unit_blocks
from focalpoint.press.section import Book, Drafting

MAP_NAME = "draft-map.json"
INFO_KEY = "/FocalPointDraft"


def draft_map(pdf: Pdf, draft: Drafting, sections: Sequence[BoundSection], numbers: Sequence[str]) -> DraftMap:
    """Return every block with its lines; pages and line numbers are counted through the whole draft."""
    sizes = tuple((float(page.mediabox[2]), float(page.mediabox[3])) for page in pdf.pages)
    return DraftMap(draft.number, draft.id, draft.commit, sizes, tuple(_blocks(draft, sections)), tuple(numbers))


def _blocks(draft: Drafting, sections: Sequence[BoundSection]) -> Iterator[Block]:
    numbered = 0
    for bound in sections:
        if bound.section.name in draft.files:
            printed = {block_id(bound.section.name, number): lines for number, lines in bound.laid_out.printed}
            for block in unit_blocks(bound.section, draft.files[bound.section.name]):
                lines = printed.get(block.id, ())
                yield replace(block, lines=tuple(_moved(line, bound.first, numbered) for line in lines))
        numbered += sum(map(len, bound.laid_out.baselines))


def _moved(line: Line, pages: int, numbers: int) -> Line:
    return replace(line, page=line.page + pages, number=line.number + numbers if line.number else 0)


def embed_map(pdf: Pdf, book: Book, made: DraftMap) -> None:
    """Attach the map as PDF/A-3 requires, and write the draft's ID into the document information and the file ID."""
    data = dump_sent_map(made)
    day = String(f"D:{book.date:%Y%m%d}000000Z")
    facts = Dictionary(Size=len(data), CheckSum=String(md5(data, usedforsecurity=False).digest()), ModDate=day)
    stream = pdf.make_stream(data, Type=Name.EmbeddedFile, Subtype=Name("/application/json"), Params=facts)
    file = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(MAP_NAME),
            UF=String(MAP_NAME),
            Desc=String("Where each paragraph of this draft is printed: by it a comment finds its place."),
            EF=Dictionary(F=stream, UF=stream),
            AFRelationship=Name.Data,
        )
    )
    pdf.Root.AF = Array([file])
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=Array([String(MAP_NAME), file])))
    pdf.trailer.Info[INFO_KEY] = String(made.id)
    # A program that saves the file keeps the first part and replaces the second.
    pdf.trailer.ID = Array([String(made.id), String("")])
