"""Read a YAML file that holds one record which the tools wrote: a draft's, a release's."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from focalpoint.config import Config
from focalpoint.content.consultation.roster import NEWER_YAML
from focalpoint.content.text.fields import line_of, load_fields, refusal
from focalpoint.content.text.text_files import read_text
from focalpoint.problems import Problem, ProblemKind
from focalpoint.records import Record, say

Fields = TypeVar("Fields", bound=Record)


def read_record(
    config: Config, file: Path, model: type[Fields], kind: ProblemKind, named: tuple[str, str, str]
) -> tuple[Fields | None, list[Problem]]:
    """Read a record from its file, and list what is wrong with it; faults of its fields are of the kind given.

    `named` says which field repeats the name under which the record is kept: the field, that name, and what it is
    called in a message, such as `("number", "2", "folder")`.
    """
    path = config.shown(file)
    text, problems = read_text(config, file)
    if problems:
        return None, problems
    try:
        written = load_fields(text, NEWER_YAML)
    except Exception as error:  # a YAML parser raises many kinds of error
        line, reason = refusal(text, error)
        return None, [Problem(path, line, ProblemKind.UNREADABLE, f"cannot be read: {reason}")]
    try:
        fields = model.model_validate(written)
    except ValidationError as error:
        return None, [
            Problem(path, line_of(written, wrong["loc"]), kind, _said(model, wrong)) for wrong in error.errors()
        ]
    field, name, noun = named
    if (value := str(getattr(fields, field))) != name:
        told = f"`{field}: {value}` is not the {noun}'s name; restore the file from Git"
        return None, [Problem(path, line_of(written, (field,)), kind, told)]
    return fields, []


def _said(model: type[Record], wrong: Any) -> str:
    if wrong["type"] == "string_pattern_mismatch":
        return f"`{wrong['loc'][-1]}: {str(wrong['input'])[:60]}` is not in its form; restore the file from Git"
    return say(model, wrong)
