"""Define the channels through which comments arrive, and the rules for each."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never


class Channel(StrEnum):
    """How a comment arrived."""

    PDF = "pdf"
    TEMPLATE = "template"
    REVIEWER = "reviewer-file"
    EMAIL = "email"
    MEETING = "meeting"
    CALL = "call"

    @property
    def label(self) -> str:
        """The channel as people read it."""
        match self:
            case Channel.PDF:
                return "marked PDF"
            case Channel.TEMPLATE:
                return "comment form"
            case Channel.REVIEWER:
                return "reviewer's file"
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
        """Whether a person may enter comments of this channel by hand."""
        return self in (Channel.MEETING, Channel.CALL, Channel.EMAIL)

    @property
    def names_marks(self) -> bool:
        """Whether each mark has a name that stays the same when its words change."""
        return self in (Channel.PDF, Channel.REVIEWER)

    @property
    def cites_in_words(self) -> bool:
        """Whether a comment itself cites the words it is on, so that they need not be repeated beside it."""
        return self is Channel.TEMPLATE
