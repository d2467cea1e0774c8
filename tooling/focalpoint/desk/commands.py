"""Carry out the commands of a desk window; refuse one on a comment that has changed since it was shown."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment, Disposition, Said, Short
from focalpoint.review.ledger.deciding import (
    Decision,
    decide,
    keep_observation,
    mark_duplicate,
    reopen,
    withdraw,
)
from focalpoint.review.ledger.ledger import find_comment
from focalpoint.review.ledger.placing import mark_gone, place_by_hand


class Command(BaseModel):
    """A command of a window, with the version of the comment that the window shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str


class Observe(Command):
    """Save the observation while it is being written."""

    action: Literal["observe"]
    observation: Said
    instead: bool = False
    """Whether it replaces words of another window, which then stay in the record as a remark."""


class Decide(Command):
    """Decide on the comment."""

    action: Literal["decide"]
    disposition: Disposition
    observation: Said
    applied_in: Short = ""


class Duplicate(Command):
    """Mark the comment as a duplicate of another."""

    action: Literal["duplicate"]
    of: Short


class Withdraw(Command):
    """Mark the comment as withdrawn by its member."""

    action: Literal["withdraw"]


class Reopen(Command):
    """Take back its withdrawal, else its mark as a duplicate, else its decision."""

    action: Literal["reopen"]


class PlaceAt(Command):
    """Place the comment on a line of the current text."""

    action: Literal["place"]
    file: Short
    line: Annotated[int, Field(ge=1)]


class MarkGone(Command):
    """Record that its words are gone from the text."""

    action: Literal["gone"]


AnyCommand = Observe | Decide | Duplicate | Withdraw | Reopen | PlaceAt | MarkGone
COMMAND: TypeAdapter[AnyCommand] = TypeAdapter(Annotated[AnyCommand, Field(discriminator="action")])
"""Parses a command from JSON; raises ValidationError."""


class Stale(Exception):  # noqa: N818  (not an error: another window was first)
    """Raised where the comment has changed since the window showed it."""


def version(comment: Comment) -> str:
    """Digest a comment's record, to detect changes."""
    return hashlib.sha256(comment.model_dump_json().encode()).hexdigest()[:20]


def save(config: Config, draft: int, id: str, command: AnyCommand) -> Comment:
    """Carry out a command on a comment of the ledger; raises Trouble where it cannot be, Stale where it has changed."""
    seen = find_comment(config, draft, id)
    if version(seen) != command.version:
        raise Stale
    match command:
        case Observe():
            return keep_observation(config, draft, id, command.observation, seen=seen, remark=command.instead)
        case Decide():
            again = seen.disposition is not None
            decision = Decision(command.disposition, command.observation, command.applied_in)
            return decide(config, draft, id, decision, again=again, seen=seen)
        case Duplicate():
            return mark_duplicate(config, draft, id, command.of)
        case Withdraw():
            return withdraw(config, draft, id)
        case Reopen():
            return reopen(config, draft, id, seen=seen)
        case PlaceAt():
            return place_by_hand(config, draft, id, command.file, command.line)
        case MarkGone():
            return mark_gone(config, draft, id)
