"""Find pairs of comments that cannot both be accepted, and pairs that probably say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from focalpoint.content.rounds.comments import Comment, Mark

REPLACES = "replaces-"
"""Begins the flag of a comment that replaces an earlier one, after a corrected file was returned."""
ALIKE = 85.0
"""Similarity from which two comments probably say the same, from 0 to 100."""
BRIEF = 20
"""Characters below which two texts must be equal."""
_WHOLE = (0, 10**9)
"""The range of a comment that is on its whole block."""


@dataclass(frozen=True)
class Pair:
    """Two comments that a person must compare."""

    first: Comment
    second: Comment
    why: str
    """Such as `GH-003 deletes what FR-001 replaces`."""

    @property
    def one_member(self) -> bool:
        """Whether one member made both comments."""
        return self.first.member == self.second.member


def conflicts(comments: Iterable[Comment]) -> tuple[Pair, ...]:
    """Find the pairs of comments on the same words that cannot both be accepted, of one member or of two."""
    return tuple(_pairs(comments, lambda comment: comment.place.block, _conflict))


def twins(comments: Iterable[Comment]) -> tuple[Pair, ...]:
    """Find the pairs of comments on the same paragraph that probably say the same."""
    return tuple(_pairs(comments, lambda comment: comment.place.paragraph or comment.place.block, _alike))


def _pairs(
    comments: Iterable[Comment], spot: Callable[[Comment], str], why: Callable[[Comment, Comment], str]
) -> Iterator[Pair]:
    standing = [one for one in comments if not one.duplicate_of and one.withdrawn_on is None]
    replaced = {flag.removeprefix(REPLACES) for one in standing for flag in one.source.flags}
    groups: dict[str, list[Comment]] = {}
    for comment in standing:
        if spot(comment) and comment.id not in replaced:
            groups.setdefault(spot(comment), []).append(comment)
    for group in groups.values():
        for first, second in combinations(group, 2):
            if said := why(first, second):
                yield Pair(first, second, said)


def _conflict(one: Comment, other: Comment) -> str:
    """Say why only one of the two can be accepted; empty where both can."""
    kinds = {_kind(one), _kind(other)}
    if None in kinds or not _meet(one, other, touching=kinds == {Mark.INSERT, Mark.DELETE}):
        return ""
    if kinds == {Mark.REPLACE}:
        same = _words(one.proposed_change) == _words(other.proposed_change) and _range(one) == _range(other)
        return "" if same else f"{one.id} and {other.id} put different words in the same place"
    if len(kinds) == 1:
        return ""
    first, second = sorted((one, other), key=lambda comment: _kind(comment) is not Mark.DELETE)
    if _kind(first) is Mark.DELETE:
        verb = "replaces" if _kind(second) is Mark.REPLACE else "adds to"
        return f"{first.id} deletes what {second.id} {verb}"
    first, second = sorted((one, other), key=lambda comment: _kind(comment) is not Mark.REPLACE)
    return f"{first.id} replaces what {second.id} adds to"


def _kind(comment: Comment) -> Mark | None:
    """Classify the change that a comment asks for; None where it asks for none."""
    if comment.mark in (Mark.INSERT, Mark.DELETE):
        return comment.mark
    return Mark.REPLACE if comment.mark is Mark.REPLACE or comment.proposed_change.strip() else None


def _range(comment: Comment) -> tuple[int, int]:
    place = comment.place
    return (place.start, max(place.end, place.start)) if place.start >= 0 else _WHOLE


def _meet(one: Comment, other: Comment, *, touching: bool) -> bool:
    """Tell whether both are on some of the same characters or, with `touching`, side by side."""
    (first, last), (begin, end) = _range(one), _range(other)
    return (first <= end and begin <= last) if touching else (first < end and begin < last)


def _alike(one: Comment, other: Comment) -> str:
    """Say that both probably say the same; empty where they do not."""
    said, told = (_words(f"{comment.comment} {comment.proposed_change}") for comment in (one, other))
    if not said and not told:
        same = one.mark is other.mark and one.place.block == other.place.block and _range(one) == _range(other)
    else:
        least = ALIKE if min(len(said), len(told)) >= BRIEF else 100.0
        same = bool(said and told) and fuzz.token_sort_ratio(said, told) >= least
    return f"{other.id} probably says the same as {one.id}" if same else ""


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()
