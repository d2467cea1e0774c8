"""Files of data in `manual/data`: read into records, and each mistake in them told at its own line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from focalpoint.config import Config
from focalpoint.content.consultation.roster import NEWER_YAML
from focalpoint.content.text.fields import line_of, load_fields, refusal
from focalpoint.content.text.text_files import read_text
from focalpoint.problems import Problem, ProblemKind
from focalpoint.records import Record, say

FOLDER = "data"
"""Where the files lie in `manual/`."""
Held = TypeVar("Held", bound=Record)


@dataclass(frozen=True)
class DataFile(Generic[Held]):
    """One file of data: what it holds, or None where it is missing or cannot be read."""

    path: str
    """Path from the top of the repository."""
    held: Held | None = None
    written: Any = field(default=None, compare=False, repr=False)
    """The file as YAML read it, which knows the line of everything."""

    def sources(self) -> Iterator[tuple[str, int]]:
        """Every source that it names in a field `source` or `sources`, with the line."""
        yield from _keys(self.written)


NO_DATA: DataFile[Any] = DataFile("")
"""The data of a project that has none."""


def data_file(config: Config, name: str) -> Path:
    """Where the data of a name lie."""
    return config.manual / FOLDER / f"{name}.yaml"


def load_data(config: Config, name: str, model: type[Held]) -> tuple[DataFile[Held], list[Problem]]:
    """The data of a name, and everything that was wrong with reading them; a file that is missing holds nothing."""
    file = data_file(config, name)
    path = config.shown(file)
    if not file.exists():
        return DataFile(path), []
    text, problems = read_text(config, file)
    if problems:
        return DataFile(path), problems

    def problem(line: int, message: str) -> Problem:
        return Problem(path, line, ProblemKind.DATA, message)

    try:
        written = load_fields(text, NEWER_YAML)
    except Exception as error:  # what YAML refuses it refuses in a dozen ways
        line, reason = refusal(text, error)
        return DataFile(path), [problem(line, f"cannot be read: {reason}")]
    if not isinstance(written, dict):
        return DataFile(path), [problem(1, "holds no fields; write each as `name: value`")]
    try:
        return DataFile(path, model.model_validate(written, context=config.vocabulary), written), []
    except ValidationError as error:
        found = [problem(line_of(written, wrong["loc"]), say(model, wrong)) for wrong in error.errors()]
        return DataFile(path, None, written), found


def _keys(fields: Any) -> Iterator[tuple[str, int]]:
    if isinstance(fields, dict):
        for name, value in fields.items():
            if name in ("source", "sources"):
                line = line_of(fields, (name,))
                yield from ((str(key), line) for key in ([value] if isinstance(value, str) else value or ()))
            else:
                yield from _keys(value)
    elif isinstance(fields, list):
        for value in fields:
            yield from _keys(value)
