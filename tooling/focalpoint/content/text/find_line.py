"""Find the line of a text on which some printed words were written."""

from __future__ import annotations

import re
from collections.abc import Sequence

BEGINNINGS = (30, 16, 8)
"""Lengths of the words' beginning, one of which must occur on their line; roles may interrupt the longer ones."""
_SILENT = re.compile(r"[\W_]+")


def characters(text: str) -> str:
    """Return the letters and figures of a text, by which printed and written words are compared."""
    return _SILENT.sub("", text)


def stands(text: str, row: str) -> bool:
    """Tell whether a text's beginning is on a line; of both the characters."""
    # A text shorter than the shortest length must be there as a whole.
    beginnings = {text[:length] for length in BEGINNINGS}
    return any(beginning in row for beginning in beginnings if beginning)


def line_of(words: str, rows: Sequence[str]) -> int:
    """Return the line, from 1, that has the words, or the longest beginning of them; 0 where none has.

    Of several such lines the one that says least beside them: short words also stand in longer sentences.
    """
    wanted = characters(words)
    bare = [characters(row) for row in rows]
    for length in (len(wanted), *BEGINNINGS):
        beginning = wanted[:length]
        found = [(len(row), number) for number, row in enumerate(bare, 1) if beginning and beginning in row]
        if found:
            return min(found)[1]
    return 0
