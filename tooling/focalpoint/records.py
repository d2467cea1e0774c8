"""Records of fields that a person writes: frozen, without unknown fields, each fault told in that person's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(min_length=1, max_length=400)]
Place = tuple[int | str, ...]
"""The way to a field from the outermost: `("members", 3, "name")`."""


class Record(BaseModel):
    """A record whose fields are fixed and whose values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def say(model: type[BaseModel], wrong: Any, sign: str = ": ") -> str:
    """Tell one of pydantic's complaints about a record in an author's words; `sign` parts a field from its value."""
    name = ".".join(str(part) for part in wrong["loc"] if part != "[key]" and not str(part).startswith("function"))
    given = wrong["input"]
    shown = f"`{name}{sign}{str(given)[:60]}`" if isinstance(given, str | int | float | date) else f"`{name}`"
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
        case "model_type" | "dict_type" | "mapping_type":
            return f"{shown} holds no fields; write each as `name{sign}value` on a line below it"
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


def one_of(words: tuple[str, ...]) -> str:
    """List words as pydantic does where one of them was wanted: `'1', '2' or 'both'`."""
    quoted = [f"'{word}'" for word in words]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def _part(model: type[BaseModel], place: Place) -> type[BaseModel]:
    """Find the record inside `model` that the field at `place` belongs to."""
    for name in place[:-1]:
        fields = {field.alias or key: field for key, field in model.model_fields.items()}
        if field := fields.get(str(name)):
            model = next(_records(field.annotation), model)
    return model


def _records(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _records(argument)
