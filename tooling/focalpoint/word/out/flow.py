"""Define what a chapter is made of in a Word file: paragraphs of items, tables and pictures, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any


class ItemKind(Enum):
    """What an item of a paragraph is."""

    TEXT = auto()
    LEAD = auto()
    """A number or word that the tools write before the text."""
    WHOLE = auto()
    """A reference, in which no character is changed."""
    NOTE = auto()
    """The call of a note."""
    AGAIN = auto()
    """The call of a note that was called before."""


@dataclass(frozen=True)
class Item:
    """Some characters of a paragraph with one format, or one reference or call."""

    kind: ItemKind
    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    note: Paragraph | None = None
    """The note that is called."""
    serial: int = -1
    """Its number among the references and calls of its block; -1 for what is no part of a block."""
    language: str = ""


@dataclass
class Paragraph:
    """One paragraph, heading, item, cell's paragraph or note."""

    style: str
    """Its style, by the name that `styles.py` gives it."""
    items: Sequence[Item]
    line: int = 0
    """The line of the author's file that it begins on; 0 where nobody wrote it."""
    level: int = 0
    """The depth of a heading or of a list item."""
    marker: str = ""
    """The number or bullet of a list item; empty for the next paragraphs of the same item."""
    list_number: int = 0
    """Which list of the chapter it is in."""
    block: int = -1
    """The block of the page that it is; -1 where it cannot be edited."""

    @property
    def text(self) -> str:
        """Its whole text."""
        return "".join(item.text for item in self.items)


@dataclass
class Table:
    """A table: rows of cells, each with its paragraphs."""

    rows: list[list[list[Paragraph]]]
    heads: int
    """How many rows are its head."""
    stubs: bool
    """Whether its first column names what stands in the rows."""
    shares: list[float] = field(default_factory=list)
    """How wide each column is, in percent; empty where all are equal."""
    title: str = ""


@dataclass
class Picture:
    """A picture."""

    address: str
    alt: str


Part = Paragraph | Table | Picture


def paragraphs_of(parts: Sequence[Part]) -> Iterator[Paragraph]:
    """Yield all paragraphs in the order of reading, each note after the paragraph that calls it."""
    for part in parts:
        if isinstance(part, Paragraph):
            yield from _with_notes(part)
        elif isinstance(part, Table):
            for cell in (cell for row in part.rows for cell in row):
                for one in cell:
                    yield from _with_notes(one)


def _with_notes(one: Paragraph) -> Iterator[Paragraph]:
    yield one
    for item in list(one.items):
        if item.kind is ItemKind.NOTE and item.note is not None:
            yield item.note


Element = Any
"""An element of lxml."""
