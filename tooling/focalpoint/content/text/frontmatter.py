"""The block of fields at the top of a chapter or note, read with the line of every field."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from focalpoint.content.text.fields import line_of, load_fields, refusal
from focalpoint.problems import Problem, ProblemKind
from focalpoint.records import Place, say
from focalpoint.vocabulary import Vocabulary

Model = TypeVar("Model", bound=BaseModel)
FENCE = "---"
SPHINX_READS = (1, 1)
"""The version of YAML that Sphinx will read it by: `title: No` is no title there, but a false."""


def read_fields(
    model: type[Model], path: str, text: str, vocabulary: Vocabulary | None
) -> tuple[Model | None, list[Problem]]:
    """Read the front matter of `text` as a record, or None with every problem at its own line.

    Without a vocabulary, words that it would have to know are not judged.
    """

    def problem(line: int, message: str) -> Problem:
        return Problem(path, line, ProblemKind.FRONT_MATTER, message)

    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None, [problem(1, "does not begin with front matter; begin with a line `---`, the fields, and `---`")]
    end = body_begins(text) - 2
    if end < 0:
        return None, [problem(1, "front matter is not closed; end the fields with a line `---`")]
    # An empty line stands for the fence, so that lines count as in the file.
    block = "\n".join(["", *lines[1:end]])
    try:
        fields = load_fields(block, SPHINX_READS)
    except Exception as error:  # what YAML refuses it refuses in a dozen ways
        line, reason = refusal(block, error)
        return None, [problem(min(line, end + 1), f"the fields cannot be read: {reason}")]
    if not isinstance(fields, dict):
        return None, [problem(2, "front matter holds no fields; write each as `name: value`")]
    try:
        return model.model_validate({str(name): value for name, value in fields.items()}, context=vocabulary), []
    except ValidationError as error:
        told = _told(model, error)
        return None, [problem(line_of(fields, place or _named(message)), message) for place, message in told]


def _told(model: type[BaseModel], error: ValidationError) -> list[tuple[Place, str]]:
    """Each fault with its field; one that is missing because its name has a slip is told as that slip."""
    wrongs = error.errors()
    missing = [str(wrong["loc"][0]) for wrong in wrongs if wrong["type"] == "missing" and len(wrong["loc"]) == 1]
    meant: dict[str, str] = {}
    for wrong in wrongs:
        if wrong["type"] == "extra_forbidden" and len(wrong["loc"]) == 1:
            name = str(wrong["loc"][0])
            meant |= dict.fromkeys(get_close_matches(name.casefold(), missing, 1, 0.75), name)
    told: list[tuple[Place, str]] = []
    told += (((name,), f"`{name}` is no field; write `{field}`") for field, name in meant.items())
    slips = {*meant, *meant.values()}
    told += ((wrong["loc"], say(model, wrong)) for wrong in wrongs if not slips.intersection(map(str, wrong["loc"])))
    return told


def _named(message: str) -> Place:
    """The field that a message about several of them begins with."""
    found = re.match(r"`(\w+)`", message)
    return (found[1],) if found else ()


def without_comments(text: str) -> str:
    """The text without the comments in its front matter, line for line; what its fields say stays as it was."""
    rows = text.split("\n")
    first, end = 1, body_begins(text) - 2
    if "#" not in "".join(rows[first:end]):
        return text
    said = _loaded(rows[first:end])
    for number in range(first, end):
        for found in re.finditer(r"(?:^|\s)#", rows[number]):
            shorter = [*rows[first:number], rows[number][: found.start()].rstrip(), *rows[number + 1 : end]]
            # A `#` in quotes, or in the words of a field, is no comment.
            if _loaded(shorter) == said:
                rows[number] = shorter[number - first]
                break
    return "\n".join(rows)


def _loaded(rows: list[str]) -> object:
    try:
        return load_fields("\n".join(rows), SPHINX_READS)
    except Exception:  # what YAML refuses it refuses in a dozen ways
        return None


def body_begins(text: str) -> int:
    """The line after the front matter; 1 where there is none, or none that is closed."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return 1
    return next((number + 2 for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 1)


def field_line(text: str, name: str) -> int:
    """The line on which the front matter gives a field, or 1."""
    lines = text.split("\n")[: body_begins(text) - 1]
    return next((number for number, line in enumerate(lines, 1) if line.partition(":")[0].rstrip() == name), 1)
