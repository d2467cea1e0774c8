"""Follow a block from version to version of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from focalpoint.content.rounds.comments import Quote
from focalpoint.review.anchoring.block_matching import Match, align
from focalpoint.review.anchoring.blocks import SourceBlock, source_blocks
from focalpoint.review.anchoring.similar_blocks import fit
from focalpoint.review.anchoring.text_history import Files, History

Spot = tuple[str, int]
"""A block: its file, and its index among the blocks of that file."""


@dataclass(frozen=True)
class Followed:
    """A block and how far it was followed."""

    spot: Spot
    """Its place in the last version reached."""
    version: int
    """Index of that version; the last one of the history, unless the block was lost after it."""
    similarity: float = 100.0
    """The lowest similarity of all steps, from 0 to 100."""
    moved: bool = False
    sure: bool = True


@dataclass(frozen=True)
class VersionStep:
    """The matches of the blocks in the files that changed between two versions."""

    old: Mapping[Spot, int]
    """Index of each old block."""
    new: tuple[Spot, ...]
    found: Mapping[int, Match]
    renamed: Mapping[str, str]
    """New paths of renamed files by their old ones."""

    def where(self, spot: Spot) -> tuple[Match, tuple[Spot, ...]] | None:
        """Find a block's match and the blocks that it became; None where it is lost."""
        match = self.found.get(self.old[spot])
        return (match, tuple(self.new[index] for index in match.new)) if match else None


class BlockHistory:
    """All versions of a history and the steps between them, each read once."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.step = cache(self._step)
        self.blocks = cache(self._blocks)
        self.counted = cache(self._counted_in)
        """Counts of each block's text in a version, by the version's index."""

    @property
    def last(self) -> int:
        """The index of the current version."""
        return len(self.history.versions) - 1

    def _blocks(self, key: str) -> tuple[SourceBlock, ...]:
        return source_blocks(self.history.texts.get(key, ""))

    def blocks_of(self, version: int, path: str) -> tuple[SourceBlock, ...]:
        """Read the blocks of one file in one version."""
        key = self.history.versions[version].get(path)
        return self.blocks(key) if key else ()

    def block(self, version: int, spot: Spot) -> SourceBlock:
        """Read one block in one version."""
        return self.blocks_of(version, spot[0])[spot[1]]

    def all_blocks(self, version: int) -> Iterator[tuple[str, SourceBlock]]:
        """Read every block of one version, with its file."""
        for path in sorted(self.history.versions[version]):
            yield from ((path, block) for block in self.blocks_of(version, path))

    def _counted_in(self, version: int) -> Counter[str]:
        return Counter(block.text for _, block in self.all_blocks(version))

    def came_since(self, version: int, text: str) -> Iterator[tuple[str, SourceBlock]]:
        """Yield the current blocks, with their files, that a version does not have; its block with the text is lost."""
        before, today = self.counted(version), self.counted(self.last)
        for file, block in self.all_blocks(self.last):
            if today[block.text] > before[block.text] - (block.text == text):
                yield file, block

    def follow(self, spot: Spot, version: int, words: str = "", quote: Quote | None = None) -> Followed:
        """Follow a block of one version to the current one; of a split block, take the part that has the words."""
        followed = Followed(spot, version)
        while followed.version < self.last:
            before, after = self.history.versions[followed.version : followed.version + 2]
            path = followed.spot[0]
            if before.get(path) == after.get(path):
                followed = replace(followed, version=followed.version + 1)
                continue
            step = self.step(followed.version)
            found = step.where(followed.spot)
            if found is None:
                return followed
            match, spots = found
            part = self._part(followed.version + 1, spots, words, quote) if len(spots) > 1 else spots[0]
            followed = _next_step(followed, step, match, part)
        return followed

    def _part(self, version: int, spots: Sequence[Spot], words: str, quote: Quote | None) -> Spot:
        return max(spots, key=lambda spot: fit(words, quote, self.block(version, spot).text))

    def _step(self, version: int) -> VersionStep:
        """Match the blocks of the files that changed between a version and the next."""
        before, after = self.history.versions[version : version + 2]
        changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
        renamed = self._renamed(before, after, changed)
        earlier = {new: old for old, new in renamed.items()}
        old = tuple(self._spots(version, sorted(changed & before.keys())))
        new = tuple(self._spots(version + 1, sorted(changed & after.keys(), key=lambda path: earlier.get(path, path))))
        texts = [self.block(version, spot).text for spot in old]
        found = align(texts, [self.block(version + 1, spot).text for spot in new])
        return VersionStep({spot: index for index, spot in enumerate(old)}, new, found, renamed)

    def _spots(self, version: int, paths: Iterable[str]) -> Iterator[Spot]:
        for path in paths:
            yield from ((path, index) for index in range(len(self.blocks_of(version, path))))

    def _renamed(self, before: Files, after: Files, changed: set[str]) -> dict[str, str]:
        """Find renamed files, new paths by old ones: a new file that has at least half the blocks of a deleted one."""
        came = [path for path in sorted(changed) if path not in before]
        found: dict[str, str] = {}
        for gone in (path for path in sorted(changed) if path not in after):
            texts = self._counted(before[gone])
            shared = {path: (texts & self._counted(after[path])).total() for path in came}
            best = max(shared, key=shared.__getitem__, default="")
            if best and 2 * shared[best] >= texts.total():
                found[gone] = best
                came.remove(best)
        return found

    def _counted(self, key: str) -> Counter[str]:
        return Counter(block.text for block in self.blocks(key))


def _next_step(followed: Followed, step: VersionStep, match: Match, spot: Spot) -> Followed:
    same_file = step.renamed.get(followed.spot[0], followed.spot[0]) == spot[0]
    return Followed(
        spot,
        followed.version + 1,
        min(followed.similarity, match.similarity),
        followed.moved or match.moved or not same_file,
        followed.sure and match.sure,
    )
