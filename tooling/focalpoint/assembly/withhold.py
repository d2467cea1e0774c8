"""Takes out of a text what an edition may not carry, line for line, so that every line that stays keeps its number."""

from __future__ import annotations

from collections.abc import Iterable

from focalpoint.content.handling import Edition
from focalpoint.content.markdown import Directive, Reading, read_markdown
from focalpoint.problems import Problem, ProblemKind, Trouble


def withhold(path: str, text: str, reading: Reading, edition: Edition) -> str:
    """The text as the edition may carry it; a passage with a label that is not known is withheld from every edition."""
    closed = _closed(reading, edition)
    if not closed:
        return text
    kept = blank(text, (line for passage in closed for line in range(passage.line, passage.end)))
    left = _closed(read_markdown(kept), edition)
    if left:
        message = f"this passage could not be withheld from the {edition} edition; put it at the left margin"
        raise Trouble(Problem(path, passage.line, ProblemKind.HANDLING, message) for passage in left)
    return kept


def blank(text: str, lines: Iterable[int]) -> str:
    """The text with the given lines (from 1) emptied."""
    rows = text.split("\n")
    for line in lines:
        if line <= len(rows):
            rows[line - 1] = ""
    return "\n".join(rows)


def _closed(reading: Reading, edition: Edition) -> list[Directive]:
    """The passages that the edition may not show."""
    return [
        passage
        for passage in reading.directives
        if passage.name == "handling" and not edition.may_show(passage.argument)
    ]
