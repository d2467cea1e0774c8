"""Finds the words that a comment quotes in one block of a later text."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz import fuzz

from focalpoint.content.rounds.comments import Place, Quote
from focalpoint.content.rounds.draft_map import Block

AROUND = 20
"""Letters on either side of a caret that must stand together for its place to be known."""
_FOLDED = str.maketrans("‘’‚‛“”„«»‐‑–—\u00a0", '\'\'\'\'"""""---- ')


class Stands(NamedTuple):
    """Whether quoted words stand in a text, and where they or the likest do."""

    stands: bool
    start: int
    """First letter; -1 where there is nothing like them."""
    end: int
    """One after the last; the same as `start` for a place between two letters."""


NOWHERE = Stands(False, -1, -1)


def folded(text: str) -> str:
    """A text as it is compared, letter for letter: plain quotation marks, dashes and spaces."""
    return text.translate(_FOLDED)


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
    around = _agreement(quote, folded(text), found.start, found.end) if quote and found.stands else 0.0
    return found.stands, around, found.end - found.start


def _find(words: str, quote: Quote, text: str) -> Stands:
    plain, wanted = folded(text), folded(words)
    places = [match.start() for match in re.finditer(re.escape(wanted), plain)]
    if places:
        start = max(places, key=lambda place: _agreement(quote, plain, place, place + len(wanted)))
        return Stands(True, start, start + len(wanted))
    near = fuzz.partial_ratio_alignment(wanted, plain, score_cutoff=60) if len(wanted) <= len(plain) else None
    return Stands(False, near.dest_start, near.dest_end) if near else NOWHERE


def _agreement(quote: Quote, text: str, start: int, end: int) -> float:
    """How well what stands round a place agrees with what stood round the quote."""
    before, after = folded(quote.prefix), folded(quote.suffix)
    left = text[max(0, start - len(before)) : start]
    return fuzz.ratio(before, left) + fuzz.ratio(after, text[end : end + len(after)])
