"""Save what a person does at the desk, and refuse what rests on a comment that has changed since."""

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
    mark_gone,
    place_by_hand,
    reopen,
    withdraw,
)
from focalpoint.review.ledger.ledger import find_comment


class Command(BaseModel):
    """What a window asks for, and the version of the comment that it has shown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str


class Observe(Command):
    """Keep the observation as it is being written."""

    action: Literal["observe"]
    observation: Said


class Decide(Command):
    """Decide on the comment."""

    action: Literal["decide"]
    disposition: Disposition
    observation: Said
    applied_in: Short = ""


class Duplicate(Command):
    """Say that the comment says the same as another."""

    action: Literal["duplicate"]
    of: Short


class Withdraw(Command):
    """Say that its member has withdrawn it."""

    action: Literal["withdraw"]


class Reopen(Command):
    """Take back its withdrawal, else that it is a duplicate, else its decision."""

    action: Literal["reopen"]


class Put(Command):
    """Say where it belongs in the current text."""

    action: Literal["place"]
    file: Short
    line: Annotated[int, Field(ge=1)]


class Gone(Command):
    """Say that its words are gone from the text."""

    action: Literal["gone"]


AnyCommand = Observe | Decide | Duplicate | Withdraw | Reopen | Put | Gone
COMMAND: TypeAdapter[AnyCommand] = TypeAdapter(Annotated[AnyCommand, Field(discriminator="action")])
"""Reads a command from JSON; raises ValidationError where it is none."""


class Stale(Exception):  # noqa: N818  (no error: another window was quicker)
    """Raised where the comment is no longer the version that the window has shown."""


def version(comment: Comment) -> str:
    """Make a digest of a comment's record, which changes with it."""
    return hashlib.sha256(comment.model_dump_json().encode()).hexdigest()[:20]


def save(config: Config, draft: int, id: str, command: AnyCommand) -> Comment:
    """Carry out a command on a comment of the ledger; raises Trouble where it cannot be, Stale where it has changed."""
    seen = find_comment(config, draft, id)
    if version(seen) != command.version:
        raise Stale
    match command:
        case Observe():
            return keep_observation(config, draft, id, command.observation, seen=seen)
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
        case Put():
            return place_by_hand(config, draft, id, command.file, command.line)
        case Gone():
            return mark_gone(config, draft, id)
