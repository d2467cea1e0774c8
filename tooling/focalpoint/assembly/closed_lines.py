"""Find the lines that an edition may not carry, from the text alone: a second way beside the parser's.

Withholding goes by what the parser read. This goes by the characters of each line, so that the two can be held against
each other: after Sphinx has read the narrower tree, no part of a page may come from one of these lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from focalpoint.content.consultation.handling import Edition

_OPENS = re.compile(r"[\s>*+-]*(?P<fence>:{3,}|`{3,}|~{3,})\s*\{\s*(?P<name>[\w-]+)\s*\}\s*(?P<argument>.*?)\s*$")
_OPTION = re.compile(r"[\s>]*:?handling\s*:\s*(?P<label>.*?)\s*$")
_OPTIONS = re.compile(r"[\s>]*(?::[\w-]+:|---|[\w-]+\s*:)")
_POINT = re.compile(r"\d+[.)]\s")
_LABELLED = re.compile(r"\d+[.)]\s+\[\s*(?P<label>TLP\s*:[^\]]*)\]")
_COMMENT = re.compile(r"[\s>]*%")


def closed_lines(text: str, edition: Edition, *, note: bool) -> frozenset[int]:
    """Return the lines, from 1, of everything under a label that the edition may not carry, and of comments."""
    return frozenset(_closed(text.split("\n"), edition, note=note))


def _closed(rows: Sequence[str], edition: Edition, *, note: bool) -> Iterator[int]:
    for number, row in enumerate(rows, 1):
        if found := _OPENS.match(row):
            label = found["argument"] if found["name"] == "handling" else _label(rows[number:])
            if label is not None and not edition.may_show(label):
                yield from range(number, _end(rows, number, found["fence"]) + 1)
        elif note and (labelled := _LABELLED.match(row)) and not edition.may_show(labelled["label"]):
            yield from range(number, _next_point(rows, number))
        elif edition is not Edition.SECRETARIAT and _COMMENT.match(row):
            yield number


def _label(rows: Sequence[str]) -> str | None:
    """Return the label among the options that follow the first line of a block; None if there is none."""
    for row in rows:
        if not _OPTIONS.match(row):
            return None
        if found := _OPTION.match(row):
            return found["label"]
    return None


def _end(rows: Sequence[str], number: int, fence: str) -> int:
    """Return the line on which a fence is closed; the last line of the text if it is not."""
    for later in range(number, len(rows)):
        bare = rows[later].strip(" \t>")
        if bare and not bare.strip(fence[0]) and len(bare) >= len(fence):
            return later + 1
    return len(rows)


def _next_point(rows: Sequence[str], number: int) -> int:
    """Return the line of the next point or heading; the one after the last if there is none."""
    later = (n + 1 for n in range(number, len(rows)) if _POINT.match(rows[n]) or rows[n].startswith("#"))
    return next(later, len(rows) + 1)
