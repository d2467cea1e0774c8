"""The points of a note carry the numbers by which chapters cite them."""

from __future__ import annotations

from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.manual import HEARD, Manual
from focalpoint.problems import Problem, ProblemKind


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
