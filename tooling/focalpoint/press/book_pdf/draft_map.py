"""The map of a draft: the blocks of all its units in their places in the book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pikepdf import Pdf

from focalpoint.content.rounds.draft_map import Block, DraftMap, Line
from focalpoint.press.book_pdf.links import Chapter
from focalpoint.press.layout.blocks import block_id, unit_blocks
from focalpoint.press.section import Drafting


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
