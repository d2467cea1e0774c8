"""Find comments that cannot both be accepted, since they ask for different things at the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from focalpoint.content.rounds.comments import Comment, Mark

REPLACES = "replaces-"
"""Begins the flag of a comment that replaces an earlier one, after a corrected file was returned."""
_WHOLE = (0, 10**9)
"""The range of a comment that is on its whole block."""
_KINDS = (Mark.INSERT, Mark.DELETE, Mark.REPLACE)


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

    @property
    def excluded(self) -> bool:
        """Whether no text can do what both ask for: other words for exactly the same ones."""
        one, other = self.first.place, self.second.place
        same = one.start >= 0 and (one.start, one.end) == (other.start, other.end)
        kinds = {proposal.kind for it in (self.first, self.second) if (proposal := _proposal(it))}
        return same and kinds == {Mark.REPLACE}

    @property
    def settled(self) -> bool:
        """Whether a person has said that the text does what both ask for, or that both say the same."""
        one, other = self.first, self.second
        said = other.id in one.together_with or one.id in other.together_with
        same = {one.id, one.duplicate_of} & {other.id, other.duplicate_of} - {""}
        return bool(said or same) and not self.excluded


class _Proposal(NamedTuple):
    """A change of one block that a comment asks for; equal for comments that ask for the same."""

    start: int
    """First character of the block's text that it is on."""
    end: int
    kind: Mark
    """`INSERT`, `DELETE` or `REPLACE`."""
    words: str
    """The new words, normalised; empty for an insertion or a deletion, which contradict none of their kind."""


def standing(comments: Iterable[Comment]) -> list[Comment]:
    """List the comments that are not withdrawn, no duplicates, and not replaced by a corrected file."""
    stand = [one for one in comments if not one.duplicate_of and one.withdrawn_on is None]
    replaced = {flag.removeprefix(REPLACES) for one in stand for flag in one.source.flags}
    return [one for one in stand if one.id not in replaced]


def conflicting(comments: Iterable[Comment]) -> dict[str, Pair]:
    """Find the comments that contradict another, by id, each with one that it contradicts, in linear time."""
    found: dict[str, Pair] = {}
    groups: dict[str, dict[_Proposal, list[Comment]]] = {}
    for comment in comments:
        if comment.place.block and (proposal := _proposal(comment)):
            groups.setdefault(comment.place.block, {}).setdefault(proposal, []).append(comment)
    for group in groups.values():
        for proposal, other in _opposed(frozenset(group)).items():
            for comment in group[proposal]:
                against = group[other][0]
                found[comment.id] = Pair(comment, against, contradiction(comment, against))
    return found


def contradictions(comment: Comment, others: Iterable[Comment]) -> Iterator[Pair]:
    """Yield a pair for each other comment that contradicts this one."""
    for other in others:
        if other.id != comment.id and (why := contradiction(comment, other)):
            yield Pair(comment, other, why)


# While an observation is written, the proposals of every block stay as they are.
@lru_cache(maxsize=8192)
def _opposed(proposals: frozenset[_Proposal]) -> Mapping[_Proposal, _Proposal]:
    """Find for each proposal on one block one that contradicts it.

    Walk through them from left to right: of each kind, only the one that reaches farthest can meet the next.
    """
    found: dict[_Proposal, _Proposal] = {}
    farthest: dict[Mark, _Proposal] = {}
    waiting: dict[Mark, list[_Proposal]] = {kind: [] for kind in _KINDS}
    for proposal in sorted(proposals):
        for kind in _KINDS:
            if not _opposite(kind, proposal.kind):
                continue
            if kind in farthest and _contradict(farthest[kind], proposal):
                found[proposal] = farthest[kind]
            met = [one for one in waiting[kind] if _contradict(one, proposal)]
            found.update(dict.fromkeys(met, proposal))
            waiting[kind] = [one for one in waiting[kind] if one not in found and one.end >= proposal.start]
        if proposal not in found:
            waiting[proposal.kind].append(proposal)
        last = farthest.get(proposal.kind)
        if last is None or proposal.end > last.end:
            farthest[proposal.kind] = proposal
    return found


def _opposite(one: Mark, other: Mark) -> bool:
    """Tell whether two kinds of change can contradict each other; two insertions or two deletions cannot."""
    return one is not other or one is Mark.REPLACE


def contradiction(one: Comment, other: Comment) -> str:
    """Say why only one of the two can be accepted; empty where both can."""
    first, second = _proposal(one), _proposal(other)
    if first is None or second is None or one.place.block != other.place.block or not one.place.block:
        return ""
    if not _contradict(first, second):
        return ""
    if first.kind is second.kind:
        earlier, later = sorted((one.id, other.id))
        return f"{earlier} and {later} put different words in the same place"
    ids = {first.kind: one.id, second.kind: other.id}
    if Mark.DELETE not in ids:
        return f"{ids[Mark.REPLACE]} replaces what {ids[Mark.INSERT]} adds to"
    verb, rest = ("replaces", Mark.REPLACE) if Mark.REPLACE in ids else ("adds to", Mark.INSERT)
    return f"{ids[Mark.DELETE]} deletes what {ids[rest]} {verb}"


def _contradict(one: _Proposal, other: _Proposal) -> bool:
    if not _opposite(one.kind, other.kind) or one == other:
        return False
    if {one.kind, other.kind} == {Mark.INSERT, Mark.DELETE}:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _proposal(comment: Comment) -> _Proposal | None:
    """Read the change that a comment asks for; None where it asks for none."""
    if comment.mark in (Mark.INSERT, Mark.DELETE):
        return _Proposal(*_range(comment), comment.mark, "")
    if comment.mark is Mark.REPLACE or comment.proposed_change.strip():
        return _Proposal(*_range(comment), Mark.REPLACE, " ".join(comment.proposed_change.split()).casefold())
    return None


def _range(comment: Comment) -> tuple[int, int]:
    place = comment.place
    return (place.start, max(place.end, place.start)) if place.start >= 0 else _WHOLE
