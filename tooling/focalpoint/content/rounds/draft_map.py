"""Define the map of a draft (each block's source line and printed words), and build the place of a mark from it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from focalpoint.content.rounds.blocks import sent_id
from focalpoint.content.rounds.comments import MAX_COMMENT, Place, Quote

SCHEMA = "focalpoint-draft-map/1"
"""The schema of the map in the archive."""
SENT_SCHEMA = "focalpoint-sent-map/1"
"""The schema of the map inside the draft's PDF."""


class Word(NamedTuple):
    """One word of a printed line."""

    start: int
    """First character in the block's text."""
    end: int
    """One after its last character."""
    left: float
    """The left edge of the word, in points from the left edge of the page; likewise `right`."""
    right: float
    backwards: bool
    """Whether it runs from right to left."""


@dataclass(frozen=True)
class Line:
    """One printed line of a block."""

    page: int
    """Index of the page in the draft, from 0."""
    left: float
    bottom: float
    """The bottom edge of the line, in points from the bottom edge of the page; likewise `top`."""
    right: float
    top: float
    start: int
    """First character of the block's text on this line."""
    end: int
    """One after the last."""
    number: int
    """The number printed in the margin, counted through the whole draft; 0 where the line has none."""
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Block:
    """One block of text: a paragraph, title, item, cell, caption, term or footnote."""

    id: str
    """Unique in the draft; reveals nothing about the block."""
    file: str
    """Path from the top of the repository; empty for text that the toolchain generated."""
    line: int
    """Line in that file at the draft's commit, from 1; 0 where there is none."""
    kind: str
    """`paragraph`, `title`, `item`, `cell`, `caption`, `term`, `definition`, `footnote`, `quote` or `code`."""
    paragraph: str
    """Its number, such as `3.12`; of an unnumbered block, that of the paragraph before it in the same chapter."""
    numbered: bool
    """Whether the number is its own."""
    section: str
    """The headings above it, outermost first: `3. Education › A. What it does`."""
    text: str
    """Its whole text in logical order, without notes, with single spaces."""
    lines: tuple[Line, ...] = ()
    """The printed lines; more than once for a table's head that is repeated on the next page."""
    label: str = ""
    """The number printed before it that nobody typed, such as `Table 1.1`; empty in drafts of before it was kept."""


@dataclass(frozen=True)
class DraftMap:
    """All blocks of one draft, in reading order."""

    draft: int
    id: str
    """The draft's identity, such as `draft-3-1f0c9a7b52`."""
    commit: str
    """The commit from which it was made."""
    pages: tuple[tuple[float, float], ...]
    """Width and height of each page in points."""
    blocks: tuple[Block, ...] = field(repr=False)
    page_numbers: tuple[str, ...] = ()
    """The number printed on each page; none in drafts of before they were kept."""

    @cached_property
    def by_id(self) -> Mapping[str, Block]:
        """The blocks by their ids."""
        return {block.id: block for block in self.blocks}

    def on_page(self, page: int) -> Iterator[tuple[Block, Line]]:
        """Iterate over the lines of one page, each after its block."""
        return iter(self._by_page.get(page, ()))

    @cached_property
    def _by_page(self) -> Mapping[int, Sequence[tuple[Block, Line]]]:
        found: dict[int, list[tuple[Block, Line]]] = {}
        for block in self.blocks:
            for line in block.lines:
                found.setdefault(line.page, []).append((block, line))
        return found


def dump_map(made: DraftMap) -> bytes:
    """Write the map as JSON; the same map gives the same bytes."""
    blocks = [
        [
            *(one.id, one.file, one.line, one.kind, one.paragraph, one.numbered, one.section, one.text),
            [[*_numbers(line), list(map(list, line.words))] for line in one.lines],
            one.label,
        ]
        for one in made.blocks
    ]
    facts = {"schema": SCHEMA, "draft": made.draft, "id": made.id, "commit": made.commit}
    whole = {**facts, "pages": made.pages, "page_numbers": made.page_numbers, "blocks": blocks}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def dump_sent_map(made: DraftMap) -> bytes:
    """Write the map for the draft's PDF as JSON: the printed lines of each block, and a digest of its text.

    Paths, source lines and the commit are left out: gaps between the source lines of two blocks would reveal to every
    reader where something is withheld, and how long it is. The ids are digests for this draft only.
    """
    blocks = [
        [
            sent_id(made.id, one.id),
            sha256(f"{made.id} {one.text}".encode()).hexdigest()[:16],
            [[*_numbers(line), list(map(list, line.words))] for line in one.lines],
        ]
        for one in made.blocks
        if one.lines
    ]
    whole = {"schema": SENT_SCHEMA, "draft": made.draft, "id": made.id, "pages": made.pages, "blocks": blocks}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _numbers(line: Line) -> tuple[float, ...]:
    return line.page, line.left, line.bottom, line.right, line.top, line.start, line.end, line.number


def load_map(data: bytes) -> DraftMap:
    """Read a map from JSON; raises ValueError where the bytes are no map."""
    try:
        whole: dict[str, Any] = json.loads(data)
        if whole["schema"] != SCHEMA:
            raise ValueError("another kind of map")
        blocks = tuple(_block(*entry) for entry in whole["blocks"])
        pages = tuple((float(width), float(height)) for width, height in whole["pages"])
        numbers = tuple(map(str, whole.get("page_numbers", ())))
        return DraftMap(int(whole["draft"]), str(whole["id"]), str(whole["commit"]), pages, blocks, numbers)
    except (KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(f"not the map of a draft: {error}") from None


def _block(*entry: Any) -> Block:
    *facts, lines, label = entry if isinstance(entry[-1], str) else (*entry, "")  # older drafts keep no label
    return Block(*[*facts, tuple(_line(*line) for line in lines), str(label)])


def _line(*entry: Any) -> Line:
    *numbers, words = entry
    return Line(*[*numbers, tuple(Word(*word) for word in words)])


def pack_map(made: DraftMap) -> bytes:
    """Compress the map as it is archived, without a date."""
    return gzip.compress(dump_map(made), 9, mtime=0)


def unpack_map(data: bytes) -> DraftMap:
    """Read the map from the archive; raises ValueError where it is broken."""
    try:
        return load_map(gzip.decompress(data))
    except (OSError, EOFError) as error:
        raise ValueError(f"not the map of a draft: {error}") from None


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
    """Build the place of spans in reading order; the first one gives the line and page."""
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
