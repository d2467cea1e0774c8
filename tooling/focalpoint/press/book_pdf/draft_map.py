"""Make the map of a draft from the maps of its sections, and attach it to the PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import md5

from pikepdf import Array, Dictionary, Name, Pdf, String

from focalpoint.content.rounds.draft_map import Block, DraftMap, Line, dump_sent_map
from focalpoint.press.book_pdf.navigation import Chapter
from focalpoint.press.layout.blocks import block_id, unit_blocks
from focalpoint.press.section import Book, Drafting


def draft_map(pdf: Pdf, draft: Drafting, chapters: Sequence[Chapter]) -> DraftMap:
    """Every block with its lines, pages and line numbers counted through the whole draft."""
    sizes = tuple((float(page.mediabox[2]), float(page.mediabox[3])) for page in pdf.pages)
    return DraftMap(draft.number, draft.id, draft.commit, sizes, tuple(_blocks(draft, chapters)))


def _blocks(draft: Drafting, chapters: Sequence[Chapter]) -> Iterator[Block]:
    numbered = 0
    for chapter in chapters:
        if chapter.unit.name in draft.files:
            printed = {block_id(chapter.unit.name, number): lines for number, lines in chapter.laid_out.printed}
            for block in unit_blocks(chapter.unit, draft.files[chapter.unit.name]):
                lines = printed.get(block.id, ())
                yield replace(block, lines=tuple(_moved(line, chapter.first, numbered) for line in lines))
        numbered += sum(map(len, chapter.laid_out.baselines))


def _moved(line: Line, pages: int, numbers: int) -> Line:
    return replace(line, page=line.page + pages, number=line.number + numbers if line.number else 0)


MAP_NAME = "draft-map.json"
INFO_KEY = "/FocalPointDraft"


def embed_map(pdf: Pdf, book: Book, made: DraftMap) -> None:
    """Attach the map as PDF/A-3 asks, and name the draft where the file describes itself."""
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
    # Whoever writes the file keeps the first half, and makes the second anew.
    pdf.trailer.ID = Array([String(made.id), String("")])
