"""Define the content of a returned file, before its comments are numbered, and the refusal of a file."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import CommentType, Confidence, Mark, Origin, Place, Said
from focalpoint.problems import Problem, ProblemKind, Trouble
from focalpoint.records import Record


class Finding(Record):
    """A comment as it was found in a returned file, before it has a number."""

    channel: Channel
    mark: Mark
    type: CommentType = CommentType.GENERAL
    comment: Said = ""
    proposed_change: Said = ""
    place: Place = Place()
    confidence: Confidence = Confidence.UNPLACED
    source: Origin = Origin()


class Returned(Record):
    """The contents of a returned file."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    draft: Annotated[int, Field(ge=0)] = 0
    """The number of the draft that the file names; 0 where it names none."""
    copy_number: Annotated[int, Field(ge=0)] = 0
    """The number of the member's copy that the comments were made on; 0 where the file does not say."""
    findings: tuple[Finding, ...] = ()
    warnings: tuple[Said, ...] = ()
    """Warnings for a person, each as: what is wrong; what to do."""


def refused(message: str, path: str = "") -> Trouble:
    """Make the Trouble of a returned file that is not read: what is wrong with it; what to do."""
    return Trouble([Problem(path, 0, ProblemKind.UNREADABLE, message)])
