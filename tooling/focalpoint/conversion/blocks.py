"""What a chapter of another tool consists of, before it is written in the manual's language.

The words of all blocks are Markdown of the manual already: the reader of each kind of file has escaped them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Left:
    """Something that was not carried over, or not as it was."""

    line: int
    """Line of the file; of a Word file the paragraph; 0 for the whole file."""
    message: str
    """What it is, with its words; what to do."""


@dataclass
class Heading:
    """A heading; `level` counts from 1."""

    level: int
    words: str
    line: int
    label: str = ""
    anchor: str = ""
    """The name by which the other tool links it."""


@dataclass
class Paragraph:
    """A run of sentences."""

    words: str
    label: str = ""


@dataclass
class Items:
    """A list; `kind` is `-`, `1`, `a` or `i`."""

    kind: str
    items: list[list[Block]]
    first: int = 1


@dataclass
class Table:
    """A table; each cell is a list of paragraphs."""

    rows: list[list[list[str]]]
    """The first one is the head."""
    caption: str = ""


@dataclass
class Figure:
    """A picture with its bytes."""

    name: str
    """What its file was called, with its ending."""
    data: bytes
    alternative: str
    line: int
    caption: str = ""


@dataclass
class Quotation:
    """Words of others."""

    blocks: list[Block]


@dataclass
class Box:
    """A remark set apart; `name` is `note` or `important`."""

    name: str
    title: str
    blocks: list[Block]


@dataclass
class Remark:
    """A comment that nobody but authors reads."""

    words: str


Block: TypeAlias = Heading | Paragraph | Items | Table | Figure | Quotation | Box | Remark


@dataclass
class Foreign:
    """A chapter of another tool, as far as it could be read."""

    title: str = ""
    question: str = ""
    blocks: list[Block] = field(default_factory=list)
    footnotes: dict[str, list[Block]] = field(default_factory=dict)
    """Label and text, in the order of their first calls."""
    left: list[Left] = field(default_factory=list)

    def all_left(self, source: str) -> list[str]:
        """Return a line for each thing that was not carried over, in the order of the file named `source`."""
        ordered = sorted(dict.fromkeys(self.left), key=lambda left: left.line)
        return [
            f"{source}:{left.line}: {left.message}" if left.line else f"{source}: {left.message}" for left in ordered
        ]

    def leave(self, line: int, message: str) -> None:
        """Enter something that was not carried over."""
        self.left.append(Left(line, message))
