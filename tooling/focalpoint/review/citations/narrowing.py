"""Narrow a cited place to printed lines, to quoted words, or to a sentence or an item that is cited by its order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.content.rounds.draft_map import Block, BlockSpan, Line
from focalpoint.review.citations.citations import Citation, Position
from focalpoint.review.citations.targets import Region, Targets
from focalpoint.review.citations.vocabulary import Kind

_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"(?<=[.!?…؟。！？])[\"'”’»)]*\s+(?=\S)|(?<=[。！？])")


@dataclass(frozen=True)
class Cited:
    """All that somebody says of one place."""

    citations: tuple[Citation, ...] = ()
    positions: tuple[Position, ...] = ()
    quote: str = ""
    """Words of the draft that the comment is on."""
    rest: bool = False
    """Whether words were written for the place that are not understood."""
    headings: tuple[Region, ...] = ()
    """Titles that were named by their words."""


@dataclass
class Search:
    """A search for the place of one comment."""

    targets: Targets
    cited: Cited
    agrees: bool = True
    """Whether nothing contradicts so far and nothing was not found."""
    candidates: list[Block] = field(default_factory=list)
    """Blocks that a part of what was said means, and that the place is not on."""

    def of(self, kind: Kind) -> Iterator[str]:
        """Yield the numbers cited of one kind."""
        return (label for one in self.cited.citations if one.kind is kind for label in one.labels)

    def doubt(self, *blocks: Block) -> None:
        """Note that something does not agree, with what it may mean."""
        self.agrees = False
        self.candidates += blocks


def on_lines(search: Search, regions: Sequence[Region]) -> list[BlockSpan]:
    """Narrow the place to the printed lines; a line outside of the cited place contradicts it."""
    numbers = [int(label) for label in search.of(Kind.LINE)]
    if not numbers:
        return []
    found = [one for number in numbers for one in search.targets.lines(number)]
    if not all(map(search.targets.lines, numbers)):
        search.doubt()
    held = {block.id for region in regions for block in region}
    if regions:
        inside = [one for one in found if one[0].id in held]
        outside = [block for block, _ in found if block.id not in held]
        if len({one[1].number for one in inside}) < len(set(numbers)):
            search.doubt(*outside, *_counted(search, numbers, held))
        if len(regions) > 1:
            search.doubt()
            return []
        return list(_joined(inside)) if inside and search.agrees else []
    pages = [index for label in search.of(Kind.PAGE) for index in search.targets.pages(label)]
    if found and pages and not any(line.page in pages for _, line in found):
        search.doubt(*(block for block, _ in found))
        found = [
            one for number in numbers for page in pages[:1] for one in search.targets.lines_counted(page, number)
        ] or found
    spans = list(_joined(found))
    if _side_by_side(found) and not search.cited.quote:
        search.doubt(*(span.block for span in spans[1:]))
    return spans


def _counted(search: Search, numbers: Sequence[int], held: Iterable[str]) -> Iterator[Block]:
    """Yield the blocks meant if the lines were counted on the page on which the cited place stands."""
    pages = {line.page for id in held for line in search.targets.map.by_id[id].lines}
    for page in sorted(pages)[:4]:
        for number in numbers[:4]:
            yield from (block for block, _ in search.targets.lines_counted(page, number))


def _joined(lines: Sequence[tuple[Block, Line]]) -> Iterator[BlockSpan]:
    """Join lines block by block."""
    reach: dict[str, BlockSpan] = {}
    for block, line in lines:
        old = reach.get(block.id)
        start, end = (min(old.start, line.start), max(old.end, line.end)) if old else (line.start, line.end)
        reach[block.id] = BlockSpan(block, start, end, old.page if old else line.page)
    yield from reach.values()


def _side_by_side(lines: Sequence[tuple[Block, Line]]) -> bool:
    """Whether one printed number stands for lines of several blocks, as in the cells of a row."""
    owners: dict[int, set[str]] = {}
    for block, line in lines:
        owners.setdefault(line.number, set()).add(block.id)
    return any(len(blocks) > 1 for blocks in owners.values())


def on_words(search: Search, regions: Sequence[Region], spans: list[BlockSpan]) -> list[BlockSpan]:
    """Narrow the place to the quoted words, or to the sentence or item that is cited by its order."""
    quote = search.cited.quote
    if not quote.strip():
        return _on_position(search, regions, spans)
    blocks = [block for region in regions for block in region] or [span.block for span in spans]
    found = [span for block in dict.fromkeys(blocks) for span in spans_of(block, quote)]
    near = [span for span in found if any(_touches(span, one) for one in spans)]
    on_lines = any(one.start >= 0 for one in spans)
    if found:
        if len(near or found) > 1 or (on_lines and not near):
            search.doubt(*(one.block for one in spans if not near))
        return (near or found)[:1]
    elsewhere = _everywhere(search, quote)
    if blocks:
        search.doubt(*(span.block for span in elsewhere))
        return spans
    return elsewhere if len(elsewhere) == 1 else []


def _everywhere(search: Search, quote: str) -> list[BlockSpan]:
    """Find words in the whole draft, or on the cited pages; alone they are never sure."""
    pages = [index for label in search.of(Kind.PAGE) for index in search.targets.pages(label)]
    if len(quote.split()) < 3:
        return []
    found = [span for block in search.targets.map.blocks for span in spans_of(block, quote)]
    on_page = [span for span in found if any(line.page in pages for line in span.block.lines)]
    if not on_page or len(on_page) > 1 or len(found) > 1:
        search.doubt()
    return on_page or found


def _on_position(search: Search, regions: Sequence[Region], spans: list[BlockSpan]) -> list[BlockSpan]:
    """Narrow one cited paragraph to a sentence or an item of it."""
    positions = search.cited.positions
    if not positions or len(regions) != 1 or len(positions) > 1:
        return spans
    (region,), (position,) = regions, positions
    if position.item:
        items = [block for block in region if block.kind == "item"]
        if chosen := items[_index(position) :][:1] if _index(position) < len(items) else []:
            return [BlockSpan(chosen[0], -1, -1)]
    else:
        ends = [match.end() for match in _SENTENCE.finditer(region[0].text)]
        sentences = list(zip([0, *ends], [*ends, len(region[0].text)], strict=True))
        if _index(position) < len(sentences):
            start, end = sentences[_index(position)]
            text = region[0].text
            end = start + len(text[start:end].rstrip())
            return [BlockSpan(region[0], start, end)]
    search.doubt()
    return spans


def _index(position: Position) -> int:
    return position.number if position.number < 0 else position.number - 1


def lines_of(span: BlockSpan) -> Iterator[Line]:
    """Yield the printed lines on which a span stands."""
    whole = span.start < 0
    return (
        line
        for line in span.block.lines
        if whole or (line.start < max(span.end, span.start + 1) and span.start < line.end)
    )


def spans_of(block: Block, quote: str) -> list[BlockSpan]:
    """Find words in a block, whatever their case, spaces and kind of quotation marks."""
    wanted = with_plain_signs(quote).strip(" \"'.…\t\r\n")
    words = [re.escape(word) for word in _SPACE.split(wanted)[:400] if word]
    if not words:
        return []
    text = with_plain_signs(block.text)
    return [BlockSpan(block, *match.span()) for match in re.finditer(r"\s+".join(words), text, re.IGNORECASE)]


def _touches(span: BlockSpan, other: BlockSpan) -> bool:
    return span.block is other.block and (other.start < 0 or (other.start < span.end and span.start < other.end))
