"""Match the blocks of an old text with those of a new one, from the certain matches to those that are only similar."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from focalpoint.review.anchoring.similar_blocks import CLEARLY, FLOOR, SHARE, SHORT, SURE, kept, share_of, similarity

WIDEST = 250_000
"""Most pairs of one gap that are compared."""
WHOLE = 95.0
"""Percentage of a block's words that must occur in another block for it to have become a part of that one."""


def in_order(partner: Mapping[int, int]) -> set[int]:
    """Find the largest set of old blocks that are in the same order in the new text; the others were moved."""
    ends: list[int] = []
    places: list[int] = []
    before: dict[int, int | None] = {}
    for old, new in sorted(partner.items()):
        length = bisect_left(ends, new)
        before[old] = places[length - 1] if length else None
        ends[length : length + 1] = [new]
        places[length : length + 1] = [old]
    straight: set[int] = set()
    last = places[-1] if places else None
    while last is not None:
        straight.add(last)
        last = before[last]
    return straight


class BlockMatching:
    """The pairs found so far between two sequences of blocks."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old = old
        self.new = new
        self.partner: dict[int, int] = {}
        """New block of each old one."""
        self.taken: dict[int, int] = {}
        """Old block of each new one."""
        self.parts: dict[int, list[int]] = {}
        """Further new blocks of an old one that was split."""
        self.joined: dict[int, tuple[int, float, bool]] = {}
        """New block that an old one became a part of, its share there, and whether it stood beside it."""
        self.alone: set[int] = set()
        """Old blocks that changed alone between two that did not."""
        self.doubtful: set[int] = set()
        """Old blocks that have more than one equal."""

    def pair(self) -> None:
        """Find all pairs."""
        self._pair_unique()
        self._spread()
        self._fill_gaps()
        self._find_moved()
        self._find_parts()
        self._find_joined()

    def free_old(self, shortest: int = 0) -> list[int]:
        """List the old blocks without a pair that have at least so many characters."""
        return [index for index, text in enumerate(self.old) if index not in self.partner and len(text) >= shortest]

    def free_new(self, shortest: int = 0) -> list[int]:
        """List the new blocks without a pair that have at least so many characters."""
        return [index for index, text in enumerate(self.new) if index not in self.taken and len(text) >= shortest]

    def _enter(self, old: int, new: int) -> None:
        self.partner[old] = new
        self.taken[new] = old

    def _pair_unique(self) -> None:
        """Pair blocks whose text occurs once in both; short ones only where they are in order."""
        often_old, often_new = Counter(self.old), Counter(self.new)
        places = {text: index for index, text in enumerate(self.new) if often_new[text] == 1}
        pairs = {index: places[text] for index, text in enumerate(self.old) if often_old[text] == 1 and text in places}
        straight = in_order(pairs)
        for old, new in pairs.items():
            beside = any(pairs.get(old + step) == new + step for step in (-1, 1))
            if old in straight or beside or len(self.old[old]) >= SHORT:
                self._enter(old, new)

    def _spread(self) -> None:
        """Pair equal blocks beside a pair: a text that occurs often is known by the blocks around it."""
        for step in (1, -1):
            for old in sorted(self.partner, reverse=step < 0):
                new = self.partner[old]
                while self._are_free(old := old + step, new := new + step) and self.old[old] == self.new[new]:
                    self._enter(old, new)

    def _are_free(self, old: int, new: int) -> bool:
        inside = 0 <= old < len(self.old) and 0 <= new < len(self.new)
        return inside and old not in self.partner and new not in self.taken

    def _fill_gaps(self) -> None:
        """Pair the most similar blocks within each gap between two pairs, in order."""
        for first, end in list(_runs(self.free_old())):
            left = self.partner[first - 1] if first else -1
            right = self.partner[end] if end < len(self.old) else len(self.new)
            if left < right:
                gaps = [[place for place in range(left + 1, right) if place not in self.taken]]
            else:
                gaps = [list(self._free_beside(left, 1)), list(self._free_beside(right, -1))[::-1]]
            between = left < right and gaps[0] == list(range(left + 1, right)) and len(gaps[0]) == 1
            if between and end - first == 1:
                self._pair_alone(first, gaps[0][0])
            for gap in gaps:
                self._pair_in_order([index for index in range(first, end) if index not in self.partner], gap)

    def _free_beside(self, place: int, step: int) -> Iterator[int]:
        while 0 <= (place := place + step) < len(self.new) and place not in self.taken:
            yield place

    def _pair_alone(self, old: int, new: int) -> None:
        """Pair the only block that changed between two that did not; a long one must be somewhat similar."""
        one, other = self.old[old], self.new[new]
        if max(len(one), len(other)) < SHORT or similarity(one, other) >= FLOOR:
            self._enter(old, new)
            self.alone.add(old)

    def _pair_in_order(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Pair the blocks of two runs with the highest sum of similarity, in order."""
        if 0 < len(olds) * len(news) <= WIDEST:
            for old, new in _best_path(olds, news, self._worth):
                self._enter(old, new)

    def _worth(self, old: int, new: int) -> float:
        same = fuzz.ratio(self.old[old], self.new[new], score_cutoff=FLOOR)
        return same - FLOOR + 1 if same else 0.0

    def _find_moved(self) -> None:
        """Pair similar blocks anywhere, the most similar first; doubtful where two are about as similar."""
        olds, news = self.free_old(SHORT), self.free_new(SHORT)
        near: dict[int, list[tuple[float, int]]] = {}
        for old in olds:
            scored = ((fuzz.ratio(self.old[old], self.new[new], score_cutoff=FLOOR), new) for new in news)
            near[old] = sorted((pair for pair in scored if pair[0]), reverse=True)
        alike = [(same, old, new) for old, pairs in near.items() for same, new in pairs]
        for same, old, new in sorted(alike, reverse=True):
            if self._are_free(old, new):
                self._enter(old, new)
                if any(other != new and same - score < CLEARLY for score, other in near[old]):
                    self.doubtful.add(old)

    def _find_parts(self) -> None:
        """Assign the new blocks that are parts of an old one."""
        changed = [index for index in range(len(self.old)) if self._has_changed(index)]
        for new in self.free_new(SHORT):
            beside = {self.taken.get(new - 1), self.taken.get(new + 1)}
            best = _best_whole(self.new[new], {old: self.old[old] for old in changed}, beside)
            if best and best[0] in self.partner:
                self.parts.setdefault(best[0], []).append(new)
                self.taken[new] = best[0]
            elif best:
                self._enter(best[0], new)

    def _find_joined(self) -> None:
        """Assign the old blocks that are parts of a new one."""
        changed = {self.partner[old]: old for old in self.partner if self._has_changed(old)}
        for old in self.free_old(SHORT):
            beside = {self.partner.get(old - 1), self.partner.get(old + 1)}
            best = _best_whole(self.old[old], {new: self.new[new] for new in changed}, beside)
            if best:
                self.joined[old] = (*best, best[0] in beside)

    def _has_changed(self, old: int) -> bool:
        return old not in self.partner or self.old[old] != self.new[self.partner[old]]


def _runs(indices: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first of each unbroken run of indices, and one after its last."""
    first = None
    for place, index in enumerate(indices):
        first = index if first is None else first
        if place + 1 == len(indices) or indices[place + 1] != index + 1:
            yield first, index + 1
            first = None


def _best_whole(part: str, wholes: Mapping[int, str], beside: set[int | None]) -> tuple[int, float] | None:
    """Find the text that another is a part of, and the share in percent; of equals, the one beside it."""
    best = (0.0, 0.0, -1)
    for index, whole in wholes.items():
        if len(whole) > len(part):
            share = share_of(part, whole)
            best = max(best, (share + (CLEARLY if index in beside else 0), share, index))
    return (best[2], best[1]) if best[1] >= SHARE else None


def _best_path(olds: Sequence[int], news: Sequence[int], worth: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Find the pairs of two runs with the highest sum of worth, both in their order."""
    values = [[worth(old, new) for new in news] for old in olds]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for row in range(len(olds) - 1, -1, -1):
        for column in range(len(news) - 1, -1, -1):
            skipped = max(best[row + 1][column], best[row][column + 1])
            value = values[row][column]
            best[row][column] = max(skipped, value + best[row + 1][column + 1]) if value else skipped
    pairs, row, column = [], 0, 0
    while row < len(olds) and column < len(news):
        value = values[row][column]
        if value and best[row][column] == value + best[row + 1][column + 1]:
            pairs.append((olds[row], news[column]))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


@dataclass(frozen=True)
class Match:
    """Where an old block stands among the new ones."""

    new: tuple[int, ...]
    """Index of the new block; of several, in order, where the old one was split."""
    similarity: float
    """From 0 to 100; for a block that was joined to another, the similarity of its part."""
    moved: bool
    """Whether it changed places with the blocks around it."""
    sure: bool
    """Whether the match is certain, so that no person is asked."""


def align(old: Sequence[str], new: Sequence[str]) -> dict[int, Match]:
    """Find each old block among the new ones, by its index; blocks without an equal are not in the answer."""
    pairing = BlockMatching(old, new)
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
