"""Recognise paragraphs of a draft in a Word file, and place on them the comments and changes that they carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import MAX_COMMENT, CommentType, Confidence, Mark, Origin
from focalpoint.content.rounds.draft_map import SHORT, Block, BlockSpan, DraftMap, build_place
from focalpoint.content.rounds.returned import Finding, words_in
from focalpoint.review.citations.narrowing import spans_of
from focalpoint.review.citations.placement import Placed
from focalpoint.review.forms.word_text import Piece

LIKE = 88.0
"""Least likeness, of 100, of a paragraph and the block that it is."""
FEWEST = 5
"""Words of a paragraph from which its likeness to a block tells something."""
AROUND = 40
"""Characters before a place by which it is found in the block."""
_NUMBER = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3})+|[A-Z]\.\d{1,3})\.?\s+")


@dataclass(frozen=True)
class OurBlock:
    """The block of the draft that a paragraph is."""

    block: Block
    same: bool
    """Whether it has the block's words, and all of them."""


class DraftParagraphs:
    """The paragraphs of one draft by their words."""

    def __init__(self, drafts_map: DraftMap) -> None:
        self._by_words: dict[str, Block] = {}
        for block in drafts_map.blocks:
            self._by_words.setdefault(_plain(block.text), block)
        self._texts = list(self._by_words)

    def find(self, text: str, loosely: bool = False) -> OurBlock | None:
        """Find the block with the words of a paragraph; `loosely` also one of which it is a part."""
        wanted = _plain(text)
        bare = _plain(_NUMBER.sub("", text))
        for words in (wanted, bare):
            if words and (block := self._by_words.get(words)):
                return OurBlock(block, True)
        if words_in(bare) < FEWEST:
            return None
        held = [text for text in self._texts if bare in text] if loosely else []
        if len(held) == 1:
            return OurBlock(self._by_words[held[0]], False)
        scorers = (fuzz.ratio, fuzz.partial_ratio, fuzz.token_set_ratio) if loosely else (fuzz.ratio,)
        for scorer in scorers:
            texts = self._texts if scorer is fuzz.ratio else [one for one in self._texts if len(one) >= len(bare)]
            if best := process.extractOne(bare, texts, scorer=scorer, score_cutoff=LIKE):
                return OurBlock(self._by_words[best[0]], False)
        return None


def _plain(text: str) -> str:
    return " ".join(with_plain_signs(text).casefold().split())


def place_in(ours: OurBlock, before: str, quote: str) -> Placed:
    """Place a comment on its words in a block or, where the block has none of them, at the end of those before it."""
    sure = Confidence.EXACT if ours.same else Confidence.FUZZY
    block = ours.block
    found = spans_of(block, quote) if quote.strip() else []
    if found:
        near = min(found, key=lambda span: abs(span.start - len(before)))
        return Placed(build_place([near]), sure if len(found) == 1 or ours.same else Confidence.FUZZY)
    if (at := _end_of(block, before)) >= 0:
        return Placed(build_place([BlockSpan(block, at, at)]), sure)
    return Placed(build_place([BlockSpan(block, -1, -1)]), Confidence.FUZZY)


def _end_of(block: Block, before: str) -> int:
    """Find where the words before a place end in a block; -1 where it does not have them."""
    if not before.strip():
        return 0
    tail = before[-AROUND:]
    words = tail if len(before) <= AROUND else tail.partition(" ")[2] or tail
    found = spans_of(block, words)
    if not found:
        return -1
    end = min(found, key=lambda span: abs(span.end - len(before))).end
    return end + 1 if before[-1].isspace() and block.text[end : end + 1].isspace() else end


def original(given: Sequence[Piece]) -> str:
    """Write the words of a paragraph before its changes."""
    return "".join(piece.text for piece in given if not piece.added).strip()


def is_changed(given: Sequence[Piece]) -> bool:
    """Tell whether a paragraph has tracked or struck words."""
    return any((piece.gone or piece.added) and piece.text.strip() for piece in given)


def change_findings(ours: OurBlock, given: Sequence[Piece], sha256: str) -> Iterator[Finding]:
    """Yield a finding for each change of a paragraph: old and new words that stand together are one replacement."""
    before = ""
    group: list[Piece] = []
    for piece in [*given, Piece("\n")]:
        if piece.gone or piece.added:
            group.append(piece)
            continue
        if any(one.text.strip() and not (one.gone and one.added) for one in group):
            yield _change(ours, before, group, sha256)
        before += "".join(one.text for one in group if not one.added)
        group = []
        before += piece.text


def _change(ours: OurBlock, before: str, group: Sequence[Piece], sha256: str) -> Finding:
    old = "".join(one.text for one in group if one.gone and not one.added).strip()
    new = "".join(one.text for one in group if one.added and not one.gone).strip()
    placed = place_in(ours, before, old)
    mark = Mark.REPLACE if old and new else Mark.DELETE if old else Mark.INSERT
    found = placed.place.quote is not None and bool(placed.place.quote.exact)
    source = Origin(
        sha256=sha256,
        subtype="tracked change" if group[0].author or group[0].added else "struck words",
        author=group[0].author[:SHORT],
        modified=group[0].written[:SHORT],
        raw="" if found or not old else old[:MAX_COMMENT],
    )
    return Finding(
        channel=Channel.TEMPLATE,
        mark=mark,
        type=CommentType.EDITORIAL,
        proposed_change=new[:MAX_COMMENT],
        place=placed.place,
        confidence=placed.confidence,
        source=source,
        words=words_in(old) + words_in(new),
    )
