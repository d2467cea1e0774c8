"""Fields written in YAML: read with the line of each, and every mistake in them said in an author's words."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from focalpoint.content.text.reading import parsed_once
from focalpoint.records import Place

_REASONS: tuple[tuple[str, str], ...] = (
    (r"chomping|indentation indicators", "a value begins with `>` or `|`; put the value in quotes"),
    (r"sequence entries", "a value begins with a hyphen; write a list as [one, two], or put the value in quotes"),
    (r"character '\\t'", "a tab stands here; type spaces in its place"),
    (r"character '?%|directive|YAML version", "a line or value begins with `%`; put the value in quotes"),
    (r"character '[@`]'", "a value begins with a sign of its own; put the value in quotes"),
    (r"duplicate key \"(?P<name>[^\"]*)\"", "the field `{name}` stands here twice; keep one"),
    (r"alias|expected alphabetic", "a value begins with `*` or `&`; put the value in quotes"),
    (r"constructor for the tag|expected URI|tag handle", "a value begins with `!`; put the value in quotes"),
    (r"unexpected end of stream", "the quotation mark that opens here is never closed; close it on the same line"),
    (r"escape character|hexdecimal", "a backslash stands between double quotation marks; use single ones"),
    (r"content, but found '[^<]|mapping keys", "a value begins with a sign of its own; put the value in quotes"),
    (r"expected ',' or|<stream end>|flow", "the bracket that opens here is never closed; close it"),
    (r"could not find|simple key", "this line is no field; write `name: value`, with a space after the colon"),
    (r"another document", "a line `---` stands among the fields; take it out"),
    (
        r"expected <block end>|document start|block (?:sequence|mapping|collection)|indentation",
        "this line does not begin where the one above it does, or words follow a closed quotation mark; "
        "begin all fields in one column, and put the whole of a value in quotes",
    ),
)
"""What YAML says where it refuses a text, and what an author is told in its place."""

class _Constructor(RoundTripConstructor):
    """Leaves a date as it is typed, so that one that no calendar has is told with its line."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _self, node: node.value)


@lru_cache(maxsize=512)
def load_fields(block: str, version: tuple[int, int]) -> Any:
    """What the YAML says by the rules of that version. Never change it: the same text gives the same object."""
    return parsed_once(f"YAML {version}", block, lambda: _parsed(block, version))


def _parsed(block: str, version: tuple[int, int]) -> Any:
    yaml = YAML(typ="rt")
    yaml.version = version
    yaml.Constructor = _Constructor
    with warnings.catch_warnings():
        # Of numbers that are written in an old way; a number is told as a fault where text is wanted.
        warnings.simplefilter("ignore")
        return yaml.load(block)


def refusal(block: str, error: Exception) -> tuple[int, str]:
    """The line at which YAML gave up, and in an author's words what is wrong there; what to do."""
    if isinstance(error, ReaderError):
        line = block[: error.position].count("\n") + 1
        return line, "a character that cannot be seen stands here; type the line anew"
    if not isinstance(error, MarkedYAMLError):
        return 1, "the fields stand within one another too often; write each as `name: value` on its own line"
    # A quote or bracket that nothing closes is put right where it opens.
    opened = any(word in (error.context or "") for word in ("quoted scalar", "flow", "simple key"))
    mark = error.context_mark if opened else error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    if "mapping values" in str(error.problem):
        return _second_colon(block.split("\n"), line)
    for pattern, message in _REASONS:
        if found := re.search(pattern, f"{error.problem}"):
            return line, message.format_map(found.groupdict())
    return line, "this is no field; write each as `name: value`, and in quotes a value that holds a sign"


def _second_colon(rows: list[str], line: int) -> tuple[int, str]:
    """Say why YAML refuses a colon: its value holds it, the line is indented, or the line above is no field."""
    if not re.fullmatch(r"\s*[\w-]+:(?:\s[^:]*)?", rows[line - 1]):
        return line, "a value holds a colon here; put the value in quotes"
    if rows[line - 1][:1].isspace():
        return line, "this line begins further right than the field above it; begin all fields in one column"
    return max(1, line - 1), "this line is no field; write `name: value`, with a space after the colon"


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
