"""Fields written in YAML: read with the line of each, and every mistake in them said in an author's words."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

READABLE = "write each as `name: value`, and in quotes a value that holds a colon"
"""What to do where YAML refuses a text."""
Place = tuple[int | str, ...]
"""The way to a field from the outermost: `("members", 3, "name")`."""


class _Constructor(RoundTripConstructor):
    """Leaves a date as it is typed, so that one that no calendar has is told with its line."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _self, node: node.value)


@lru_cache(maxsize=512)
def load_fields(block: str, version: tuple[int, int]) -> Any:
    """What the YAML says by the rules of that version. Never change it: the same text gives the same object."""
    yaml = YAML(typ="rt")
    yaml.version = version
    yaml.Constructor = _Constructor
    with warnings.catch_warnings():
        # Of numbers that are written in an old way; a number is told as a fault where text is wanted.
        warnings.simplefilter("ignore")
        return yaml.load(block)


def refusal(block: str, error: Exception) -> tuple[int, str]:
    """The line at which YAML gave up, and its reason on one line."""
    if isinstance(error, MarkedYAMLError):
        # A quote or bracket that nothing closes is put right where it opens.
        opened = any(word in (error.context or "") for word in ("quoted scalar", "flow"))
        mark = error.context_mark if opened else error.problem_mark or error.context_mark
        return (mark.line + 1 if mark else 1), " ".join(str(error.problem).split())
    if isinstance(error, ReaderError):
        return block[: error.position].count("\n") + 1, "it holds a character that cannot be seen; type the line anew"
    return 1, f"{type(error).__name__} {error}".splitlines()[0]


def line_of(fields: Any, place: Place) -> int:
    """The line of the field at `place`; for one that is missing, the line of what it is missing from."""
    line = 1
    for name in place:
        if isinstance(fields, list) and isinstance(name, int) and name < len(fields):
            line, fields = int(fields.lc.item(name)[0]) + 1, fields[name]  # type: ignore[attr-defined]
        elif isinstance(fields, dict) and (key := _key(fields, name)) is not None:
            line, fields = int(fields.lc.key(key)[0]) + 1, fields[key]  # type: ignore[attr-defined]
        else:
            break
    return line


def _key(fields: dict[Any, Any], name: int | str) -> Any:
    """The key as YAML read it: a number, perhaps, where the record has a name."""
    return next((key for key in fields if str(key) == str(name)), None)


def say(model: type[BaseModel], wrong: Any) -> str:
    """One of pydantic's complaints about a record, in an author's words."""
    name = ".".join(str(part) for part in wrong["loc"] if not str(part).startswith("function"))
    given = wrong["input"]
    shown = f"`{name}: {str(given)[:60]}`" if isinstance(given, str | int | float | date) else f"`{name}`"
    match wrong["type"]:
        case "missing":
            return f"the field `{name}` is missing; add it"
        case "extra_forbidden":
            known = ", ".join(field.alias or key for key, field in _part(model, wrong["loc"]).model_fields.items())
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
        case "model_type" | "dict_type":
            return f"{shown} holds no fields; write each as `name: value` on a line below it"
        case "int_type" | "int_parsing" | "int_from_float" | "greater_than_equal" | "less_than_equal":
            return f"{shown} is not a number that fits here; write a whole number"
        case "enum" | "literal_error":
            return f"{shown} is not known; write {wrong['ctx']['expected']}"
        case kind if kind.startswith("date"):
            return f"{shown} is not a date; write it as 2026-11-23"
        case "value_error":
            return f"`{name}`: {wrong['ctx']['error']}" if name else str(wrong["ctx"]["error"])
        case _:
            return f"{shown}: {wrong['msg'][:1].lower()}{wrong['msg'][1:]}"


def _part(model: type[BaseModel], place: Place) -> type[BaseModel]:
    """The record inside `model` that the field at `place` belongs to."""
    for name in place[:-1]:
        if field := model.model_fields.get(str(name)):
            model = next(_records(field.annotation), model)
    return model


def _records(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _records(argument)
