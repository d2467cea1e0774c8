"""Spell words as the house does, and set the typographic marks for typewriter ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from focalpoint.checks.wording.spelling import misspellings
from focalpoint.mending.edits import Edit
from focalpoint.mending.source_rows import Row

Change = tuple[int, str, str]
"""Where in a row something begins, what stands there, and what takes its place."""

INVISIBLE = "\u00ad\u200b\u2060\ufeff"
"""Characters without a shape, which programs leave behind: soft hyphens, and spaces of no width."""
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_POSSESSIVE = re.compile(r"(?<=s)'(?=\s)")
_OPENS = re.compile(r"(?:^|[\s(\[–—/§])$")
_NO_SHAPE = re.compile(f"[{INVISIBLE}]+|^[\u00a0\u2000-\u200a\u202f\u3000]+")


def word_edit(row: Row, own: str) -> Edit | None:
    """Return the edit that puts the words of a row right, or None where nothing is wrong with them.

    `own` is the row with blanks where other people's words and addresses stand; these keep their spelling.
    """
    changes = _apart(sorted([*misspellings(own), *_marks(row.said)]))
    content = row.content
    for begin, wrong, right in reversed(changes):
        place = row.places[begin]
        # Where something invisible parts the word in the file, it stays for a person.
        if content[place : place + len(wrong)] != wrong:
            continue
        content = content[:place] + right + content[place + len(wrong) :]
    return Edit(row.line, 1, (row.prefix + content,)) if content != row.content else None


def _marks(said: str) -> Iterator[Change]:
    yield from ((found.start(), "'", "’") for found in _APOSTROPHE.finditer(said))
    # Where a single mark also opens something, this one may close it.
    if not re.search(r"(?<!\w)'", said):
        yield from ((found.start(), "'", "’") for found in _POSSESSIVE.finditer(said))
    yield from ((found.start(), found[0], "") for found in _NO_SHAPE.finditer(said))
    quotes = [place for place, character in enumerate(said) if character == '"']
    pairs = list(zip(quotes[::2], quotes[1::2], strict=False))
    if len(quotes) % 2 == 0 and all(_is_pair(said, begin, end) for begin, end in pairs):
        for begin, end in pairs:
            yield begin, '"', "“"
            yield end, '"', "”"


def _is_pair(said: str, begin: int, end: int) -> bool:
    """Tell whether a typewriter mark opens a quotation and another closes it."""
    inner = said[begin + 1 : end]
    after = said[end + 1 : end + 2]
    return bool(_OPENS.search(said[:begin])) and bool(inner.strip()) and inner == inner.strip() and not after.isalnum()


def _apart(changes: Sequence[Change]) -> list[Change]:
    """Leave out each change that overlaps the one before it: a word with a hyphen before one of its parts."""
    kept: list[Change] = []
    for change in changes:
        if not kept or change[0] >= kept[-1][0] + max(len(kept[-1][1]), 1):
            kept.append(change)
    return kept
