"""The sentences of a manual's source files, each with the line of the block that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .marking import Sentence

PLAIN = re.compile(r"[^{}\[\]`*_<>|]+")
"""A sentence without markup, whose printed letters are its own."""
STARTS = (
    ("title", re.compile(r"#+ ")),
    ("cell", re.compile(r"(\* -|  -) ")),
    ("item", re.compile(r"- ")),
    ("footnote", re.compile(r"\[\^[\w-]+\]: ")),
)
SKIPPED = re.compile(r"(:::|```|:[\w-]+:|\(.*\)=|---|\w+: )")


def sentences_of(root: Path, files: list[str]) -> Iterator[Sentence]:
    """The plain sentences of some files, in the order of the files and of their lines."""
    for file in files:
        yield from _of_file(file, (root / file).read_text(encoding="utf-8").splitlines())


def _of_file(file: str, lines: list[str]) -> Iterator[Sentence]:
    start, kind, in_head = 0, "paragraph", lines[:1] == ["---"]
    rows = _rows(lines)
    for number, line in enumerate(lines, 1):
        if in_head:
            in_head = number == 1 or line != "---"
            continue
        opened = next(((name, match.end()) for name, how in STARTS if (match := how.match(line))), None)
        if opened:
            (kind, cut), start = opened, number
            line = line[cut:]
        elif not line.strip() or SKIPPED.match(line):
            start, kind = 0, "paragraph"
            continue
        elif not start:
            start, kind = number, "paragraph"
        text = line.strip()
        if PLAIN.fullmatch(text):
            yield Sentence(file, start, kind, text, rows.get(start, (0, 0)))


def _rows(lines: list[str]) -> dict[int, tuple[int, int]]:
    """First and last line of the row of a list table, by each line on which a cell of it begins."""
    rows: dict[int, tuple[int, int]] = {}
    first = 0
    for number, line in enumerate(lines, 1):
        if line.startswith("* -"):
            first = number
        elif not line.startswith("  "):
            first = 0
        if first:
            rows |= dict.fromkeys(range(first, number + 1), (first, number))
    return rows
