"""What an edition may not carry, as the search for leaks asks about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Withheld:
    """One note, point, passage, chapter, action, practice or comment that an edition withholds."""

    path: str
    """The file it stands in, from the top of the repository."""
    line: int
    """Its first line."""
    what: str
    """`note`, `point`, `passage`, `chapter`, `part`, `action`, `practice`, `source`, `verdict`, `remark`,
    `comment` or `file`."""
    texts: tuple[str, ...]
    """Its sentences, headings, captions, text alternatives and fields as they are written, Markdown and all."""
    names: tuple[str, ...] = ()
    """Short words that would give it away by themselves: a note's id, its title, how it is cited, its members."""
    data: tuple[bytes, ...] = ()
    """The bytes of files that it alone uses, such as pictures."""
    cleared: tuple[str, ...] = ()
    """What those consulted have cleared: an edition may carry its words, although the piece says nearly the same."""
