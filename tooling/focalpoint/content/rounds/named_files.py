"""Tell what a block of text names beside its own words: the sources that it cites, a picture, a file of data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_CITED = re.compile(r"\{(?:foot)?cite(?::\w+)*\}`([^`]+)`")
_ENTRY = re.compile(r"\s*@\w+\s*[{(]\s*([^\s,}]+)")


class Hunk(NamedTuple):
    """Some lines of a file that a change replaced by others."""

    old: int
    """First replaced line, from 1; where none is replaced, the line after which the new ones stand."""
    removed: int
    """How many lines went."""
    new: int
    added: int
    lines: tuple[str, ...]
    """The lines that went and those that came."""

    def meets(self, first: int, last: int) -> bool:
        """Tell whether it changes lines of a block, or adds some at either edge of it."""
        if self.removed:
            return self.old <= last and first < self.old + self.removed
        return first - 1 <= self.old <= last

    def ends_before(self, first: int, last: int) -> bool:
        """Tell whether it is above a block and does not meet it."""
        return self.old < first and not self.meets(first, last)


def cited_in(text: str) -> set[str]:
    """Return the keys of the sources that a text cites."""
    return {key.strip() for found in _CITED.finditer(text) for key in re.split("[,;]", found[1]) if key.strip()}


def is_named(path: str, text: str) -> bool:
    """Tell whether a text names a file, by its name after the last folder."""
    name = path.rpartition("/")[2]
    return bool(name) and re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text) is not None


def changed_entries(hunks: Iterable[Hunk], before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return the keys of the entries of a file of sources that a change adds, takes out or edits, given both files."""
    old, new = _keys(before), _keys(after)
    found: set[str] = set()
    for hunk in hunks:
        found |= {key for key in old[hunk.old - 1 : hunk.old - 1 + hunk.removed] if key}
        found |= {key for key in new[hunk.new - 1 : hunk.new - 1 + hunk.added] if key}
    return found


def _keys(rows: Sequence[str]) -> list[str]:
    """Return for each line of a file of sources the key of its entry; empty between two entries."""
    keys: list[str] = []
    now = ""
    for row in rows:
        if begins := _ENTRY.match(row):
            now = begins[1]
        keys.append(now if row.strip() else "")
    return keys
