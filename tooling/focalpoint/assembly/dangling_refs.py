"""What an edition shows neither rests on nor leads to what it may not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from focalpoint.content.consultation.handling import Edition
from focalpoint.content.manual import Manual
from focalpoint.content.text.citations import glossary_terms
from focalpoint.content.text.reading import Reading
from focalpoint.problems import Problem, ProblemKind


def closed_ends(manual: Manual, readings: Mapping[str, Reading], edition: Edition) -> Iterator[Problem]:
    """The places where a text, as the edition carries it, names a thing that the edition lacks."""
    chapters = {chapter.slug for chapter in manual.chapters if chapter.path not in readings}
    labels = {label.lower() for text in manual.texts for label, _line in text.reading.labels}
    labels -= {label.lower() for reading in readings.values() for label, _line in reading.labels}
    terms = {term.lower() for text in manual.texts for term in glossary_terms(text.reading)}
    terms -= {term.lower() for reading in readings.values() for term in glossary_terms(reading)}
    for path, reading in readings.items():
        for name, line in _named(reading, {"chapter": chapters, "term": terms}, labels):
            yield Problem(
                path,
                line,
                ProblemKind.HANDLING,
                f"leads to `{name}`, which the {edition} edition may not carry; put the passage in a "
                "`:::{handling}` block with the same label, or take the reference away",
            )


def _named(reading: Reading, own: Mapping[str, set[str]], labels: set[str]) -> Iterator[tuple[str, int]]:
    for role in reading.roles:
        closed = own.get(role.name, labels if role.name in ("para", "numref", "ref") else set())
        if role.target in closed or role.target.lower() in closed:
            yield role.target, role.line
    for address, line in reading.links:
        if address.startswith("#") and address[1:].lower() in labels:
            yield address[1:], line
