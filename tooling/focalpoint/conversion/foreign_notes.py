"""Take the texts of footnotes out of foreign Markdown, so that calls within boxes and tables find them too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_NOTE = re.compile(r" {0,3}\[\^(?P<label>[^\]\s]+)\]:[ \t]*(?P<words>.*)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")


@dataclass
class Notes:
    """The footnotes of one file."""

    texts: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Of each label the line, and the text with the further lines as they stand below it."""
    doubled: list[tuple[str, int, str]] = field(default_factory=list)
    """Label, line and text of each whose label is given already."""

    def environment(self) -> dict[str, Any]:
        """Return what the parser has to know to find the calls; it enters them under `footnotes`, `list`."""
        return {"footnotes": {"refs": {f":{label}": -1 for label in self.texts}, "list": {}}}


def take_notes(text: str) -> tuple[str, Notes]:
    """Return a text with empty lines for the texts of its footnotes, and these."""
    notes, rows = Notes(), text.split("\n")
    fence, place = "", 0
    while place < len(rows):
        found = _FENCE.match(rows[place])
        if found and (not fence or rows[place].strip().startswith(fence)):
            fence = "" if fence else found[1]
        note = None if fence else _NOTE.fullmatch(rows[place])
        if not note:
            place += 1
            continue
        first, end = place, _end(rows, place + 1)
        words = "\n".join([note["words"], *(re.sub(r"^(?: {1,4}|\t)", "", row) for row in rows[first + 1 : end])])
        if note["label"] in notes.texts:
            notes.doubled.append((note["label"], first + 1, words))
        else:
            notes.texts[note["label"]] = (first + 1, words)
        rows[first:end] = [""] * (end - first)
        place = end
    return "\n".join(rows), notes


def _end(rows: list[str], place: int) -> int:
    """The line after a footnote: its first paragraph ends with an empty line, further ones are indented."""
    while place < len(rows) and rows[place].strip() and not _NOTE.match(rows[place]):
        place += 1
    last = place
    while place < len(rows) and (not rows[place].strip() or re.match(r" {2,}|\t", rows[place])):
        place += 1
        last = place if rows[place - 1].strip() else last
    return last
