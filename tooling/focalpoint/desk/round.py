"""Hold the comments on one draft at one moment, in the order of the manual."""

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
"""Heading of comments without a chapter."""


@dataclass(frozen=True)
class Round:
    """Everything that the desk shows."""

    draft: Draft
    map: DraftMap = field(repr=False)
    members: Mapping[str, str] = field(default_factory=dict)
    """Names of members by id."""
    comments: tuple[Comment, ...] = ()
    """In the order of the manual."""
    problems: tuple[str, ...] = ()
    """What is wrong in the ledger."""
    current: Mapping[str, CurrentPlace] = field(default_factory=dict)
    """Where each comment stands now; comments that are still being looked for are missing."""
    busy: str = "Reading the comments"
    """The work in progress; empty when all is done."""
    serial: int = 0
    """Counts the changes of the round."""

    @cached_property
    def by_id(self) -> dict[str, Comment]:
        """The comments by their ids."""
        return {comment.id: comment for comment in self.comments}

    @cached_property
    def pairs(self) -> dict[str, list[tuple[str, Pair]]]:
        """The pairs that each comment is in, as `conflict` or `twin`, by the comment's id."""
        found: dict[str, list[tuple[str, Pair]]] = {}
        for kind, some in (("conflict", conflicts(self.comments)), ("twin", twins(self.comments))):
            for pair in some:
                for comment in (pair.first, pair.second):
                    found.setdefault(comment.id, []).append((kind, pair))
        return found

    def block(self, comment: Comment) -> Block | None:
        """Find the block of the draft that a comment is on."""
        return self.map.by_id.get(comment.place.block)

    def section(self, comment: Comment) -> str:
        """Name the headings above a comment."""
        block = self.block(comment)
        return block.section if block else comment.place.section

    def chapter(self, comment: Comment) -> str:
        """Name the chapter of a comment."""
        return self.section(comment).split(" › ")[0] or NOWHERE

    def neighbours(self, comment: Comment) -> list[str]:
        """List the other comments on the same paragraph."""
        return [one.id for one in self.comments if one.id != comment.id and _meet(one.place, comment.place)]


def _meet(one: Place, other: Place) -> bool:
    return one.paragraph == other.paragraph != "" or bool(one.blocks & other.blocks)


def in_order(made: DraftMap, comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """Order the comments as the manual has their places; page-only comments after that page, unplaced ones last."""
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
