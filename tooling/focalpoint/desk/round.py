"""The comments on one draft as they stand at one moment, in the order of the manual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from focalpoint.content.rounds.comments import Comment, Place
from focalpoint.content.rounds.draft_map import Block, DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.review.anchoring.anchoring import CurrentPlace
from focalpoint.review.ledger.conflicts import Pair, conflicts, twins

NOWHERE = "Not placed"
"""Heads what has no chapter."""


@dataclass(frozen=True)
class Round:
    """Everything that the desk shows."""

    draft: Draft
    map: DraftMap = field(repr=False)
    members: Mapping[str, str] = field(default_factory=dict)
    """Names by id."""
    comments: tuple[Comment, ...] = ()
    """In the order of the manual."""
    problems: tuple[str, ...] = ()
    """What is wrong in the ledger."""
    today: Mapping[str, CurrentPlace] = field(default_factory=dict)
    """Where each comment stands in the text of today; without those that are still being looked for."""
    busy: str = "Reading the comments"
    """What is being done; empty when all is there."""
    serial: int = 0
    """Counts the changes of the round."""

    @cached_property
    def by_id(self) -> dict[str, Comment]:
        """The comments by their ids."""
        return {comment.id: comment for comment in self.comments}

    @cached_property
    def pairs(self) -> dict[str, list[tuple[str, Pair]]]:
        """By a comment's id, the pairs that it is in: `conflict` or `twin`."""
        found: dict[str, list[tuple[str, Pair]]] = {}
        for kind, some in (("conflict", conflicts(self.comments)), ("twin", twins(self.comments))):
            for pair in some:
                for comment in (pair.first, pair.second):
                    found.setdefault(comment.id, []).append((kind, pair))
        return found

    def block(self, comment: Comment) -> Block | None:
        """The block of the draft that a comment is on."""
        return self.map.by_id.get(comment.place.block)

    def section(self, comment: Comment) -> str:
        """The headings above it."""
        block = self.block(comment)
        return block.section if block else comment.place.section

    def chapter(self, comment: Comment) -> str:
        """The chapter that it is on."""
        return self.section(comment).split(" › ")[0] or NOWHERE

    def neighbours(self, comment: Comment) -> list[str]:
        """The other comments on the same paragraph."""
        return [one.id for one in self.comments if one.id != comment.id and _meet(one.place, comment.place)]


def _meet(one: Place, other: Place) -> bool:
    return one.paragraph == other.paragraph != "" or bool(one.blocks & other.blocks)


def in_order(made: DraftMap, comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """The comments as the manual has their places; those on a page alone come after it, those without a place last."""
    places = {block.id: number for number, block in enumerate(made.blocks)}
    ends: dict[int, int] = {}
    for number, block in enumerate(made.blocks):
        for line in block.lines:
            ends[line.page + 1] = number

    def key(comment: Comment) -> tuple[int, bool, int, str]:
        place = comment.place
        known = places.get(place.block)
        number = known if known is not None else ends.get(place.page, len(places))
        return number, known is None, place.start, comment.id

    return tuple(sorted(comments, key=key))
