"""Place a comment of a reviewer's file: its block, its words and the number of its paragraph must agree."""

from __future__ import annotations

from collections.abc import Mapping

from focalpoint.content.rounds.blocks import sent_id
from focalpoint.content.rounds.comments import Confidence
from focalpoint.content.rounds.draft_map import Block, BlockSpan, DraftMap, build_place
from focalpoint.review.citations.placement import Placed, cited_in_columns, place_cited
from focalpoint.review.citations.targets import Targets
from focalpoint.review.citations.vocabulary import Kind
from focalpoint.review.reviewer_file.text_lines import loose
from focalpoint.review.reviewer_file.written_text import Span, WrittenComment


class CommentPlaces:
    """Places comments on the blocks of one draft."""

    def __init__(self, drafts_map: DraftMap) -> None:
        self.targets = Targets(drafts_map)
        self.blocks: Mapping[str, Block] = {sent_id(drafts_map.id, block.id): block for block in drafts_map.blocks}
        # The first blocks of a chapter stand above its heading.
        self.chapters = {_unit(block): block.section.split(" › ")[0] for block in drafts_map.blocks if block.section}

    def placed(self, one: WrittenComment) -> Placed:
        """Place a comment; it is exact only where its reference, its words and its paragraph's number agree."""
        if one.whole_draft and not one.spans:
            return Placed()
        known = [self.blocks[block] for block, _, _ in one.spans if block in self.blocks]
        if not known or len(known) < len(one.spans):
            return self._as_said(one)
        spans = [_span(one, block, span) for block, span in zip(known, one.spans, strict=True)]
        said = "\n".join(_words(block, span) for block, span in zip(known, one.spans, strict=True))
        agrees = loose(said) == loose(one.text("words"))
        if not agrees:
            spans = [_on_words(known[0], one.text("words"))] if len(known) == 1 else [BlockSpan(known[0], -1, -1)]
        placed = Placed(build_place(spans), Confidence.EXACT if agrees else Confidence.FUZZY)
        if loose(one.text("place")) != self._named(known[0]):
            return placed.doubted(block for block in self._as_said(one).place.blocks if block != known[0].id)
        return placed

    def _named(self, block: Block) -> str:
        """Say the place of a block as the page does."""
        chapter = self.chapters.get(_unit(block), "")
        return loose(f"{block.paragraph}, {chapter}" if block.paragraph else chapter)

    def _as_said(self, one: WrittenComment) -> Placed:
        """Place a comment without a sound reference by what it says of its paragraph and by its words; never surely."""
        number = one.text("place").split(",")[0]
        cited = cited_in_columns({Kind.PARAGRAPH: number}, self.targets, one.text("words"))
        return place_cited(cited, self.targets).doubted(())


def _unit(block: Block) -> str:
    return block.id.rpartition(".")[0]


def _words(block: Block, span: Span) -> str:
    """Read the words that a comment is on; those of the whole block where it marks none."""
    _, start, end = span
    return block.text if start < 0 else block.text[start:end]


def _span(one: WrittenComment, block: Block, span: Span) -> BlockSpan:
    """Make the characters that a comment is on; an insertion stands after the words that it names."""
    _, start, end = span
    if start < 0 and one.kind == "note":
        return BlockSpan(block, -1, -1)
    start, end = (0, len(block.text)) if start < 0 else (start, min(end, len(block.text)))
    return BlockSpan(block, end, end) if one.kind == "insert" else BlockSpan(block, start, end)


def _on_words(block: Block, words: str) -> BlockSpan:
    """Find the words in the block where they stand there once."""
    if words and block.text.count(words) == 1:
        start = block.text.index(words)
        return BlockSpan(block, start, start + len(words))
    return BlockSpan(block, -1, -1)
