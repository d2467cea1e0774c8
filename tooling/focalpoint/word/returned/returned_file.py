"""Define what is read of a returned Word file: its paragraphs, each with the states of its words and our bookmarks."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from focalpoint.records import Record

SAME, INSERTED, DELETED, BOTH = "same", "inserted", "deleted", "both"
"""The states of words: of all of them, those that a tracked change inserted, deleted, or inserted and deleted."""
CALL = "\ue000"
"""Stands for the call of a note."""
MARK = re.compile(r"fp_(\d+)_(x?)(\d+)(?:_r(\d+))?")
"""The names of our bookmarks: the chapter, the block (or what the tools wrote), the reference in it."""


class Piece(Record):
    """Some words of a returned paragraph."""

    text: str = ""
    state: str = SAME
    reference: str = ""
    """The chapter, block and number of the reference whose bookmark it stands in, as `0_12_3`; empty outside of any."""
    bold: bool = False
    italic: bool = False
    lined: bool = False
    """Whether it is underlined or highlighted."""
    raised: bool = False
    """Whether it is printed as a superscript."""


class Mark(Record):
    """The beginning of a block's bookmark."""

    chapter: int
    block: int
    """The block's number on its page; that of a paragraph which the tools wrote is counted by itself."""
    ours: bool = False
    """Whether the tools wrote the paragraph."""
    at: int = 0
    """Index of the first piece behind it."""


class ReturnedParagraph(Record):
    """One paragraph of a returned file."""

    pieces: tuple[Piece, ...] = ()
    marks: tuple[Mark, ...] = ()
    end: str = SAME
    """The state of its end: where it was deleted, the next paragraph was joined to it."""
    style: str = ""
    """The name of its style in lower case."""
    listed: bool = False
    """Whether it is an item of a list."""
    table: int = -1
    """Which table it stands in, from 0; -1 outside tables."""
    row: int = 0
    cell: int = 0
    row_state: str = SAME
    note: int = -1
    """The number of the note it stands in; -1 in the text."""


class ReturnedFile(Record):
    """All paragraphs of a returned file, those of its notes last."""

    identity: Annotated[str, Field(max_length=400)] = ""
    """What its properties say of its origin."""
    paragraphs: tuple[ReturnedParagraph, ...] = ()
    pictures: int = 0
    """Pictures that have not the name of one that was sent."""
    our_pictures: int = 0
    comments: int = 0
    """Comments in its margin."""
    formats: int = 0
    """Tracked changes of format."""
