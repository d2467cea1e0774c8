"""Measure how similar two texts are, and find quoted words and similar blocks in a later text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.content.rounds.comments import Place, Quote
from focalpoint.content.rounds.draft_map import Block
from focalpoint.review.anchoring.blocks import SourceBlock

SURE = 80.0
"""From this likeness on, a block is the same block without asking."""
FLOOR = 60.0
"""Below this likeness two blocks have nothing to do with each other."""
SHORT = 25
"""What has fewer letters is like too many other things to be known by its words alone."""
CLEARLY = 5.0
"""By how much the likest must be ahead of the next."""
SHARE = 85.0
"""Percentage of a block's words that must stand in another, in order, for it to be a part of that."""
NEAR = 3
"""Lines from the one named within which a block is looked for first."""
AROUND = 20
"""Letters on either side of a caret that must stand together for its place to be known."""


def similarity(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 100."""
    return fuzz.ratio(one, other)


def share_of(part: str, whole: str) -> float:
    """The percentage of a text's words that stand in another, in order."""
    words = part.split()
    return 100 * LCSseq.similarity(words, whole.split()) / len(words) if words else 0.0


def kept(old: str, new: str) -> float:
    """How alike a new text is to an old one; where it holds the whole of that, as much of it as it holds."""
    share = share_of(old, new) if len(new) > len(old) >= SHORT else 0.0
    return max(similarity(old, new), share if share >= SHARE else 0.0)


class Stands(NamedTuple):
    """Whether quoted words stand in a text, and where they or the likest do."""

    stands: bool
    start: int
    """First letter; -1 where there is nothing like them."""
    end: int
    """One after the last; the same as `start` for a place between two letters."""


NOWHERE = Stands(False, -1, -1)


def words_of(place: Place, block: Block | None) -> str:
    """The words that a comment quotes, of its own block only where the mark goes on into others."""
    if block is not None and 0 <= place.start < place.end <= len(block.text):
        return block.text[place.start : place.end]
    return place.quote.exact if place.quote else ""


def find_words(words: str, quote: Quote | None, text: str) -> Stands:
    """Where the words, or the caret between the quote's surroundings, stand in a text."""
    if words.strip():
        return _find(words.strip(), quote or Quote(), text)
    if quote is None or not (quote.prefix or quote.suffix):
        return NOWHERE
    before, after = quote.prefix[-AROUND:].lstrip(), quote.suffix[:AROUND].rstrip()
    together = _find(before + after, Quote(), text)
    if together.stands:
        return Stands(True, together.start + len(before), together.start + len(before))
    near = _find(before, Quote(), text) if before.strip() else NOWHERE
    return Stands(False, near.end, near.end)


def fit(words: str, quote: Quote | None, text: str) -> tuple[bool, float, int]:
    """How well the words fit into a text, to be compared with another's: whether they stand, among what, how many."""
    found = find_words(words, quote, text)
    around = _agreement(quote, with_plain_signs(text), found.start, found.end) if quote and found.stands else 0.0
    return found.stands, around, found.end - found.start


def _find(words: str, quote: Quote, text: str) -> Stands:
    plain, wanted = with_plain_signs(text), with_plain_signs(words)
    places = [match.start() for match in re.finditer(re.escape(wanted), plain)]
    if places:
        start = max(places, key=lambda place: _agreement(quote, plain, place, place + len(wanted)))
        return Stands(True, start, start + len(wanted))
    near = fuzz.partial_ratio_alignment(wanted, plain, score_cutoff=60) if len(wanted) <= len(plain) else None
    return Stands(False, near.dest_start, near.dest_end) if near else NOWHERE


def _agreement(quote: Quote, text: str, start: int, end: int) -> float:
    """How well what stands round a place agrees with what stood round the quote."""
    before, after = with_plain_signs(quote.prefix), with_plain_signs(quote.suffix)
    left = text[max(0, start - len(before)) : start]
    return fuzz.ratio(before, left) + fuzz.ratio(after, text[end : end + len(after)])


@dataclass(frozen=True)
class SimilarBlock:
    """A block of today that may be the one."""

    file: str
    line: int
    text: str
    similarity: float
    """From 0 to 100."""


def locate(blocks: Sequence[SourceBlock], line: int, said: str, words: str) -> int | None:
    """Index of the block that stands on a line and says what a draft's map has; None where there is none.

    Without `said` it is the block on that line, of several the one with the quoted `words`.
    """
    on_line = [index for index, block in enumerate(blocks) if block.line <= line <= block.last]
    if not said:
        having = [index for index in on_line if words and find_words(words, None, blocks[index].text).stands]
        return next(iter(having or on_line), None)
    near = [index for index, block in enumerate(blocks) if block.line - NEAR <= line <= block.last + NEAR]
    for among, least in ((near, FLOOR), (range(len(blocks)), SURE)):
        scored = [
            (similarity(with_plain_signs(said), with_plain_signs(blocks[i].text)), -abs(blocks[i].line - line), -i)
            for i in among
        ]
        best = max(scored, default=(0.0, 0, 0))
        if best[0] >= least:
            return -best[2]
    # What is printed from elsewhere, such as a source, belongs to the block on whose line it is called for.
    return on_line[0] if len(on_line) == 1 else None


def like(text: str, blocks: Iterable[tuple[str, SourceBlock]]) -> list[SimilarBlock]:
    """The blocks that are like a text, the likest first; what is short must be the same."""
    found = [SimilarBlock(file, block.line, block.text, kept(text, block.text)) for file, block in blocks]
    least = FLOOR if len(text) >= SHORT else 100.0
    return sorted((one for one in found if one.similarity >= least), key=lambda one: -one.similarity)


def clearly_best(similar: Sequence[SimilarBlock]) -> bool:
    """Whether the first is alike enough, and the second much less so."""
    first, *others = similar
    return first.similarity >= SURE and all(first.similarity - one.similarity >= CLEARLY for one in others[:1])
