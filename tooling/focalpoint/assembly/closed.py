"""What an edition shows neither rests on nor leads to what it may not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from focalpoint.content.handling import Edition
from focalpoint.content.manual import Manual
from focalpoint.content.markdown import Reading
from focalpoint.content.vocabulary import words
from focalpoint.problems import Problem, ProblemKind


def closed_ends(manual: Manual, readings: Mapping[str, Reading], edition: Edition) -> Iterator[Problem]:
    """The places where a text, as the edition carries it, cites or names a thing that the edition lacks."""
    chapters = {chapter.slug for chapter in manual.chapters if chapter.path not in readings}
    notes = {note.fields.id for note in manual.notes if note.path not in readings}
    labels = {label.lower() for text in manual.texts for label, _line in text.reading.labels}
    labels -= {label.lower() for reading in readings.values() for label, _line in reading.labels}
    for path, reading in readings.items():
        for name, line in cited_notes(reading):
            if name in notes:
                yield Problem(
                    path,
                    line,
                    ProblemKind.HANDLING,
                    f"rests on a note that the {edition} edition may not carry; put the passage in a "
                    "`:::{handling}` block with the note's label, or have the text cleared",
                )
        for name, line in _named(reading, chapters, labels):
            yield Problem(
                path,
                line,
                ProblemKind.HANDLING,
                f"leads to `{name}`, which the {edition} edition may not carry; put the passage in a "
                "`:::{handling}` block with the same label, or take the reference away",
            )


def _named(reading: Reading, chapters: set[str], labels: set[str]) -> Iterator[tuple[str, int]]:
    for role in reading.roles:
        closed = chapters if role.name == "chapter" else labels if role.name in ("para", "numref", "ref") else set()
        if role.target in closed or role.target.lower() in closed:
            yield role.target, role.line
    for address, line in reading.links:
        if address.startswith("#") and address[1:].lower() in labels:
            yield address[1:], line


def cited_notes(reading: Reading) -> Iterator[tuple[str, int]]:
    """The ids of notes that a text cites, in `{heard}` and in the `from` of actions and practices, with the line."""
    for role in reading.roles:
        if role.name == "heard":
            yield role.content.partition(" ")[0], role.line
    for directive in reading.directives:
        origin, line = directive.options.get("from", ("", 0))
        for item in origin.split(";"):
            name, _, numbers = item.strip().partition(" ")
            if numbers:
                yield name, line


def cited_keys(reading: Reading) -> Iterator[tuple[str, int]]:
    """The keys of sources that a text cites, with the line."""
    for role in reading.roles:
        if role.name in ("footcite", "cite"):
            yield from ((key, role.line) for key in words(role.content))
    for directive in reading.directives:
        origin, line = directive.options.get("from", ("", 0))
        yield from ((item.strip(), line) for item in origin.split(";") if item.strip() and " " not in item.strip())
