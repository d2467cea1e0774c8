"""Load `manual/vocabulary.toml`, and tell each fault in it at its line."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from focalpoint.conflict_marks import UNJOINED, first_mark
from focalpoint.problems import Problem, ProblemKind, Trouble
from focalpoint.records import Place, say
from focalpoint.vocabulary import Vocabulary

PATH = "manual/vocabulary.toml"
MISSING = (
    "is missing: it names the ministries, kinds of effort and other words of this manual; "
    "restore it from Git (git checkout -- manual/vocabulary.toml), or take one from a project that "
    "`focalpoint new project` has made, and put your own words into it"
)


def load_vocabulary(root: Path) -> Vocabulary:
    """Read the vocabulary of the project in `root`; raises Trouble with each fault at its line."""
    try:
        text = (root / PATH).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise Trouble([Problem(PATH, 0, ProblemKind.VOCABULARY, MISSING)]) from None
    except OSError as error:
        message = f"cannot be read ({error.strerror}); check the file"
        raise Trouble([Problem(PATH, 0, ProblemKind.VOCABULARY, message)]) from None
    except UnicodeDecodeError:
        message = "is not UTF-8 text; save it again as UTF-8, without styles"
        raise Trouble([Problem(PATH, 0, ProblemKind.VOCABULARY, message)]) from None
    text = text.replace("\r\n", "\n")
    if line := first_mark(text):
        raise Trouble([Problem(PATH, line, ProblemKind.VOCABULARY, UNJOINED)])
    return read_vocabulary(text)


@lru_cache(maxsize=16)
def read_vocabulary(text: str) -> Vocabulary:
    """Read a vocabulary; raises Trouble with each fault at its line."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)$", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        reason = str(error).partition(" (at ")[0]
        message = f'is not readable TOML ({reason[0].lower()}{reason[1:]}); write each field as `name = "value"`'
        raise Trouble([Problem(PATH, line, ProblemKind.VOCABULARY, message)]) from None
    try:
        return Vocabulary.model_validate(table)
    except ValidationError as error:
        raise Trouble(
            Problem(PATH, _line_of(text, wrong["loc"]), ProblemKind.VOCABULARY, say(Vocabulary, wrong, " = "))
            for wrong in error.errors()
        ) from None


def _line_of(text: str, place: Place) -> int:
    """Find the line on which the field at `place` begins; of one that is missing, that of what it is missing from."""
    rows = text.split("\n")
    depth, line, whole = 0, 1, 0
    for end in range(1, len(rows) + 1):
        try:
            read = tomllib.loads("\n".join(rows[:end]))
        except tomllib.TOMLDecodeError:
            continue
        reached = _depth(read, place)
        if reached > depth:
            begun = (number for number in range(whole, end) if rows[number].strip() and not _is_comment(rows[number]))
            depth, line = reached, next(begun, end - 1) + 1
        whole = end
    return line


def _depth(read: Any, place: Place) -> int:
    """Count how many steps of the way to a field there are in what was read."""
    for steps, name in enumerate(place):
        try:
            read = read[name]
        except (KeyError, IndexError, TypeError):
            return steps
    return len(place)


def _is_comment(row: str) -> bool:
    return row.lstrip().startswith("#")
