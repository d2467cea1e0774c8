"""Enter chapters into the table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.manual import GENERATED
from focalpoint.content.text.contents import Part, read_parts
from focalpoint.content.text.markdown import read_markdown
from focalpoint.content.text.text_files import read_text
from focalpoint.problems import Trouble, stopped


@dataclass(frozen=True)
class Entered:
    """The table of contents with new entries, before it is written."""

    folder: str
    """Folder of the chapters within the manual."""
    index: Path
    text: str
    """The whole file."""
    caption: str
    """The part's."""
    line: int
    """The first new line."""


def entered(config: Config, folder: str, slugs: Sequence[str]) -> Entered:
    """Add chapters to the end of the part whose chapters are in `folder`; without a folder, to the last part's.

    Raises Trouble where no part has its chapters there.
    """
    index = config.manual / "index.md"
    text, problems = read_text(config, index)
    if problems:
        raise Trouble(problems)
    parts = [part for part in read_parts(read_markdown(text)) if part.entries]
    folder, part = _part_of(parts, folder)
    rows = text.split("\n")
    last = max(entry.line for entry in part.entries)
    rows[last:last] = [f"{folder}/{slug}" for slug in slugs]
    return Entered(folder, index, "\n".join(rows), part.caption, last + 1)


def _part_of(parts: Sequence[Part], folder: str) -> tuple[str, Part]:
    found: dict[str, Part] = {}
    for part in parts:
        for entry in part.entries:
            if entry.docname not in GENERATED and "/" in entry.docname:
                found.setdefault(entry.docname.rpartition("/")[0], part)
    if not folder:
        folder = next((name for name, part in reversed(found.items()) if part.part_of_book == "body"), "")
    if folder in found:
        return folder, found[folder]
    known = ", ".join(f"{name}/" for name in sorted({name.partition("/")[0] for name in found}))
    raise stopped(f"no part of the manual lies in a folder `{folder}`; begin the name with one of {known}")
