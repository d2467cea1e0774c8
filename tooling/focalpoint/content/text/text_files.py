"""Text files as they are read: UTF-8, of bounded size, inside the project, and without what Git could not join."""

from __future__ import annotations

import re
from pathlib import Path

from focalpoint.config import MAX_TEXT_BYTES, Config
from focalpoint.conflict_marks import UNJOINED, first_mark
from focalpoint.problems import Problem, ProblemKind

_STRANGE = re.compile("[\0\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""NUL, and what one program takes for the end of a line and another does not: Markdown would be read in two ways."""


def read_text(config: Config, path: Path) -> tuple[str, list[Problem]]:
    """The text of a file with `\\n` line ends, and what kept it from being read (then the text is empty)."""
    text, problems = read_as_far(config, path)
    return ("" if problems else text), problems


def read_as_far(config: Config, path: Path) -> tuple[str, list[Problem]]:
    """The text of a file as far as it can be read, and what is wrong with it, which is one problem or none.

    With a problem, the text serves only to find what other texts refer to.
    """

    def wrong(line: int, message: str) -> list[Problem]:
        return [Problem(config.shown(path), line, ProblemKind.UNREADABLE, message)]

    try:
        if not path.resolve().is_relative_to(config.root.resolve()):
            return "", wrong(0, "leads outside the project; put the file itself here")
        if path.exists() and not path.is_file():
            return "", wrong(0, "is not a file; move it, or give it another name")
        data = path.read_bytes()
    except (OSError, RuntimeError) as error:  # the second is what Python 3.11 and 3.12 say of links in a circle
        why = error.strerror if isinstance(error, OSError) else "it is a link to itself"
        return "", wrong(0, f"cannot be read ({why}); check the file")
    if len(data) > MAX_TEXT_BYTES:
        return "", wrong(0, "is over 2 MB; a chapter or note is smaller: split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        guessed = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252", "replace")
        return _ends(guessed), wrong(line, "is not UTF-8 text; save it again as UTF-8, without styles")
    text = _ends(text)
    if strange := _STRANGE.search(text):
        line = text.count("\n", 0, strange.start()) + 1
        plain = _STRANGE.sub(" ", text)
        return plain, wrong(line, "holds a character that cannot be seen; type the line anew")
    return text, wrong(line, UNJOINED) if (line := first_mark(text)) else []


def _ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
