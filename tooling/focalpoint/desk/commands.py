"""Carry out the commands of a desk window; refuse one on a comment that has changed since it was shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from focalpoint.config import Config
from focalpoint.content.rounds.comments import COMMENT_ID, Comment, Disposition, Said, Short
from focalpoint.content.rounds.drafts import Draft
from focalpoint.desk.applying.applying import Confirmed, apply_and_accept, commit_and_accept, undo
from focalpoint.review.ledger.deciding import (
    Deciding,
    Decision,
    keep_observation,
    mark_duplicate,
    reopen,
    withdraw,
)
from focalpoint.review.ledger.ledger import find_comment, issued_draft
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


Versions = dict[Annotated[str, Field(pattern=COMMENT_ID)], Short]
"""Versions that a window shows, by the ids of their comments."""


class Choice(Command):
    """What every decision has; the other comments are changed with it, or none is."""

    observation: Said
    also: Versions = {}
    """Other comments that are decided likewise, such as those that say the same."""
    together_with: tuple[Annotated[str, Field(pattern=COMMENT_ID)], ...] = ()
    """Accepted comments that seem to contradict it, and that the text carries out as well."""
    instead_of: Versions = {}
    """Contradicting comments whose acceptance is taken back."""


class Decide(Choice):
    """Decide on the comment."""

    action: Literal["decide"]
    disposition: Disposition
    applied_in: Short = ""


class Apply(Choice):
    """Write the proposal into the text, and commit it with the acceptance."""

    action: Literal["apply"]
    shown: Short
    """The sign of the change that the window shows."""


class CommitEdit(Choice):
    """Commit the edit of the paragraph that a person has made, with the decision."""

    action: Literal["commit-edit"]
    disposition: Disposition
    shown: Short


class Undo(Command):
    """Take back a change of the text that the desk committed, with the decisions that name it."""

    action: Literal["undo"]


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


AnyCommand = Observe | Decide | Apply | CommitEdit | Undo | Duplicate | Withdraw | Reopen | PlaceAt | MarkGone
COMMAND: TypeAdapter[AnyCommand] = TypeAdapter(Annotated[AnyCommand, Field(discriminator="action")])
"""Parses a command from JSON; raises ValidationError."""


class Stale(Exception):  # noqa: N818  (not an error: another window was first)
    """Raised where the comment has changed since the window showed it."""


def version(comment: Comment) -> str:
    """Digest a comment's record, to detect changes."""
    return hashlib.sha256(comment.model_dump_json().encode()).hexdigest()[:20]


def save(config: Config, draft: int, id: str, command: AnyCommand) -> Comment:
    """Carry out a command on a comment of the ledger; raises Trouble where it cannot be, Stale where it has changed."""
    seen = _seen(config, draft, {id: command.version})[0]
    match command:
        case Decide() | Apply() | CommitEdit():
            return _decided(config, issued_draft(config, draft), seen, command)
        case Undo():
            return next(one for one in undo(config, issued_draft(config, draft), seen) if one.id == id)
        case Observe():
            return keep_observation(config, draft, id, command.observation, seen=seen, remark=command.instead)
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


def _seen(config: Config, draft: int, versions: Mapping[str, str]) -> tuple[Comment, ...]:
    """Find comments as the window shows them; raises Stale where one has changed since."""
    found = tuple(find_comment(config, draft, id) for id in versions)
    if any(version(one) != versions[one.id] for one in found):
        raise Stale
    return found


def _decided(config: Config, draft: Draft, seen: Comment, command: Decide | Apply | CommitEdit) -> Comment:
    """Decide on a comment and those that are decided with it."""
    comments = (seen, *(one for one in _seen(config, draft.number, command.also) if one.id != seen.id))
    reopened = _seen(config, draft.number, command.instead_of)
    if isinstance(command, Decide):
        decision = Decision(command.disposition, command.observation, command.applied_in, command.together_with)
        return Deciding(config, draft, decision, again=True, reopened=reopened).write(comments)[0]
    confirmed = Confirmed(
        comments, command.observation, command.shown, together_with=command.together_with, reopened=reopened
    )
    if isinstance(command, Apply):
        return apply_and_accept(config, draft, confirmed)[0]
    return commit_and_accept(config, draft, replace(confirmed, disposition=command.disposition))[0]


class Many(BaseModel):
    """One decision on many comments, with one observation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    comments: Annotated[Versions, Field(min_length=1)]
    disposition: Disposition
    observation: Said
    applied_in: Short = ""


def decide_many(config: Config, draft: int, command: Many) -> tuple[Comment, ...]:
    """Decide on many comments, all or none; raises Stale, or Trouble: of several refused ones RefusedComments."""
    decision = Decision(command.disposition, command.observation, command.applied_in)
    deciding = Deciding(config, issued_draft(config, draft), decision, again=True)
    return deciding.write(_seen(config, draft, command.comments))
