"""An editor who rewords, splits, joins, moves, deletes and inserts, and knows what became of every line.

It works on lines of Markdown, each with a number that it keeps, and knows nothing of how blocks are aligned.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from .synthetic import Writer
from .synthetic_words import WORDS

FENCES = ("```", ":::")
LONGEST_REWORDING = 0.2
"""Share of a line's words that one rewording changes at most."""


@dataclass
class Row:
    """One line of a file."""

    number: int
    """Its own, for ever."""
    text: str


@dataclass(eq=False)
class Section:
    """A paragraph, heading or list item, which can be edited; or a table, box or note, which only moves."""

    kind: str
    rows: list[Row]
    label: str = ""
    """The line before it that names it."""
    edits: set[str] = field(default_factory=set)

    @property
    def loose(self) -> bool:
        """Whether it can be edited."""
        return self.kind in ("paragraph", "item", "heading")

    def lines(self) -> list[str]:
        """Its lines, with the empty line after it."""
        texts = [row.text for row in self.rows]
        if self.kind == "item":
            return [("- " if place == 0 else "  ") + text for place, text in enumerate(texts)]
        return [*([self.label] if self.label else []), *texts, ""]


class Editor:
    """Edits the files of a manual."""

    def __init__(self, files: dict[str, str], seed: int) -> None:
        self.chance = random.Random(seed)
        self.writer = Writer(self.chance, 5)
        self.numbers = count()
        self.files = {path: list(self._units(text)) for path, text in files.items()}

    def texts(self) -> dict[str, str]:
        """The files as they are now."""
        return {path: "\n".join(self._lines(units)) + "\n" for path, units in self.files.items()}

    def places(self) -> dict[int, tuple[str, int, Section]]:
        """For each row that is left: its file, the line on which its block begins, and its unit."""
        found = {}
        for path, units in self.files.items():
            line = 1
            for unit, after in zip(units, [*units[1:], None], strict=True):
                first = line + bool(unit.label)
                for place, row in enumerate(unit.rows):
                    found[row.number] = (path, first if unit.loose else first + place, unit)
                line += len(unit.lines()) + _gap(unit, after)
        return found

    def loose(self) -> list[tuple[str, Section]]:
        """Every unit that can be edited and was not yet, with its file."""
        return [(path, unit) for path, units in self.files.items() for unit in units if unit.loose and not unit.edits]

    def edit(self, many: int, kinds: dict[str, int]) -> None:
        """Edit so many units that nobody has edited yet, in kinds of so much weight each."""
        for kind in self.chance.choices(list(kinds), list(kinds.values()), k=many):
            open_to = [(path, unit) for path, unit in self.loose() if kind not in UNFIT.get(unit.kind, ())]
            path, unit = self.chance.choice(open_to)
            EDITS[kind](self, path, unit)
            unit.edits.add(kind)

    def reword(self, _path: str, unit: Section) -> None:
        """Change up to a fifth of the words of each line; at least one."""
        for row in unit.rows:
            words = row.text.split(" ")
            plain = [place for place, word in enumerate(words) if word.isalpha()]
            many = self.chance.randint(1, max(1, int(LONGEST_REWORDING * len(plain))))
            for place in self.chance.sample(plain, min(many, len(plain))):
                words[place] = self.chance.choice(WORDS)
            row.text = " ".join(words)

    def another(self, path: str, unit: Section) -> None:
        """Write a new paragraph somewhere on the pattern of one: every second word is another."""
        rows = [Row(next(self.numbers), row.text) for row in unit.rows]
        for row in rows:
            words = row.text.split(" ")
            plain = [place for place, word in enumerate(words) if word.isalpha()]
            for place in plain[::2]:
                words[place] = self.chance.choice(WORDS)
            row.text = " ".join(words)
        self._put_somewhere(path, Section(unit.kind, rows, edits={"insert"}))

    def put_in(self, path: str, unit: Section) -> None:
        """Put a block that was deleted in again, somewhere."""
        self._put_somewhere(path, unit)

    def split(self, path: str, unit: Section) -> None:
        """Make two paragraphs of one."""
        if len(unit.rows) > 1:
            at = self.chance.randrange(1, len(unit.rows))
            rest = Section(unit.kind, unit.rows[at:], edits={"split"})
            del unit.rows[at:]
            self._insert(path, self.files[path].index(unit) + 1, rest)

    def merge(self, path: str, unit: Section) -> None:
        """Make one paragraph of two that follow each other."""
        units = self.files[path]
        after = units[units.index(unit) + 1] if units.index(unit) + 1 < len(units) else None
        if after is not None and after.kind == unit.kind and not after.edits and not after.label:
            unit.rows += after.rows
            units.remove(after)

    def move(self, path: str, unit: Section) -> None:
        """Move a block within its chapter."""
        self.files[path].remove(unit)
        self._put_somewhere(path, unit)

    def move_away(self, path: str, unit: Section) -> None:
        """Move a block to another chapter."""
        self.files[path].remove(unit)
        self._put_somewhere(self.chance.choice([other for other in self.files if other != path]), unit)

    def delete(self, path: str, unit: Section) -> None:
        """Delete a block."""
        self.files[path].remove(unit)

    def insert(self, path: str, unit: Section) -> None:
        """Write a new block after one."""
        text = self.writer.paragraph() if unit.kind == "paragraph" else self.writer.sentence() + "\n"
        rows = [Row(next(self.numbers), line) for line in text.splitlines()]
        kind = "paragraph" if unit.kind == "heading" else unit.kind
        self._insert(path, self.files[path].index(unit) + 1, Section(kind, rows, edits={"insert"}))

    def rename(self, path: str, new: str) -> None:
        """Give a chapter's file another name."""
        self.files[new] = self.files.pop(path)

    def swap_sections(self, path: str) -> None:
        """Let two neighbouring sections of a chapter change places."""
        units = self.files[path]
        heads = [place for place, unit in enumerate(units) if unit.rows[0].text.startswith("## ")]
        first, second, end = heads[1:4]
        units[first:end] = units[second:end] + units[first:second]

    def _put_somewhere(self, path: str, unit: Section) -> None:
        """Put a unit beside one of its kind."""
        units = self.files[path]
        beside = [place for place, other in enumerate(units) if other.kind == unit.kind]
        self._insert(path, self.chance.choice(beside) + 1, unit)

    def _insert(self, path: str, place: int, unit: Section) -> None:
        self.files[path].insert(place, unit)

    def _lines(self, units: list[Section]) -> Iterator[str]:
        for unit, after in zip(units, [*units[1:], None], strict=True):
            yield from unit.lines()
            yield from [""] * _gap(unit, after)

    def _units(self, text: str) -> Iterator[Section]:
        lines = text.split("\n")
        while lines:
            piece = _take(lines)
            label = piece.pop(0) if piece and piece[0].startswith("(") and piece[0].endswith(")=") else ""
            if piece and piece[0].startswith("- "):
                yield from self._items(piece)
            elif piece:
                kind = _kind(piece[0])
                yield Section(kind, [Row(next(self.numbers), line) for line in piece], label)

    def _items(self, piece: list[str]) -> Iterator[Section]:
        rows: list[Row] = []
        for line in piece:
            if line.startswith("- ") and rows:
                yield Section("item", rows)
                rows = []
            rows.append(Row(next(self.numbers), line[2:]))
        yield Section("item", rows)


def _gap(unit: Section, after: Section | None) -> int:
    """Empty lines that are needed after a list."""
    return int(unit.kind == "item" and (after is None or after.kind != "item"))


def _take(lines: list[str]) -> list[str]:
    """The next piece of a file up to an empty line, or to the end of a fence."""
    while lines and not lines[0]:
        lines.pop(0)
    fence = lines[0][:3] if lines and lines[0].startswith(FENCES) else ""
    piece: list[str] = []
    while lines and (lines[0] or fence):
        piece.append(lines.pop(0))
        if fence and len(piece) > 1 and piece[-1] == fence:
            break
    return piece


def _kind(line: str) -> str:
    if line.startswith("#"):
        return "heading"
    return "fixed" if line.startswith((*FENCES, "---", "[^")) else "paragraph"


EDITS: dict[str, Callable[[Editor, str, Section], None]] = {
    "reword": Editor.reword,
    "split": Editor.split,
    "merge": Editor.merge,
    "move": Editor.move,
    "move away": Editor.move_away,
    "delete": Editor.delete,
    "insert": Editor.insert,
}
UNFIT = {"heading": ("split", "merge", "move", "move away"), "item": ("split", "merge")}
"""Edits that make no sense for a kind of unit."""
