"""Takes out of a text what an edition may not carry, line for line, so that every line that stays keeps its number."""

from __future__ import annotations

from collections.abc import Iterable

from focalpoint.content.handling import Edition, Handling
from focalpoint.content.markdown import Directive, Reading, read_markdown
from focalpoint.problems import Problem, ProblemKind, Trouble


def label_of(directive: Directive) -> Handling | None:
    """The label of a `handling` passage, or None where it is not one of the protocol."""
    try:
        return Handling(directive.argument)
    except ValueError:
        return None


def withhold(path: str, text: str, reading: Reading, edition: Edition) -> str:
    """The text as the edition may carry it; a passage with a label that is not known is withheld from every edition."""
    spans = [
        (passage.line, passage.end)
        for passage in reading.directives
        if passage.name == "handling" and not _may_stand(passage, edition)
    ]
    if not spans:
        return text
    kept = blank(text, (line for first, end in spans for line in range(first, end)))
    for passage in read_markdown(kept).directives:
        if passage.name == "handling" and not _may_stand(passage, edition):
            raise Trouble(
                [
                    Problem(
                        path,
                        passage.line,
                        ProblemKind.HANDLING,
                        f"this passage could not be withheld from the {edition} edition; put it at the left margin",
                    )
                ]
            )
    return kept


def blank(text: str, lines: Iterable[int]) -> str:
    """The text with the given lines (from 1) emptied."""
    rows = text.split("\n")
    for line in lines:
        if line <= len(rows):
            rows[line - 1] = ""
    return "\n".join(rows)


def _may_stand(passage: Directive, edition: Edition) -> bool:
    label = label_of(passage)
    return label is not None and edition.may_carry(label)
