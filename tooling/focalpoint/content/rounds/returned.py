"""Define the content of a returned file, before its comments are numbered, and the refusal of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import CommentType, Confidence, Mark, Origin, Place, Said, Short
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
    member: Short = ""
    """Whose it is, as the row itself names it; empty where it does not."""
    copy_number: Annotated[int, Field(ge=0)] = 0
    """The number of the member's copy that its page names; 0 where the page names none."""
    other_draft: Short = ""
    """The id of another draft, where its page names one."""
    words: Annotated[int, Field(ge=0)] = 0
    """How many words of the file it holds, where its reader counts them."""
    headed: tuple[Short, ...] = ()
    """What stands alone above a row: rows with one text, the name of the sheet; the nearest is last."""


class LeftOutKind(StrEnum):
    """Why words of a returned file are no comment, as the summary of an import names it."""

    OURS = "our own text"
    QUOTED = "quoted earlier mail"
    HEAD = "heads of mail"
    HEADING = "headings"
    COURTESY = "courtesy"
    SIGNATURE = "signature"
    NOTICE = "warnings and disclaimers"
    AUTOMATIC = "automatic messages"
    NAME = "names, numbers and addresses of persons"
    REPEATED = "said twice in the file"
    HIDDEN = "hidden in the file"
    RESOLVED = "resolved in the file"
    OTHER_MEMBER = "of another member"
    OTHER_DRAFT = "on another draft"
    WITHDRAWN = "withdrawn by the member"
    STRUCK = "struck through in the file"
    UNREAD = "not read"


class LeftOut(Record):
    """Words in one place of a returned file that are no comment."""

    kind: LeftOutKind
    place: Short = ""
    """Where they stand in the file: `lines 3-5`, `sheet 2, row 4`, `winmail.dat`."""
    words: Annotated[int, Field(ge=0)] = 0
    """How many they are; 0 for what has none or cannot be opened."""


class WordCount(Record):
    """What became of every word of a returned file: entered, or left out with its kind and place."""

    words: Annotated[int, Field(ge=0)] = 0
    """All words of the file; 0 where its reader does not count them."""
    entered: Annotated[int, Field(ge=0)] = 0
    """The words that stand in comments, in the places that they cite or in the questions that they answer."""
    left_out: tuple[LeftOut, ...] = ()

    @property
    def missing(self) -> int:
        """Count the words that are neither entered nor left out; anything but 0 is a fault that a person must know."""
        return self.words - self.entered - sum(one.words for one in self.left_out)

    def plus(self, other: WordCount) -> Self:
        """Add the count of another part of the file."""
        return self.model_copy(
            update={
                "words": self.words + other.words,
                "entered": self.entered + other.entered,
                "left_out": (*self.left_out, *other.left_out),
            }
        )

    def by_kind(self) -> Iterable[tuple[LeftOutKind, int, list[str]]]:
        """Yield each kind that was left out with its words and all its places."""
        for kind in LeftOutKind:
            if of_kind := [one for one in self.left_out if one.kind is kind]:
                yield kind, sum(one.words for one in of_kind), [one.place for one in of_kind if one.place]


def words_in(text: str) -> int:
    """Count the words of a text: unbroken runs of letters and digits."""
    return len(list_words(text))


def list_words(text: str) -> list[str]:
    """List the words of a text: unbroken runs of letters and digits."""
    return _WORD.findall(text)


_WORD = re.compile(r"\w+")


class Returned(Record):
    """The contents of a returned file."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    draft: Annotated[int, Field(ge=0)] = 0
    """The number of the draft that the file names; 0 where it names none."""
    copy_number: Annotated[int, Field(ge=0)] = 0
    """The number of the member's copy that the comments were made on; 0 where the file does not say."""
    other_draft: Short = ""
    """The id of a draft that is not archived here, where the file names one."""
    foreign: bool = False
    """Whether it is readable, and neither names a draft nor has a page of one."""
    senders: tuple[Short, ...] = ()
    """What the head of the file says of whose comments it holds."""
    findings: tuple[Finding, ...] = ()
    count: WordCount = WordCount()
    warnings: tuple[Said, ...] = ()
    """Warnings for a person, each as: what is wrong; what to do."""


def refused(message: str, path: str = "") -> Trouble:
    """Make the Trouble of a returned file that is not read: what is wrong with it; what to do."""
    return Trouble([Problem(path, 0, ProblemKind.UNREADABLE, message)])
