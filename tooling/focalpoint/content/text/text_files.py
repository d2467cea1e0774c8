"""Text files as they are read: UTF-8, of bounded size, inside the project."""

from __future__ import annotations

import re
from pathlib import Path

from focalpoint.config import MAX_TEXT_BYTES, Config
from focalpoint.problems import Problem, ProblemKind

_STRANGE = re.compile("[\0\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""NUL, and what one program takes for the end of a line and another does not: Markdown would be read in two ways."""


def read_text(config: Config, path: Path) -> tuple[str, list[Problem]]:
    """The text of a file with `\\n` line ends, and what kept it from being read (then the text is empty)."""
    shown = config.shown(path)
    try:
        if not path.resolve().is_relative_to(config.root.resolve()):
            return "", [
                Problem(shown, 0, ProblemKind.UNREADABLE, "leads outside the project; put the file itself here")
            ]
        if path.exists() and not path.is_file():
            return "", [Problem(shown, 0, ProblemKind.UNREADABLE, "is not a file; move it, or give it another name")]
        data = path.read_bytes()
    except (OSError, RuntimeError) as error:  # the second is what Python 3.11 and 3.12 say of links in a circle
        why = error.strerror if isinstance(error, OSError) else "it is a link to itself"
        return "", [Problem(shown, 0, ProblemKind.UNREADABLE, f"cannot be read ({why}); check the file")]
    if len(data) > MAX_TEXT_BYTES:
        return "", [Problem(shown, 0, ProblemKind.UNREADABLE, "is over 2 MB; a chapter or note is smaller: split it")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", [
            Problem(shown, line, ProblemKind.UNREADABLE, "is not UTF-8 text; save it again as UTF-8, without styles")
        ]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if strange := _STRANGE.search(text):
        line = text.count("\n", 0, strange.start()) + 1
        return "", [
            Problem(shown, line, ProblemKind.UNREADABLE, "holds a character that cannot be seen; type the line anew")
        ]
    return text, []
