"""Aligns the blocks of two texts: which block of the new text is which block of the old one.

What stands word for word in both comes first, then what stands beside that, then the likest within each gap between,
then what was moved, split or joined. Likeness is RapidFuzz's, from 0 to 100; unrelated paragraphs come to 35 to 55.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from focalpoint.review.anchoring.block_matching import Pairing, in_order, kept

SURE = 80.0
"""From this likeness on, a block is the same block without asking."""

WHOLE = 95.0
"""Percentage of a block's words that must stand in a block elsewhere for it to have become a part of that."""


@dataclass(frozen=True)
class Match:
    """Where an old block stands among the new ones."""

    new: tuple[int, ...]
    """Index of the new block; of several, in order, where the old one was split."""
    similarity: float
    """From 0 to 100; where it was joined to another, that of the part."""
    moved: bool
    """Whether it changed places with what stood round it."""
    sure: bool
    """Whether nobody need be asked."""


def align(old: Sequence[str], new: Sequence[str]) -> dict[int, Match]:
    """Where each old block stands among the new ones, by its index; what is not in the answer has no equal."""
    pairing = Pairing(old, new)
    pairing.pair()
    straight = in_order(pairing.partner)
    found = {}
    for index, place in sorted(pairing.partner.items()):
        parts = tuple(sorted({place, *pairing.parts.get(index, ())}))
        same = kept(old[index], " ".join(new[part] for part in parts))
        sure = index not in pairing.doubtful and (same >= SURE or index in pairing.alone)
        found[index] = Match(parts, same, index not in straight, sure)
    for index, (place, share, beside) in pairing.joined.items():
        found[index] = Match((place,), share, not beside, beside or share >= WHOLE)
    return found


class Change(StrEnum):
    """What happened to a block between two drafts."""

    SAME = "same"
    EDITED = "edited"
    """In its place, in other words; or a part of one that was split, or two in one."""
    MOVED = "moved"
    """Elsewhere, in the same or other words."""
    NEW = "new"


class Source(NamedTuple):
    """Where a block of a new draft comes from."""

    old: int | None
    """Index of the old block."""
    change: Change


@dataclass(frozen=True)
class Compared:
    """Two drafts' blocks side by side."""

    sources: tuple[Source, ...]
    """For each new block, in order."""
    gone: tuple[int, ...]
    """Indices of the old blocks that have no equal."""


def align_maps(old: Sequence[str], new: Sequence[str]) -> Compared:
    """Where each block of a new draft comes from, given the texts of all blocks of both drafts in reading order."""
    found = align(old, new)
    sources = [Source(None, Change.NEW)] * len(new)
    for index, match in _best_last(found):
        for place in match.new:
            sources[place] = Source(index, _change(old[index], new[place], match))
    return Compared(tuple(sources), tuple(index for index in range(len(old)) if index not in found))


def _best_last(found: Mapping[int, Match]) -> list[tuple[int, Match]]:
    """The matches in the order of entering them: of two blocks that became one, the likest is the one that stays."""
    return sorted(found.items(), key=lambda item: item[1].similarity)


def _change(old: str, new: str, match: Match) -> Change:
    if match.moved:
        return Change.MOVED
    return Change.SAME if old == new else Change.EDITED
