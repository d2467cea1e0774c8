"""Build the place of a mark in a draft from characters of its blocks: file, line, page and quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from focalpoint.content.rounds.comments import MAX_COMMENT, Place, Quote
from focalpoint.content.rounds.draft_map import Block, Line

AROUND = 32
"""Characters of a quote's surroundings on either side."""
SHORT = 400
MOST_BLOCKS = 200
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True)
class BlockSpan:
    """Some characters of one block."""

    block: Block
    start: int
    """First character in the block's text; -1 where only the block is known."""
    end: int
    """One after the last; the same as `start` for the place between two characters."""
    page: int = -1
    """Index of the page in the draft on which it was marked; -1 where any is meant."""
    line: Line | None = None
    """The printed line meant, where the characters do not tell it."""


def build_place(spans: Sequence[BlockSpan], rectangles: Sequence[Rectangle] = ()) -> Place:
    """Build the place of spans in reading order, of which the first counts."""
    first = spans[0]
    block, line = first.block, _line_of(first)
    others = dict.fromkeys(span.block.id for span in spans if span.block is not block)
    return Place(
        block=block.id,
        also=tuple(others)[:MOST_BLOCKS],
        file=block.file[:SHORT],
        line=block.line,
        paragraph=block.paragraph[:SHORT],
        printed_line=line.number if line else 0,
        page=line.page + 1 if line else max(first.page + 1, 0),
        section=block.section[:SHORT],
        start=first.start,
        end=first.end,
        quote=_quote(spans) if first.start >= 0 else None,
        rectangles=tuple(rectangles),
    )


def _line_of(span: BlockSpan) -> Line | None:
    """Find the printed line on which a span begins; a table's head is printed on more than one page."""
    if span.line is not None:
        return span.line
    lines = [line for line in span.block.lines if span.page in (-1, line.page)] or list(span.block.lines)
    after = [line for line in lines if max(span.start, 0) < line.end]
    return after[0] if after else lines[-1] if lines else None


def _quote(spans: Sequence[BlockSpan]) -> Quote:
    """Quote the words of all spans, those of different blocks on lines of their own."""
    first, last = spans[0], spans[-1]
    marked = [span for span in spans if span.start >= 0]
    return Quote(
        exact="\n".join(span.block.text[span.start : span.end] for span in marked)[:MAX_COMMENT],
        prefix=first.block.text[max(first.start - AROUND, 0) : first.start],
        suffix=last.block.text[last.end : last.end + AROUND] if last.end >= 0 else "",
    )
