"""Compare two texts word by word: mark deleted words in the old one, added words in the new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

LONGEST_COMPARED = 4_000
"""Most words of two texts that are compared; longer texts count as changed throughout."""


class Change(StrEnum):
    """How some words changed; the value is written before them, for readers who cannot see the marking."""

    NONE = ""
    DELETED = "deleted"
    ADDED = "added"


class Run(NamedTuple):
    """Consecutive words with the same change."""

    words: str
    change: Change = Change.NONE


Line = tuple[Run, ...]
"""A paragraph, as runs of words with a space between them."""


def as_line(words: str) -> Line:
    """Make a paragraph in which nothing is marked."""
    return (Run(words),)


def compared(before: str, after: str) -> tuple[Line, Line]:
    """Mark deleted words in the old text and added words in the new one."""
    old, new = before.split(), after.split()
    steps = _steps(old, new)
    return (
        tuple(_runs(old, [(kind, first, last) for kind, first, last, _, _ in steps], Change.DELETED)),
        tuple(_runs(new, [(kind, first, last) for kind, _, _, first, last in steps], Change.ADDED)),
    )


def redlined(old: Sequence[str], new: Sequence[str]) -> Line:
    """Write the words of two texts as one line: each deleted word once, and the added words behind it."""
    runs: list[Run] = []
    for kind, first, last, begin, end in _steps(old, new):
        if kind == "equal":
            runs.append(Run(" ".join(new[begin:end])))
            continue
        if first < last:
            runs.append(Run(" ".join(old[first:last]), Change.DELETED))
        if begin < end:
            runs.append(Run(" ".join(new[begin:end]), Change.ADDED))
    return tuple(runs)


def _steps(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if len(old) + len(new) > LONGEST_COMPARED:
        return [("equal" if old == new else "replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _runs(words: Sequence[str], steps: Sequence[tuple[str, int, int]], change: Change) -> Iterator[Run]:
    for kind, first, last in steps:
        if first < last:
            yield Run(" ".join(words[first:last]), Change.NONE if kind == "equal" else change)
