"""Remove from a text what an edition may not carry, line by line, so that every remaining line keeps its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.frontmatter import without_comments
from focalpoint.content.text.markdown import read_markdown
from focalpoint.content.text.reading import Directive, Reading
from focalpoint.problems import Problem, ProblemKind, Trouble

GONE = "Withheld from this edition."
"""Replaces a point that the edition may not carry, so that the points after it keep their numbers."""
SHOWN_OF_A_NOTE = frozenset({"id", "title", "kind", "date", "until", "place", "handling"})
"""The fields that an edition other than the Secretariat's carries of a note's front matter."""
_NUMBERED = re.compile(r"\s*\d+[.)]\s+")
_FIELD = re.compile(r"([A-Za-z_]+)\s*:")


def withhold(path: str, text: str, reading: Reading, edition: Edition) -> str:
    """Return the text as the edition may carry it; an unknown label is withheld from every edition."""
    text = text if edition is Edition.SECRETARIAT else without_comments(text)
    closed = closed_blocks(reading, edition)
    points = [point for point in reading.points if point.label and not edition.may_show(point.label)]
    comments = reading.comments if edition is not Edition.SECRETARIAT else []
    if not closed and not points and not comments:
        return text
    kept = blank(
        text,
        (
            line
            for first, end in [
                *((passage.line, passage.end) for passage in closed),
                *((point.line, point.end) for point in points),
                *comments,
            ]
            for line in range(first, end)
        ),
    )
    rows, written = kept.split("\n"), text.split("\n")
    for point in points:
        number = _NUMBERED.match(written[point.line - 1])
        rows[point.line - 1] = f"{number[0]}{GONE}" if number else ""
    kept = _without_idle_footnotes(reading, "\n".join(rows))
    left = read_markdown(kept)
    wrong = [passage.line for passage in closed_blocks(left, edition)]
    # The text after a passage must be read as before; otherwise a citation may have become plain text or code.
    gone = {line for line, (old, new) in enumerate(zip(written, kept.split("\n"), strict=True), 1) if old != new}
    if not wrong and _read(left, gone) != _read(reading, gone):
        wrong = [min(gone)]
    if wrong:
        message = f"this passage could not be withheld from the {edition} edition; put it at the left margin"
        raise Trouble(Problem(path, line, ProblemKind.HANDLING, message) for line in wrong)
    return kept


def _read(reading: Reading, gone: Set[int]) -> tuple[object, ...]:
    """Return everything that was read from a text, except from the lines that are gone."""
    return (
        [role for role in reading.roles if role.line not in gone],
        [(block.name, block.line, block.options) for block in reading.directives if block.line not in gone],
        [link for link in reading.links if link[-1] not in gone],
        [image for image in reading.images if image[-1] not in gone],
        [line for line in reading.indented if line not in gone],
    )


def closed_blocks(reading: Reading, edition: Edition) -> list[Directive]:
    """Return the passages, actions and practices that the edition may not show."""
    return [block for block in reading.directives if (label := _label(block)) and not edition.may_show(label)]


def _label(block: Directive) -> str:
    """Return the handling label of a block; empty if it has none of its own."""
    if block.name == "handling":
        return block.argument or "none"
    return block.options.get("handling", ("", 0))[0] if block.name in ("action", "practice") else ""


def _without_idle_footnotes(reading: Reading, kept: str) -> str:
    """Remove the footnotes that only withheld words called, and then those that only such footnotes called."""
    called = {label for label, _line in reading.calls}
    while True:
        left = read_markdown(kept)
        calls = {label for label, _line in left.calls}
        idle = [(first, end) for label, first, end in left.footnotes if label in called and label not in calls]
        if not idle:
            return kept
        kept = blank(kept, (line for first, end in idle for line in range(first, end)))


def bare_note(text: str, edition: Edition) -> str:
    """Return a note's text without the fields that only the Secretariat's edition carries, such as participants."""
    return text if edition is Edition.SECRETARIAT else blank(text, _closed_fields(text.split("\n")))


def _closed_fields(rows: list[str]) -> Iterator[int]:
    """Yield the lines of the closed fields; a line that begins no field belongs to the field before it."""
    shown = True
    for line, row in enumerate(rows[1:], 2):
        if row.rstrip() == "---":
            return
        if found := _FIELD.match(row):
            shown = found[1] in SHOWN_OF_A_NOTE
        if not shown:
            yield line


def blank(text: str, lines: Iterable[int]) -> str:
    """Return the text with the given lines, counted from 1, emptied."""
    rows = text.split("\n")
    for line in lines:
        if line <= len(rows):
            rows[line - 1] = ""
    return "\n".join(rows)
