"""Define a change of a returned Word file, what is asked of it, and all changes of one file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from focalpoint.content.editable.inline_pieces import InlinePiece
from focalpoint.word.returned.assigning import NewRow
from focalpoint.word.returned.tokens import Edit, Token
from focalpoint.word.returned.views import Key, Line


class Asked(StrEnum):
    """What a person is asked before a change is taken."""

    NOTHING = ""
    REFERENCE = "a reference is deleted"
    NOTE = "a footnote's call is deleted"
    WORDS = "the words of a reference are changed; they are set by the tools, so only the rest would be taken"
    BLOCK = "the whole paragraph is deleted"
    HEADING = "the heading is deleted"
    JOINED = "it is joined to a heading, or to a block of another kind"
    MOVED = "the paragraph is moved"
    CONFLICT = "the text was changed here since it was sent"
    RULE = "it breaks a rule of `focalpoint check`"


@dataclass
class Change:
    """One change of one block, or of several that were joined."""

    path: str
    keys: list[Key]
    where: str
    """What a person finds the block by: the paragraph's number, or its first words."""
    before: str
    after: str
    asked: list[Asked] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    base: list[Token] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    """The paragraphs that came back, for the styles of those that were added."""
    row: NewRow | None = None
    """The row that was added."""
    behind: Key | None = None
    """Of a paragraph that was moved, the block that it stands behind now."""


@dataclass
class Comparison:
    """All changes of one returned file."""

    changes: list[Change]
    untaken: list[str]
    """What is not taken over, in words."""
    untracked: int
    """Paragraphs that were changed without tracking."""
    pieces: dict[str, InlinePiece]
    """The Markdown of each reference, by its name."""
    present: frozenset[str] = frozenset()
    """The references whose bookmarks came back."""
    comments: int = 0
    """Comments in its margin."""
    by_words: bool = False
    missing: int = 0
    """Blocks that the file lacks, where it seems to be a part of what was sent."""
