"""Group the comments on one paragraph that probably say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz, process

from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.contradictions import contradiction, standing

ALIKE = 85.0
"""Similarity from which two comments probably say the same, from 0 to 100."""
BRIEF = 20
"""Characters below which two texts must be equal."""
Group = tuple[Comment, ...]
"""Comments that probably say the same, at least two, in the order given."""


def same_words(comments: Iterable[Comment]) -> tuple[Group, ...]:
    """Group the comments on each paragraph that say what the first of their group says, as far as words can tell.

    A comment is in one group at most, and in none with a comment that it contradicts, or whose numbers or negations
    are others. A mark without words is grouped with the same mark on the same characters.
    """
    spots: dict[str, list[Comment]] = {}
    for comment in standing(comments):
        if spot := comment.place.paragraph or comment.place.block:
            spots.setdefault(spot, []).append(comment)
    return tuple(group for spot in spots.values() if len(spot) > 1 for group in _groups(spot))


def _groups(comments: list[Comment]) -> Iterator[Group]:
    said = [_said(comment) for comment in comments]
    leaders = _leaders(tuple(dict.fromkeys(said)))
    found: dict[str, list[Comment]] = {}
    for words, comment in zip(said, comments, strict=True):
        group = found.setdefault(leaders[words], [])
        # What one answer cannot carry out is no group, however alike the words are.
        if not (group and contradiction(group[0], comment)):
            group.append(comment)
    yield from (tuple(group) for group in found.values() if len(group) > 1)


# While an observation is written, the comments on every paragraph say what they said.
@lru_cache(maxsize=4096)
def _leaders(texts: tuple[str, ...]) -> dict[str, str]:
    """Find for each text the first one that it is like, itself if there is none before it."""
    found: dict[str, str] = {}
    by_sense: dict[tuple[str, ...], list[str]] = {}
    for text in texts:
        leaders = by_sense.setdefault(tuple(word for word in text.split() if _turns(word)), [])
        least = ALIKE if len(text) >= BRIEF and not text.startswith(_MARK) else 100.0
        near = process.extractOne(text, leaders, scorer=fuzz.ratio, score_cutoff=least) if leaders else None
        found[text] = near[0] if near else text
        if near is None and len(text) >= BRIEF and not text.startswith(_MARK):
            leaders.append(text)
    return found


_NEGATIONS = frozenset(
    "not no never nor none without cannot ne pas non jamais sans nunca jamás sin ni لا غير بدون".split()
)


@lru_cache(maxsize=65536)
def _turns(word: str) -> bool:
    """Tell whether one word may turn the sense of a comment: a number or a negation."""
    return word.strip(".,;:!?()") in _NEGATIONS or word.endswith("n't") or any(sign.isdigit() for sign in word)


_MARK = "\0"
"""Begins what stands for a mark without words."""


def _said(comment: Comment) -> str:
    """Return the words of a comment, sorted so that their order makes no difference; for a bare mark, its place."""
    words = sorted(f"{comment.comment} {comment.proposed_change}".casefold().split())
    place = comment.place
    return " ".join(words) or f"{_MARK}{comment.mark} {place.block} {place.start} {place.end}"
