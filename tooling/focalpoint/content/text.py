"""Text files as they are read: UTF-8, of bounded size, inside the project."""

from __future__ import annotations

from pathlib import Path

from focalpoint.config import MAX_TEXT_BYTES, Config
from focalpoint.problems import Problem, ProblemKind


def read_text(config: Config, path: Path) -> tuple[str, list[Problem]]:
    """The text of a file with `\\n` line ends, and what kept it from being read (then the text is empty)."""
    shown = config.shown(path)
    try:
        if not path.resolve().is_relative_to(config.root.resolve()):
            return "", [
                Problem(shown, 0, ProblemKind.UNREADABLE, "leads outside the project; put the file itself here")
            ]
        data = path.read_bytes()
    except OSError as error:
        return "", [Problem(shown, 0, ProblemKind.UNREADABLE, f"cannot be read ({error.strerror}); check the file")]
    if len(data) > MAX_TEXT_BYTES:
        return "", [Problem(shown, 0, ProblemKind.UNREADABLE, "is over 2 MB; a chapter or note is smaller: split it")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", [
            Problem(shown, line, ProblemKind.UNREADABLE, "is not UTF-8 text; save it again as UTF-8, without styles")
        ]
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return "", [Problem(shown, line, ProblemKind.UNREADABLE, "holds a NUL character; it is not plain text")]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []
