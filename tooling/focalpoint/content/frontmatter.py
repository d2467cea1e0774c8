"""The block of fields at the top of a chapter or note, read with the line of every field."""

from __future__ import annotations

import warnings
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from focalpoint.problems import Problem, ProblemKind

Model = TypeVar("Model", bound=BaseModel)
FENCE = "---"


class _Constructor(RoundTripConstructor):
    """Leaves a date as it is typed, so that one that no calendar has is told with its line."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _self, node: node.value)


def read_fields(model: type[Model], path: str, text: str) -> tuple[Model | None, list[Problem]]:
    """The front matter of `text` as a record, or None with every problem at its own line."""

    def problem(line: int, message: str) -> Problem:
        return Problem(path, line, ProblemKind.FRONT_MATTER, message)

    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None, [problem(1, "does not begin with front matter; begin with a line `---`, the fields, and `---`")]
    try:
        end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE)
    except StopIteration:
        return None, [problem(1, "front matter is not closed; end the fields with a line `---`")]
    # An empty line stands for the fence, so that lines count as in the file.
    block = "\n".join(["", *lines[1:end]])
    try:
        fields = _load(block)
    except Exception as error:  # what YAML refuses it refuses in a dozen ways
        line, reason = _refusal(block, error)
        advice = "write each as `name: value`, and in quotes a value that holds a colon"
        return None, [problem(min(line, end + 1), f"the fields are not readable YAML ({reason}); {advice}")]
    if not isinstance(fields, dict):
        return None, [problem(2, "front matter holds no fields; write each as `name: value`")]
    try:
        return model.model_validate({str(name): value for name, value in fields.items()}), []
    except ValidationError as error:
        return None, [problem(_line(fields, wrong["loc"]), _say(model, wrong)) for wrong in error.errors()]


@lru_cache(maxsize=512)
def _load(block: str) -> Any:
    yaml = YAML(typ="rt")
    # The version that Sphinx will read it by: `title: No` is no title there, but a false.
    yaml.version = (1, 1)
    yaml.Constructor = _Constructor
    with warnings.catch_warnings():
        # Of numbers that are written in an old way; a number is told as a fault where text is wanted.
        warnings.simplefilter("ignore")
        return yaml.load(block)


def _refusal(block: str, error: Exception) -> tuple[int, str]:
    """The line at which YAML gave up, and its reason on one line."""
    if isinstance(error, MarkedYAMLError):
        # A quote or bracket that nothing closes is put right where it opens.
        opened = any(word in (error.context or "") for word in ("quoted scalar", "flow"))
        mark = error.context_mark if opened else error.problem_mark or error.context_mark
        return (mark.line + 1 if mark else 1), " ".join(str(error.problem).split())
    if isinstance(error, ReaderError):
        return block[: error.position].count("\n") + 1, "it holds a character that cannot be seen; type the line anew"
    return 1, f"{type(error).__name__} {error}".splitlines()[0]


def _line(fields: Any, place: tuple[int | str, ...]) -> int:
    """The line of the field at `place`, or the first line for one that is missing."""
    for name in fields:
        if place and str(name) == place[0]:
            return int(fields.lc.key(name)[0]) + 1
    return 1


def _say(model: type[BaseModel], wrong: Any) -> str:
    name = ".".join(str(part) for part in wrong["loc"] if not str(part).startswith("function"))
    given = wrong["input"]
    shown = f"`{name}: {str(given)[:60]}`" if isinstance(given, str | int | float | date) else f"`{name}`"
    match wrong["type"]:
        case "missing":
            return f"the field `{name}` is missing; add it"
        case "extra_forbidden":
            known = ", ".join(field.alias or key for key, field in model.model_fields.items())
            return f"unknown field `{name}`; the fields here are {known}"
        case "string_type" if given is None:
            return f"`{name}` is empty; write it, or take the line out"
        case "string_type":
            return f"{shown} is not text; put it in quotes"
        case "string_too_short":
            return f"`{name}` is empty; write it, or take the line out"
        case "string_too_long":
            return f"`{name}` has over {wrong['ctx']['max_length']} characters; shorten it"
        case "string_pattern_mismatch":
            return f"{shown} is not a name; use small letters, figures and dashes, such as accra-2027"
        case "tuple_type":
            return f"{shown} is not a list; write it as [one, two]"
        case "enum" | "literal_error":
            return f"{shown} is not known; write {wrong['ctx']['expected']}"
        case kind if kind.startswith("date"):
            return f"{shown} is not a date; write it as 2026-11-23"
        case "value_error":
            return f"`{name}`: {wrong['ctx']['error']}" if name else str(wrong["ctx"]["error"])
        case _:
            return f"{shown}: {wrong['msg'][:1].lower()}{wrong['msg'][1:]}"
