"""Figures are there, inside the manual, and said in words as well."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from focalpoint.config import MAX_TEXT_BYTES, Config
from focalpoint.conflict_marks import UNJOINED, first_mark
from focalpoint.content.manual import Manual, Note, Text
from focalpoint.content.pictures import PictureError, cleaned
from focalpoint.problems import Problem, ProblemKind


def check_pictures(config: Config, manual: Manual) -> Iterator[Problem]:
    """Every picture is a file of `manual/figures`, can be read, reaches for nothing else and has a text alternative."""
    seen: dict[Path, str] = {}
    for text in manual.texts:
        for address, alternative, line in text.reading.images:
            if isinstance(text, Note):
                yield Problem(
                    text.path,
                    line,
                    ProblemKind.IMAGE,
                    "a note carries no picture; show it in a chapter that cites the note",
                )
                continue
            if not alternative.strip():
                yield Problem(
                    text.path, line, ProblemKind.IMAGE, "the picture has no text alternative; add a line `:alt: …`"
                )
            file = (config.root / text.path).parent / address
            if "://" in address or not lies_in(file, config.manual / "figures"):
                yield Problem(
                    text.path,
                    line,
                    ProblemKind.IMAGE,
                    f"`{address}` does not lie in manual/figures; put the picture there",
                )
                continue
            if file not in seen:
                seen[file] = _wrong_with(file)
            if seen[file]:
                yield Problem(text.path, line, ProblemKind.IMAGE, f"`{address}` {seen[file]}")
            elif alternative.strip() and not _says_nothing(alternative, address) and _is_loose(text, line):
                yield Problem(text.path, line, ProblemKind.IMAGE, _AS_FIGURE)


def check_alternatives(config: Config, manual: Manual) -> Iterator[Problem]:
    """A picture's text alternative says what it shows, and not its file's name or its caption again."""
    for text in manual.chapters:
        captions = {prose.line: prose for prose in reversed(text.reading.prose) if "figure" in prose.inside}
        for address, alternative, line in text.reading.images:
            said = " ".join(alternative.split()).strip(". ").casefold()
            caption = next((captions[number] for number in sorted(captions) if number > line), None)
            if not said:
                continue
            if _says_nothing(alternative, address):
                message = f"the text alternative `{alternative}` does not say what the picture shows; describe it"
            elif caption and said == " ".join(" ".join(caption.rows).split()).strip(". ").casefold():
                message = "the text alternative repeats the caption; say what the picture shows"
            else:
                continue
            yield Problem(text.path, line, ProblemKind.TEXT_ALTERNATIVE, message)


_AS_FIGURE = "`![…](…)` gives no figure; write a `{figure}` with the file's name, a line `:alt: …` and a caption"
_SAYS_NOTHING = frozenset(
    "chart diagram drawing figure graph graphic illustration image map photo photograph picture".split()
)


def _is_loose(text: Text, line: int) -> bool:
    """Tell whether a picture stands among words: a figure has a title and a number, and one in a cell needs none."""
    row = text.text.split("\n")[line - 1].lstrip()
    tables = (one for one in text.reading.directives if one.name in ("table", "list-table"))
    return "![" in row and not row.startswith("|") and not any(one.line < line < one.end for one in tables)


def _says_nothing(alternative: str, address: str) -> bool:
    said = " ".join(alternative.split()).strip(". ").casefold()
    return said in _SAYS_NOTHING or said == Path(address).name.casefold()


def lies_in(file: Path, folder: Path) -> bool:
    """Whether a file lies in a folder once links are followed."""
    # Not Path.resolve, which raises for links in a circle.
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))


def _wrong_with(file: Path) -> str:
    try:
        if not file.is_file():
            return "does not exist; check the name" + _other_case(file)
        if file.stat().st_size > 10 * MAX_TEXT_BYTES:
            return "is over 20 MB; save it smaller"
        data = file.read_bytes()
        if file.suffix == ".svg" and (line := first_mark(data.decode("utf-8", "replace"))):
            return f"(line {line}): {UNJOINED}"
        cleaned(data, file.suffix)
    except PictureError as error:
        return str(error)
    except OSError as error:
        return f"cannot be read ({error.strerror}); check the file"
    return ""


def _other_case(file: Path) -> str:
    """A hint where a file differs only in capitals: that works on some machines and not on others."""
    try:
        near = [name for name in os.listdir(file.parent) if name.lower() == file.name.lower()]  # noqa: PTH208
    except OSError:
        return ""
    return f" (there is `{near[0]}`)" if near else ""
