"""Read and write the record of the replies to a draft's comments: `consultations/drafts/<n>/replies.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Annotated

from pydantic import Field
from ruamel.yaml import YAML

from focalpoint.config import Config
from focalpoint.content.consultation.records import Day
from focalpoint.content.record_file import read_record
from focalpoint.content.rounds.drafts import draft_folder
from focalpoint.files import write_whole
from focalpoint.problems import Problem, ProblemKind, Trouble
from focalpoint.records import Record, Words

REPLIES = "replies.yaml"


class Reply(Record):
    """One member's reply, as it was last written."""

    member: Words
    """The member's id in the roster."""
    written_on: Day
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """The digest of its PDF."""


class RepliesFields(Record):
    """The record of the replies to one draft."""

    draft: Annotated[int, Field(ge=1)]
    replies: tuple[Reply, ...] = ()


def replies_file(config: Config, draft: int) -> Path:
    """Make the path of the record for a draft."""
    return draft_folder(config, draft) / REPLIES


def load_replies(config: Config, draft: int) -> tuple[tuple[Reply, ...], list[Problem]]:
    """Read which replies were written to a draft's comments, and list what is wrong with the record."""
    file = replies_file(config, draft)
    if not file.is_file():
        return (), []
    fields, problems = read_record(config, file, RepliesFields, ProblemKind.DRAFT, ("draft", str(draft), "folder"))
    return (fields.replies if fields else ()), problems


def record_replies(config: Config, draft: int, written: Iterable[Reply]) -> bool:
    """Enter replies into the record of a draft, and tell whether it changed; raises Trouble where it is broken.

    A reply that was written before word for word keeps its day.
    """
    before, problems = load_replies(config, draft)
    if problems:
        raise Trouble(problems)
    known = {one.member: one for one in before}
    digests = {one.member: one.sha256 for one in before}
    fresh = {one.member: one for one in written if digests.get(one.member) != one.sha256}
    if not fresh:
        return False
    replies = tuple(sorted((known | fresh).values(), key=lambda one: one.member))
    text = StringIO()
    YAML().dump(RepliesFields(draft=draft, replies=replies).model_dump(mode="python"), text)
    write_whole(replies_file(config, draft), text.getvalue().encode())
    return True

