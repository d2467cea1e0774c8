"""Fields written in YAML: read with the line of each, and every mistake in them said in an author's words."""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from focalpoint.records import Place

READABLE = "write each as `name: value`, and in quotes a value that holds a colon"
"""What to do where YAML refuses a text."""

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
