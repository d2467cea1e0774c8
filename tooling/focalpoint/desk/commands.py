"""Saves what a person does at the desk, and refuses what rests on a comment that has changed since."""

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
    settle,
    settle_gone,
    withdraw,
)
from focalpoint.review.ledger.ledger import find_comment


class Wish(BaseModel):
    """What a window asks for, and on which version of the comment that rests."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str


class Observe(Wish):
    """Keep the observation as it is being written."""

    action: Literal["observe"]
    observation: Said


class Decide(Wish):
    """Decide on the comment."""

    action: Literal["decide"]
    disposition: Disposition
    observation: Said
    applied_in: Short = ""


class Duplicate(Wish):
    """Say that the comment says the same as another."""

    action: Literal["duplicate"]
    of: Short


class Withdraw(Wish):
    """Say that its member has taken it back."""

    action: Literal["withdraw"]


class Reopen(Wish):
    """Take back what was said last: that it is withdrawn or a duplicate, or its decision."""

    action: Literal["reopen"]


class Put(Wish):
    """Say where it belongs in the text of today."""

    action: Literal["place"]
    file: Short
    line: Annotated[int, Field(ge=1)]


class Gone(Wish):
    """Say that what it was on is gone from the text."""

    action: Literal["gone"]


AnyWish = Observe | Decide | Duplicate | Withdraw | Reopen | Put | Gone
WISH: TypeAdapter[AnyWish] = TypeAdapter(Annotated[AnyWish, Field(discriminator="action")])
"""Reads a wish from JSON; raises ValidationError where it is none."""


class Stale(Exception):  # noqa: N818  (nothing is in error: another window was quicker)
    """Raised where the comment is no longer the one that the window has shown."""


def version(comment: Comment) -> str:
    """A sign of a comment's record: another record has another."""
    return hashlib.sha256(comment.model_dump_json().encode()).hexdigest()[:20]


def save(config: Config, draft: int, id: str, wish: AnyWish) -> Comment:
    """Write what was asked for into the ledger; raises Trouble where that cannot be, Stale where it has changed."""
    seen = find_comment(config, draft, id)
    if version(seen) != wish.version:
        raise Stale
    match wish:
        case Observe():
            return keep_observation(config, draft, id, wish.observation, seen=seen)
        case Decide():
            again = seen.disposition is not None
            decision = Decision(wish.disposition, wish.observation, wish.applied_in)
            return decide(config, draft, id, decision, again=again, seen=seen)
        case Duplicate():
            return mark_duplicate(config, draft, id, wish.of)
        case Withdraw():
            return withdraw(config, draft, id)
        case Reopen():
            return reopen(config, draft, id, seen=seen)
        case Put():
            return settle(config, draft, id, wish.file, wish.line)
        case Gone():
            return settle_gone(config, draft, id)
