"""Where a comment's paragraph is in today's text of the network edition, which alone a reply may quote."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from focalpoint.content.rounds.draft_map import Block
from focalpoint.review.anchoring.anchoring import CurrentPlace, PlaceStatus

ALIKE = 0.4
"""A block that stands above the line is the one that is meant only where so much of its text is the same."""
LONGEST_COMPARED = 3_000
"""Letters of two texts by which they are told apart."""


def block_today(today: CurrentPlace | None, before: str, blocks: Sequence[Block]) -> Block | None:
    """The block of today's text that the comment is on; None where it is not known, or the edition does not carry it.

    `before` is the text in the draft. Cells and titles may share a line: of these the one most like it is meant.
    """
    if today is None or today.standing in (PlaceStatus.GONE, PlaceStatus.ASK) or not today.line:
        return None
    inside = [block for block in blocks if block.file == today.file and 0 < block.line <= today.line]
    last = max((block.line for block in inside), default=0)
    near = [block for block in inside if block.line == last]
    best = max(near, key=lambda block: _likeness(before, block.text), default=None)
    if best is None or last == today.line:
        return best
    return best if _likeness(before, best.text) >= ALIKE else None


def _likeness(one: str, other: str) -> float:
    short, long = one[:LONGEST_COMPARED], other[:LONGEST_COMPARED]
    return SequenceMatcher(None, short.split(), long.split(), autojunk=False).ratio()
