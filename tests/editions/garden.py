"""A project in which canaries are planted: what an edition withholds, judged anew, not by the code under test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from focalpoint.content.text.markdown import read_markdown
from focalpoint.content.text.reading import Directive, Reading

MAY_CARRY = {
    "public": ("TLP:CLEAR",),
    "network": ("TLP:CLEAR", "TLP:GREEN"),
    "secretariat": ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"),
}
NOTES = "notes"


@dataclass
class Garden:
    """The project, the edition that withholds, and the words that were planted, each with its kind and place."""

    root: Path
    edition: str
    random: Random
    planted: dict[str, str] = field(default_factory=dict)

    def texts(self) -> list[Path]:
        """The chapters and the notes."""
        found = [*(self.root / "manual").rglob("*.md"), *(self.root / "consultations" / NOTES).glob("*.md")]
        return sorted(path for path in found if path.name != "index.md")

    def word(self, kind: str, path: Path, line: int = 0) -> str:
        """A new word for a place."""
        made = "".join(self.random.choice("bdgkmprvz") + self.random.choice("aou") for _ in range(6))
        self.planted[made] = f"{kind} {path.relative_to(self.root).as_posix()}:{line}"
        return made.capitalize()

    def shows(self, label: str) -> bool:
        """Whether the edition shows what has this label; nothing is withheld for having none."""
        return not label or label in MAY_CARRY[self.edition]

    def gone(self, text: str) -> bool:
        """Whether the edition lacks the text as a whole."""
        front = text.split("---")[1]
        label = re.search(r"^handling: (\S+)$", front, re.MULTILINE)
        return not self.shows(label[1] if label else "TLP:AMBER+STRICT") or "withdrawn_on:" in front

    def closed(self, path: Path) -> tuple[Reading, set[int]]:
        """The reading of a text, and the lines of it that the edition withholds."""
        text = path.read_text(encoding="utf-8")
        reading = read_markdown(text)
        if self.gone(text):
            return reading, set(range(1, text.count("\n") + 2))
        spans = [(block.line, block.end) for block in reading.directives if not self.shows(label_of(block))]
        spans += [(point.line, point.end) for point in reading.points if not self.shows(point.label)]
        lines = {line for first, end in spans for line in range(first, end)}
        kept = {label for label, line in reading.calls if line not in lines}
        idle = {label for label, _line in reading.calls} - kept
        notes = [(first, end) for label, first, end in reading.footnotes if label in idle]
        return reading, lines | {line for first, end in notes for line in range(first, end)}

    def rewrite(self, path: Path, old: re.Pattern[str] | str, new: str) -> None:
        """Replace words in a text wherever they stand."""
        text = path.read_text(encoding="utf-8")
        written = text.replace(old, new) if isinstance(old, str) else old.sub(lambda _found: new, text)
        path.write_text(written, encoding="utf-8")


def label_of(block: Directive) -> str:
    """The label that a block carries itself."""
    return block.argument if block.name == "handling" else block.options.get("handling", ("", 0))[0]


def term_lines(reading: Reading) -> Iterator[tuple[str, int]]:
    """The terms of a text's glossaries, each with its line."""
    for block in reading.directives:
        if block.name == "glossary":
            yield from ((row, line) for row, line in block.body if row.strip() and not row.startswith(" "))
