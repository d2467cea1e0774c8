"""The block of fields at the top of a chapter or note, read with the line of every field."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from focalpoint.problems import Problem, ProblemKind

Model = TypeVar("Model", bound=BaseModel)
FENCE = "---"


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
    try:
        fields: Any = YAML(typ="rt").load("\n".join(["", *lines[1:end]]))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line + 1, end + 1) if mark else 1
        return None, [problem(line, f"the fields are not readable YAML ({error.problem}); write each as `name: value`")]
    except (YAMLError, ValueError) as error:
        return None, [problem(1, f"the fields are not readable YAML ({str(error).splitlines()[0]})")]
    if not isinstance(fields, dict):
        return None, [problem(2, "front matter holds no fields; write each as `name: value`")]
    try:
        return model.model_validate(dict(fields)), []
    except ValidationError as error:
        return None, [problem(_line(fields, wrong["loc"]), _say(model, wrong)) for wrong in error.errors()]


def _line(fields: Any, place: tuple[int | str, ...]) -> int:
    """The line of the field at `place`, or the first line for one that is missing."""
    try:
        return int(fields.lc.key(place[0])[0]) + 1
    except (AttributeError, KeyError, IndexError):
        return 1


def _say(model: type[BaseModel], wrong: Any) -> str:
    name = ".".join(str(part) for part in wrong["loc"] if not str(part).startswith("function"))
    shown = str(wrong["input"])[:60]
    match wrong["type"]:
        case "missing":
            return f"the field `{name}` is missing; add it"
        case "extra_forbidden":
            known = ", ".join(field.alias or key for key, field in model.model_fields.items())
            return f"unknown field `{name}`; the fields here are {known}"
        case "enum" | "literal_error":
            return f"`{name}: {shown}` is not known; write {wrong['ctx']['expected']}"
        case kind if kind.startswith("date"):
            return f"`{name}: {shown}` is not a date; write it as 2026-11-23"
        case "value_error":
            return f"`{name}`: {wrong['ctx']['error']}" if name else str(wrong["ctx"]["error"])
        case _:
            return f"`{name}: {shown}`: {wrong['msg'][:1].lower()}{wrong['msg'][1:]}"
