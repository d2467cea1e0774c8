"""One line of a message, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from focalpoint.content.rounds.returned import LeftOutKind


@dataclass(frozen=True)
class Line:
    """One line of a message, without the marks of a quotation."""

    text: str
    depth: int = 0
    """How many quotations it stands in, by its marks."""
    cells: tuple[str, ...] = ()
    """The cells, where it is a row of a table."""
    table: int = 0
    """Number of that table in its form of the message; 0 where it is no row."""
    kind: LeftOutKind | None = None
    """Why it is no comment; None for the words of the member."""
