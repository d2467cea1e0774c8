"""What is cited exists and is cited in its form; the points of a note carry the numbers by which it is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from focalpoint.config import Config
from focalpoint.content.manual import HEARD, Manual, Note
from focalpoint.content.text.reading import Reading
from focalpoint.content.text.symbols import wrong_symbol
from focalpoint.lists import points, words
from focalpoint.problems import Problem, ProblemKind


def check_citations(config: Config, manual: Manual) -> Iterator[Problem]:
    """Sources are in `sources.bib`, points of notes exist, UN symbols are in the UN's form."""
    notes = {note.fields.id: note for note in reversed(manual.notes)}
    for text in manual.texts:
        for name, cited, line in _cited(text.reading):
            match name:
                case "source" if manual.lacks_source(cited):
                    yield Problem(
                        text.path,
                        line,
                        ProblemKind.CITATION,
                        f"no source is called `{cited}`{near(cited, manual.sources)}; add it to manual/sources.bib",
                    )
                case "heard":
                    wrong = _wrong_points(cited, notes, manual.unread)
                    if wrong:
                        yield Problem(text.path, line, ProblemKind.CITATION, wrong)
                case "undoc" if wrong := wrong_symbol(cited):
                    yield Problem(text.path, line, ProblemKind.SYMBOL, f"`{cited}` is not a UN symbol: {wrong}")
    for note in manual.notes:
        if note.fields.source and manual.lacks_source(note.fields.source):
            yield Problem(
                note.path, 1, ProblemKind.CITATION, f"no source is called `{note.fields.source}`; add it to sources.bib"
            )


def _cited(reading: Reading) -> Iterator[tuple[str, str, int]]:
    for role in reading.roles:
        if role.name == "footcite":
            yield from (("source", key, role.line) for key in words(role.content) or [""])
        elif role.name in ("heard", "undoc"):
            yield role.name, role.content, role.line
    for directive in reading.directives:
        origin, line = directive.options.get("from", ("", 0))
        for item in filter(None, (part.strip() for part in origin.split(";"))):
            yield ("heard" if " " in item else "source"), item, line


def _wrong_points(cited: str, notes: dict[str, Note], unread: Set[str]) -> str:
    name, _, numbers = cited.partition(" ")
    if name not in notes:
        return f"no note is called `{name}`{near(name, notes)}; notes are the files in consultations/notes"
    try:
        found = points(numbers)
    except ValueError:
        return f"`{cited}` does not name points; write the note's id and its points, such as `{name} 12, 14-16`"
    last = len(notes[name].points)
    if not last and notes[name].fields.withdrawn_on:
        return f"cites the note `{name}`, which was withdrawn; take the citation out, and what rested on it"
    if notes[name].path in unread or not last:
        return ""  # The note itself is told.
    missing = [str(point) for point in found if point > last]
    return f"the note `{name}` has no point {', '.join(missing)}; its last is {last}" if missing else ""


def near(word: str, known: Iterable[str]) -> str:
    """Name the known word that one is probably a slip for, as `(perhaps `word`)`; empty where there is none."""
    from difflib import get_close_matches

    close = get_close_matches(word, sorted(known), 1, 0.75)
    return f" (perhaps `{close[0]}`)" if close else ""


def check_points(config: Config, manual: Manual) -> Iterator[Problem]:
    """The numbers typed before the points run from 1 through the whole note, without gap or repeat."""
    for note in manual.notes:
        if note.docname == HEARD:
            yield Problem(
                note.path, 0, ProblemKind.DUPLICATE, "index is the list of the notes; give this one another id"
            )
        if not note.reading.points and not note.fields.withdrawn_on:
            yield Problem(note.path, 0, ProblemKind.EMPTY, "makes no point; write each as a numbered item: `1. …`")
        for expected, (number, line, _end, _label) in enumerate(note.reading.points, 1):
            if number != expected:
                yield Problem(
                    note.path,
                    line,
                    ProblemKind.POINT,
                    f"this point is typed {number} where {expected} follows; number them 1, 2, 3 to the note's end",
                )
                break
