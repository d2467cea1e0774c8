"""Mend every chapter and note of a manual, and say line by line what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Handling
from focalpoint.content.manual import Chapter, Manual, Note
from focalpoint.files import write_all
from focalpoint.mending.texts import mended

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Mended:
    """Lines of a file that were changed."""

    path: str
    line: int
    """Their first line in the file as it is now; where nothing is left of them, the line that follows."""
    before: tuple[str, ...]
    after: tuple[str, ...]


def mend_manual(config: Config, manual: Manual) -> list[Mended]:
    """Mend the chapters and notes on disk, all or none; return what was changed, in the order of files and lines.

    A text that is closed as a whole keeps its words: of it only lines, lists and spaces are mended. What could not be
    read stays as it is.
    """
    files: dict[Path, bytes] = {}
    changes: list[Mended] = []
    for text in manual.texts:
        if text.path in manual.unread:
            continue
        # The page with the contents has no label of its own, and no words that are closed.
        closed = isinstance(text, (Chapter, Note)) and text.fields.handling != Handling.CLEAR
        is_open = text.path not in manual.faulty and not closed
        after = mended(text.text, note=isinstance(text, Note), words=is_open)
        if after != text.text:
            file = config.root / text.path
            files[file] = _as_saved(after, file.read_bytes())
            changes += changed_lines(text.path, text.text, after)
    write_all(files)
    return changes


def _as_saved(text: str, before: bytes) -> bytes:
    """The bytes of a text, with the line ends and the mark at the beginning that its file had."""
    ends = "\r\n" if b"\r\n" in before else "\n"
    return (BOM if before.startswith(BOM) else b"") + text.replace("\n", ends).encode()


def changed_lines(path: str, before: str, after: str) -> Iterator[Mended]:
    """Yield the lines that differ between two states of a text, each run of them once."""
    old, new = before.split("\n"), after.split("\n")
    for kind, first, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if end - first == stop - begin:
            for at in range(end - first):
                if old[first + at] != new[begin + at]:
                    yield Mended(path, begin + at + 1, (old[first + at],), (new[begin + at],))
        else:
            yield Mended(path, begin + 1, tuple(old[first:end]), tuple(new[begin:stop]))
