"""Handling labels are of the protocol, and nothing is used that those consulted gave off the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.consultation.handling import HELD, Handling
from focalpoint.content.manual import Manual, Note, Text
from focalpoint.content.text.citations import cited_notes
from focalpoint.problems import Problem, ProblemKind

_OPTION = re.compile(r"[\s>]*:handling:", re.IGNORECASE)
LABELS = ", ".join(HELD)


def check_handling(config: Config, manual: Manual) -> Iterator[Problem]:
    """A passage, an action, a practice or a point carries a label that the repository may hold."""
    for text in manual.texts:
        for label, line, what in _labels(text):
            if label == Handling.RED:
                message = f"TLP:RED text does not belong in the repository; take the {what} out"
            elif label not in set(Handling):
                given = f"`{label}` is not a handling label" if label else f"the {what} has no label"
                message = f"{given}; write one of {LABELS}"
            elif isinstance(text, Note) and text.path not in manual.faulty and what == "point" and _wider(label, text):
                message = (
                    f"the point is more open than its note, which is {text.fields.handling}; "
                    "a point may only be closed further: take its label out, or open the note"
                )
            else:
                continue
            yield Problem(text.path, line, ProblemKind.HANDLING, message)


def check_stray_labels(config: Config, manual: Manual) -> Iterator[Problem]:
    """A label stands only where it closes something: else its author believes closed what is open."""
    for text in manual.texts:
        options = {
            block.options["handling"][1]
            for block in text.reading.directives
            if block.name in ("action", "practice") and "handling" in block.options
        }
        # What was read as words is told by the rule about stray markup.
        words = {line for _row, line in text.reading.words}
        for line, row in enumerate(text.text.split("\n"), 1):
            if _OPTION.match(row) and line not in options and line not in words:
                message = (
                    "`:handling:` closes only an action or a practice, among the options below its first line; "
                    "close any other text with a `:::{handling}` block"
                )
                yield Problem(text.path, line, ProblemKind.HANDLING, message)


def check_usable(config: Config, manual: Manual) -> Iterator[Problem]:
    """No text rests on a note whose words were given off the record, as a note's are that does not say."""
    silent = (note for note in manual.notes if note.fields.attribution == "off-the-record")
    # Of a note whose fields have a fault it is not known how its words were given.
    unusable = {note.fields.id for note in silent if note.path not in manual.faulty}
    for text in manual.texts:
        for name, line in cited_notes(text.reading):
            if name in unusable:
                message = (
                    f"rests on the note `{name}`, which is off the record and cannot be used; take the citation out, "
                    "or agree on another `attribution` with those consulted"
                )
                yield Problem(text.path, line, ProblemKind.CONSENT, message)


def _labels(text: Text) -> Iterator[tuple[str, int, str]]:
    """Every label in a text, with its line and what it stands on."""
    for block in text.reading.directives:
        if block.name == "handling":
            yield block.argument, block.line, "passage"
        elif block.name in ("action", "practice") and "handling" in block.options:
            yield *block.options["handling"], block.name
    for point in text.reading.points:
        if point.label:
            yield point.label, point.line, "point"


def _wider(label: str, note: Note) -> bool:
    return Handling(label).strictness < note.fields.handling.strictness
