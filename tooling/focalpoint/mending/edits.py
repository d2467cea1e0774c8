"""Change lines of a text, and only so that everything in it but these lines is read as before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from focalpoint.content.text.markdown import read_markdown
from focalpoint.content.text.reading import Reading

_BEFORE_WORDS = re.compile(r"^(?:[^\w§\"'“”‘’(\[]+|\(?[a-z][.)]\s+)")
"""A bullet or the letter of an item, where it is typed among the words."""
Same = Callable[[Reading, Reading], bool]
"""Tells whether two readings differ in nothing but what an edit may change."""


@dataclass(frozen=True)
class Edit:
    """Lines of a text and what takes their place."""

    first: int
    """First line, from 1."""
    count: int
    lines: tuple[str, ...]


def apply_edits(text: str, edits: Sequence[Edit], same: Same) -> str:
    """Return a text with all edits, or, where they change more than they may, with those that do not.

    The edits are in the order of their lines, and no two touch one line.
    """
    if not edits:
        return text
    before = read_markdown(text)
    whole = _applied(text, edits)
    if same(before, read_markdown(whole)):
        return whole
    # From the end on, so that the lines of the others keep their numbers.
    for edit in reversed(edits):
        changed = _applied(text, [edit])
        if same(before, read_markdown(changed)):
            text = changed
    return text


def _applied(text: str, edits: Sequence[Edit]) -> str:
    lines = text.split("\n")
    for edit in reversed(edits):
        lines[edit.first - 1 : edit.first - 1 + edit.count] = edit.lines
    return "\n".join(lines)


def same_structure(before: Reading, after: Reading) -> bool:
    """Tell whether two texts have the same blocks, roles, links, labels, pictures, points and footnotes.

    Of faults the second may have fewer.
    """
    return _structure(before) == _structure(after) and _has_no_new_fault(before, after)


def same_words(before: Reading, after: Reading) -> bool:
    """Tell whether two texts have the same structure, and in every paragraph the same words."""
    return same_structure(before, after) and _words(before) == _words(after)


def same_running_text(before: Reading, after: Reading) -> bool:
    """Tell whether two texts say the same from the first to the last word, but for bullets and what is a list."""
    said = [
        [_BEFORE_WORDS.sub("", row).split() for prose in reading.prose for row in prose.rows]
        for reading in (before, after)
    ]
    same = _structure(before)[:-1] == _structure(after)[:-1]
    return said[0] == said[1] and same and _has_no_new_fault(before, after)


def _structure(reading: Reading) -> tuple[object, ...]:
    return (
        [(role.name, role.content) for role in reading.roles],
        [
            (block.name, sorted((name, value) for name, (value, _line) in block.options.items()), block.inside)
            for block in reading.directives
        ],
        [address for address, _line in reading.links],
        [label for label, _line in reading.labels],
        [(address, alternative) for address, alternative, _line in reading.images],
        [level for level, _line in reading.headings],
        [(label, end - line > 0) for label, line, end in reading.footnotes],
        [label for label, _line in reading.calls],
        [code for code, _line in reading.codes],
        [end - line for line, end in reading.comments],
        [len(lines) for lines in (reading.html, reading.nameless, reading.unclosed, reading.indented)],
        [(point.number, point.label) for point in reading.points],
        [prose.inside for prose in reading.prose],
    )


def _has_no_new_fault(before: Reading, after: Reading) -> bool:
    one, other = (Counter(message for _line, message in reading.faults) for reading in (before, after))
    return other <= one


def _words(reading: Reading) -> list[tuple[tuple[str, ...], str]]:
    return [(prose.inside, " ".join(" ".join(prose.rows).split())) for prose in (*reading.prose, *reading.titles)]
