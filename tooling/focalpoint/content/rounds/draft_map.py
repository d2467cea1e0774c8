"""The map of a draft: every block of its text, where it was written, and where it was printed, word by word."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

SCHEMA = "focalpoint-draft-map/1"
"""Of the map in the archive."""
SENT_SCHEMA = "focalpoint-sent-map/1"
"""Of the map that goes out in the draft's PDF."""


class Word(NamedTuple):
    """One word of a printed line."""

    start: int
    """First character in the block's text."""
    end: int
    """One after its last character."""
    left: float
    """In points from the page's left edge, as are all that follow."""
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
    """In points from the page's bottom edge."""
    right: float
    top: float
    start: int
    """First character of the block's text that stands on it."""
    end: int
    """One after the last."""
    number: int
    """The number printed in the margin, counted through the whole draft; 0 where the line has none."""
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Block:
    """One block of text: a paragraph, title, item, cell, caption, term or footnote."""

    id: str
    """Unique in the draft; says nothing."""
    file: str
    """Path from the top of the repository; empty for what the toolchain wrote itself."""
    line: int
    """Line in that file at the draft's commit, from 1; 0 where there is none."""
    kind: str
    """`paragraph`, `title`, `item`, `cell`, `caption`, `term`, `definition`, `footnote`, `quote` or `code`."""
    paragraph: str
    """Its number, such as `3.12`; for what has none, the number of the paragraph before it in the same chapter."""
    numbered: bool
    """Whether the number is its own."""
    section: str
    """The headings above it, outermost first: `3. Education › A. What it does`."""
    text: str
    """All of it in logical order, without notes, spaces made single."""
    lines: tuple[Line, ...] = ()
    """Where it is printed; twice for the head of a table that is repeated on the next page."""


@dataclass(frozen=True)
class DraftMap:
    """All blocks of one draft, in the order of reading."""

    draft: int
    id: str
    """The draft's identity: `draft-3-1f0c9a7b52`."""
    commit: str
    """The commit from which it was made."""
    pages: tuple[tuple[float, float], ...]
    """Width and height of each page in points."""
    blocks: tuple[Block, ...] = field(repr=False)

    @cached_property
    def by_id(self) -> dict[str, Block]:
        """The blocks by their ids."""
        return {block.id: block for block in self.blocks}

    def on_page(self, page: int) -> Iterator[tuple[Block, Line]]:
        """The lines of one page, each with its block."""
        return iter(self._by_page.get(page, ()))

    @cached_property
    def _by_page(self) -> dict[int, list[tuple[Block, Line]]]:
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
        ]
        for one in made.blocks
    ]
    facts = {"schema": SCHEMA, "draft": made.draft, "id": made.id, "commit": made.commit}
    whole = {**facts, "pages": made.pages, "blocks": blocks}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def dump_sent_map(made: DraftMap) -> bytes:
    """Return what of the map goes out in the draft's PDF, as JSON: where blocks are printed, and digests of their text.

    Paths, lines and the commit stay in the archive: the gaps between the lines of two blocks would tell every reader
    where something is withheld, and how long it is. The ids are digests of this draft alone.
    """
    blocks = [
        [
            sha256(f"{made.id} {one.id}".encode()).hexdigest()[:16],
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
        return DraftMap(int(whole["draft"]), str(whole["id"]), str(whole["commit"]), pages, blocks)
    except (KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(f"not the map of a draft: {error}") from None


def _block(*entry: Any) -> Block:
    *facts, lines = entry
    return Block(*[*facts, tuple(_line(*line) for line in lines)])


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
