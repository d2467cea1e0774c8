"""The ways in which comments come in, and what follows from each of them."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never


class Channel(StrEnum):
    """How a comment came in."""

    PDF = "pdf"
    TEMPLATE = "template"
    EMAIL = "email"
    MEETING = "meeting"
    CALL = "call"

    @property
    def shown(self) -> str:
        """The channel as people read it."""
        match self:
            case Channel.PDF:
                return "marked PDF"
            case Channel.TEMPLATE:
                return "comment form"
            case Channel.EMAIL:
                return "e-mail"
            case Channel.MEETING:
                return "meeting"
            case Channel.CALL:
                return "call"
            case _:
                assert_never(self)

    @property
    def by_hand(self) -> bool:
        """Whether a person may enter what came this way."""
        return self in (Channel.MEETING, Channel.CALL, Channel.EMAIL)

    @property
    def names_marks(self) -> bool:
        """Whether the program that made a mark gave it a name, which it keeps when the mark's words change."""
        return self is Channel.PDF

    @property
    def cites_in_words(self) -> bool:
        """Whether a comment cites the words it is on by itself, so that they need not be repeated beside it."""
        return self is Channel.TEMPLATE
