"""Measure how similar two texts are, and find quoted words and similar blocks in a later text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.content.rounds.comments import Place, Quote
from focalpoint.content.rounds.draft_map import Block
from focalpoint.review.anchoring.blocks import SourceBlock

SURE = 80.0
"""From this similarity on, a block is the same block without asking."""
FLOOR = 60.0
"""Below this similarity two blocks are unrelated; unrelated paragraphs measure 35 to 55."""
SHORT = 25
"""A text with fewer characters resembles too many others to be identified by its words alone."""
CLEARLY = 5.0
"""Similarity by which the best block must be ahead of the next."""
SHARE = 85.0
"""Percentage of a block's words that must occur in another, in order, for it to be a part of that one."""
NEAR = 3
"""Lines before and after the given line that are searched first."""
AROUND = 20
"""Characters on either side of a caret that must be adjacent for its place to be known."""


def similarity(one: str, other: str) -> float:
    """Measure the similarity of two texts, from 0 to 100."""
    return fuzz.ratio(one, other)


def share_of(part: str, whole: str) -> float:
    """Measure the percentage of a text's words that occur in another, in order."""
    words = part.split()
    return 100 * LCSseq.similarity(words, whole.split()) / len(words) if words else 0.0


def kept(old: str, new: str) -> float:
    """Measure how much of an old text a new one keeps, from 0 to 100: their similarity, or the share it contains."""
    share = share_of(old, new) if len(new) > len(old) >= SHORT else 0.0
    return max(similarity(old, new), share if share >= SHARE else 0.0)


class QuoteMatch(NamedTuple):
    """Whether a text contains the quoted words, and where they or the most similar words are."""

    stands: bool
    start: int
    """First character; -1 where nothing is similar."""
    end: int
    """One after the last; the same as `start` for a place between two characters."""


NOWHERE = QuoteMatch(False, -1, -1)


def words_of(place: Place, block: Block | None) -> str:
    """Take the words that a comment quotes; where its mark goes on into other blocks, those of its own block."""
    if block is not None and 0 <= place.start < place.end <= len(block.text):
        return block.text[place.start : place.end]
    return place.quote.exact if place.quote else ""


def find_words(words: str, quote: Quote | None, text: str) -> QuoteMatch:
    """Find the words, or the caret between the quote's surroundings, in a text."""
    if words.strip():
        return _find(words.strip(), quote or Quote(), text)
    if quote is None or not (quote.prefix or quote.suffix):
        return NOWHERE
    before, after = quote.prefix[-AROUND:].lstrip(), quote.suffix[:AROUND].rstrip()
    together = _find(before + after, Quote(), text)
    if together.stands:
        return QuoteMatch(True, together.start + len(before), together.start + len(before))
    near = _find(before, Quote(), text) if before.strip() else NOWHERE
    return QuoteMatch(False, near.end, near.end)


def fit(words: str, quote: Quote | None, text: str) -> tuple[bool, float, int]:
    """Rate how well words fit into a text: whether they occur, how similar their surroundings are, their length."""
    found = find_words(words, quote, text)
    around = _agreement(quote, with_plain_signs(text), found.start, found.end) if quote and found.stands else 0.0
    return found.stands, around, found.end - found.start


def _find(words: str, quote: Quote, text: str) -> QuoteMatch:
    plain, wanted = with_plain_signs(text), with_plain_signs(words)
    places = list(_places(wanted, plain))
    if places:
        start = max(places, key=lambda place: _agreement(quote, plain, place, place + len(wanted)))
        return QuoteMatch(True, start, start + len(wanted))
    near = fuzz.partial_ratio_alignment(wanted, plain, score_cutoff=60) if len(wanted) <= len(plain) else None
    return QuoteMatch(False, near.dest_start, near.dest_end) if near else NOWHERE


def _places(words: str, text: str) -> Iterator[int]:
    """Yield where words begin in a text, none within one before it."""
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + max(len(words), 1))


def _agreement(quote: Quote, text: str, start: int, end: int) -> float:
    """Rate how similar the surroundings of a place are to those of the quote."""
    before, after = with_plain_signs(quote.prefix), with_plain_signs(quote.suffix)
    left = text[max(0, start - len(before)) : start]
    return fuzz.ratio(before, left) + fuzz.ratio(after, text[end : end + len(after)])


@dataclass(frozen=True)
class SimilarBlock:
    """A current block that may be the one a comment was made on."""

    file: str
    line: int
    text: str
    similarity: float
    """From 0 to 100."""


def locate(blocks: Sequence[SourceBlock], line: int, said: str, words: str) -> int | None:
    """Find the index of the block on or near a line with the text `said` of a draft's map; None where there is none.

    Without `said`, take the block on that line; of several, the one with the quoted `words`.
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
    # Text printed from elsewhere, such as a source, belongs to the block that cites it on this line.
    return on_line[0] if len(on_line) == 1 else None


def like(text: str, blocks: Iterable[tuple[str, SourceBlock]]) -> list[SimilarBlock]:
    """Find the blocks that are similar to a text, the most similar first; a short text must be the same."""
    found = [SimilarBlock(file, block.line, block.text, kept(text, block.text)) for file, block in blocks]
    least = FLOOR if len(text) >= SHORT else 100.0
    return sorted((one for one in found if one.similarity >= least), key=lambda one: -one.similarity)


def clearly_best(similar: Sequence[SimilarBlock]) -> bool:
    """Tell whether the first block is similar enough and clearly ahead of the second."""
    first, *others = similar
    return first.similarity >= SURE and all(first.similarity - one.similarity >= CLEARLY for one in others[:1])
