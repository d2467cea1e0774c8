"""Blocks that may be the one a comment was made on, by their likeness to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from focalpoint.review.anchoring.alignment import SURE
from focalpoint.review.anchoring.block_history import Trail
from focalpoint.review.anchoring.block_matching import CLEARLY, FLOOR, SHORT, kept, likeness
from focalpoint.review.anchoring.blocks import SourceBlock
from focalpoint.review.anchoring.quoted import find_words, folded

NEAR = 3
"""Lines from the one named within which a block is looked for first."""


@dataclass(frozen=True)
class Candidate:
    """A block of today that may be the one."""

    file: str
    line: int
    text: str
    similarity: float
    """From 0 to 100."""


def locate(blocks: Sequence[SourceBlock], line: int, said: str, words: str) -> int | None:
    """Index of the block that stands on a line and says what a draft's map has; None where there is none.

    Without `said` it is the block on that line, of several the one with the quoted `words`.
    """
    on_line = [index for index, block in enumerate(blocks) if block.line <= line <= block.last]
    if not said:
        having = [index for index in on_line if words and find_words(words, None, blocks[index].text).stands]
        return next(iter(having or on_line), None)
    near = [index for index, block in enumerate(blocks) if block.line - NEAR <= line <= block.last + NEAR]
    for among, least in ((near, FLOOR), (range(len(blocks)), SURE)):
        scored = [(likeness(folded(said), folded(blocks[i].text)), -abs(blocks[i].line - line), -i) for i in among]
        best = max(scored, default=(0.0, 0, 0))
        if best[0] >= least:
            return -best[2]
    # What is printed from elsewhere, such as a source, belongs to the block on whose line it is called for.
    return on_line[0] if len(on_line) == 1 else None


def like(text: str, blocks: Iterable[tuple[str, SourceBlock]]) -> list[Candidate]:
    """The blocks that are like a text, the likest first; what is short must be the same."""
    found = [Candidate(file, block.line, block.text, kept(text, block.text)) for file, block in blocks]
    least = FLOOR if len(text) >= SHORT else 100.0
    return sorted((one for one in found if one.similarity >= least), key=lambda one: -one.similarity)


def left_like(text: str, trail: Trail, version: int) -> list[Candidate]:
    """The blocks of today that are like a block of one version and came since."""
    return like(text, _new_since(text, trail, version))


def _new_since(text: str, trail: Trail, version: int) -> Iterator[tuple[str, SourceBlock]]:
    before, today = trail.counted(version), trail.counted(trail.last)
    for file, block in trail.all_blocks(trail.last):
        if today[block.text] > before[block.text] - (block.text == text):
            yield file, block


def clearly_best(candidates: Sequence[Candidate]) -> bool:
    """Whether the first is alike enough, and the second much less so."""
    first, *others = candidates
    return first.similarity >= SURE and all(first.similarity - one.similarity >= CLEARLY for one in others[:1])
