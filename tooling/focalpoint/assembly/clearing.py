"""Keep an edition's text clear of references to what it may not carry.

Words of a closed note that its people cleared stay, with a neutral citation. Any other passage that rests on a closed
note, names one, or refers to a withheld chapter, label or term is a problem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import combinations

from focalpoint.content.consultation.handling import Edition
from focalpoint.content.manual import Manual, Note, Text
from focalpoint.content.text.citations import glossary_terms
from focalpoint.content.text.reading import Directive, Reading
from focalpoint.lists import points
from focalpoint.problems import Problem, ProblemKind

CONSULTED = "consulted"
"""The role, and the word in `from`, that replaces the citation of a note which the edition may not carry."""
_ROLE = re.compile(r"\{([\w:+-]+)\}`([^`]*)`")
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")
_BEHIND = frozenset({"heard", "footcite", CONSULTED})
"""Roles that follow a sentence and are not part of it."""


class Closed:
    """The notes, and points of notes, that an edition may not carry."""

    def __init__(self, manual: Manual, edition: Edition) -> None:
        self.edition = edition
        self.notes = {note.fields.id: note for note in manual.notes}

    def holds(self, cited: str) -> Note | None:
        """Return the note of a citation, `accra-2026 3, 5`, if the edition may not carry it or one of these points."""
        name, _, numbers = cited.strip().partition(" ")
        note = self.notes.get(name)
        if note is None or not carried(note, self.edition):
            return note
        try:
            cited_points = set(points(numbers))
        except ValueError:
            return None  # The checks tell it, or Sphinx, at its line.
        closed = (point for point in note.reading.points if point.label and not self.edition.may_show(point.label))
        return note if any(point.number in cited_points for point in closed) else None


def carried(note: Note, edition: Edition) -> bool:
    """Return whether the edition carries the note."""
    return edition.may_carry(note.fields.handling) and not note.fields.withdrawn_on


def neutralise_citations(text: Text, kept: str, reading: Reading, closed: Closed) -> tuple[str, list[Problem]]:
    """Make every citation of a closed note neutral; return the text, and a problem for each use of uncleared words."""
    rows = kept.split("\n")
    problems: list[Problem] = []
    for line, cited, words in _citations(rows, reading):
        note = closed.holds(cited)
        if note is None:
            continue
        if not all(is_cleared(note, said) for said in words):
            problems.append(_uncleared(text.path, line, closed.edition))
        year = note.fields.date.year
        row = rows[line - 1].replace(f"{{heard}}`{cited}`", f"{{{CONSULTED}}}`{year}`")
        begin, is_option, items = row.partition(":from:")
        if is_option:
            listed = (f"{CONSULTED} {year}" if item.strip() == cited else item.strip() for item in items.split(";"))
            row = f"{begin}{is_option} {'; '.join(dict.fromkeys(listed))}"
        rows[line - 1] = row
    return "\n".join(rows), problems


def closed_notes_named(texts: Mapping[str, str], closed: Closed) -> Iterator[Problem]:
    """Yield a problem for each line, by its author's path, that names a note which the edition does not carry."""
    ids = [re.escape(note.fields.id) for note in closed.notes.values() if not carried(note, closed.edition)]
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(ids)})(?![\w-])", re.IGNORECASE) if ids else None
    for path, text in texts.items():
        for line, row in enumerate(text.split("\n"), 1):
            if named and named.search(row):
                message = (
                    f"names a note that the {closed.edition} edition may not carry; say it without the note's name, "
                    "or cite the note as {heard}`its-name 1` behind the sentence that rests on it"
                )
                yield Problem(path, line, ProblemKind.HANDLING, message)


def _citations(rows: list[str], reading: Reading) -> Iterator[tuple[int, str, list[str]]]:
    """Yield line and text of every citation of a note, with the sentences that rest on it."""
    for role in reading.roles:
        if role.name == "heard":
            yield role.line, role.content, [rows[role.line - 1]]
    for block in reading.directives:
        origin, line = block.options.get("from", ("", 0))
        for item in filter(None, (part.strip() for part in origin.split(";"))):
            if " " in item:
                yield line, item, list(_said_by(block))


def _said_by(block: Directive) -> Iterator[str]:
    """Yield the sentences of a box itself: the first line of an action, the body of a practice."""
    if block.name == "action":
        yield block.argument
    else:
        yield from (row for row, _line in block.body if row.strip())


def is_cleared(note: Note, sentence: str) -> bool:
    """Return whether a sentence consists, word for word, of sentences that the people consulted have cleared."""
    said = bare(sentence)
    if not said or note.fields.cleared_on is None:
        return False
    sentences = [bare(one) for one in _SENTENCES.split(note.fields.cleared_text or "")]
    return any(said == "".join(sentences[first:last]) for first, last in combinations(range(len(sentences) + 1), 2))


def bare(text: str) -> str:
    """Reduce a text to its letters and digits, in lower case and without Markdown, citations and punctuation."""
    folded = unicodedata.normalize("NFKC", without_roles(text)).casefold()
    return "".join(character for character in folded if character.isalnum())


def without_roles(text: str) -> str:
    """Replace each role in a text by its words, and drop the roles that follow a sentence."""
    return _ROLE.sub(lambda role: "" if role[1] in _BEHIND else role[2].split("<")[0], text)


def _uncleared(path: str, line: int, edition: Edition) -> Problem:
    return Problem(
        path,
        line,
        ProblemKind.HANDLING,
        f"rests on a note that the {edition} edition may not carry; put the passage in a "
        "`:::{handling}` block with the note's label, or have the text cleared",
    )


def dangling_references(manual: Manual, readings: Mapping[str, Reading], edition: Edition) -> Iterator[Problem]:
    """Yield a problem for each reference, in the texts as the edition carries them, to what the edition lacks."""
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
