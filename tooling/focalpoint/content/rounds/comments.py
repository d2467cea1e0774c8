"""A comment on a draft, as the ledger keeps it: what was said, where, by whom, and what became of it.

Columns and words are those of the "Template for comments and secretariat observations" of ISO, IEC and CEN.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, assert_never

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from focalpoint.content.consultation.handling import Handling
from focalpoint.content.consultation.records import Day, Label, not_before
from focalpoint.content.rounds.channels import Channel
from focalpoint.records import Record, Words

COMMENT_ID = "^[A-Z]{2,10}-[0-9]{3,}$"
MAX_COMMENT = 20_000
"""Characters of one comment; the import cuts longer ones, and says so."""
Said = Annotated[str, Field(max_length=MAX_COMMENT)]
Short = Annotated[str, Field(max_length=400)]


class Confidence(StrEnum):
    """How sure a place is; no place is guessed silently."""

    EXACT = "exact"
    FUZZY = "fuzzy"
    PAGE_ONLY = "page-only"
    UNPLACED = "unplaced"


class CommentType(StrEnum):
    """What a comment is about."""

    GENERAL = "ge"
    SUBSTANTIVE = "te"
    EDITORIAL = "ed"
    TRANSLATION = "tr"

    @property
    def shown(self) -> str:
        """The type as people read it."""
        match self:
            case CommentType.GENERAL:
                return "general"
            case CommentType.SUBSTANTIVE:
                return "substantive"
            case CommentType.EDITORIAL:
                return "editorial"
            case CommentType.TRANSLATION:
                return "translation"
            case _:
                assert_never(self)


class Mark(StrEnum):
    """What the commenter did to the page."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"
    HIGHLIGHT = "highlight"
    NOTE = "note"
    DRAWING = "drawing"
    STAMP = "stamp"


class Disposition(StrEnum):
    """What was decided."""

    ACCEPTED = "accepted"
    MODIFIED = "accepted-with-modification"
    NOTED = "noted"
    NOT_ACCEPTED = "not-accepted"

    @property
    def shown(self) -> str:
        """The decision as people read it."""
        return self.value.replace("-", " ")

    @property
    def changes_text(self) -> bool:
        """Whether a commit must have made the change."""
        return self in (Disposition.ACCEPTED, Disposition.MODIFIED)


class Quote(Record):
    """The marked words, and some characters before and after them, as the draft has them."""

    exact: Said = ""
    prefix: Short = ""
    suffix: Short = ""


class Anchor(Record):
    """Where a person has said that a comment belongs, at one commit."""

    commit: Annotated[str, Field(pattern="^[0-9a-f]{40}([0-9a-f]{24})?$")]
    file: Short
    line: Annotated[int, Field(ge=1)]


class Place(Record):
    """What a comment is on."""

    block: Short = ""
    """Id in the draft's map; empty where none was found."""
    also: tuple[Short, ...] = ()
    """Further blocks that the mark covers."""
    file: Short = ""
    """Source file at the draft's commit."""
    line: Annotated[int, Field(ge=0)] = 0
    """Line in it, from 1; 0 where there is none."""
    paragraph: Short = ""
    """Number in the draft: `3.12`."""
    printed_line: Annotated[int, Field(ge=0)] = 0
    """Number in the draft's margin; 0 where there is none."""
    page: Annotated[int, Field(ge=0)] = 0
    """Page of the draft, from 1; 0 where it is not known."""
    section: Short = ""
    start: Annotated[int, Field(ge=-1)] = -1
    """First marked character in the block's text, or the one after a caret; -1 where not known."""
    end: Annotated[int, Field(ge=-1)] = -1
    quote: Quote | None = None
    rectangles: tuple[tuple[float, float, float, float], ...] = ()
    """Left, bottom, right and top of what was marked, in points on the draft's page."""
    anchored: Anchor | None = None
    """Where a person has put it since."""

    @property
    def blocks(self) -> frozenset[str]:
        """Ids of all blocks that the mark covers."""
        return frozenset(filter(None, (self.block, *self.also)))


class Reply(Record):
    """An answer that somebody wrote to a comment inside the returned file."""

    author: Short = ""
    text: Said = ""
    written: Short = ""


class Origin(Record):
    """Where a comment came from."""

    sha256: Annotated[str, Field(pattern="^([0-9a-f]{64})?$")] = ""
    """Of the returned file."""
    producer: Short = ""
    """The program that wrote that file."""
    subtype: Short = ""
    """Kind of annotation, such as `Highlight`; or the place in a form: `row 4`."""
    author: Short = ""
    """Tells the authors of one file apart; a digest in the ledger, where no person is named."""
    name: Short = ""
    """The annotation's own name (`/NM`)."""
    modified: Short = ""
    """When it says it was changed (`/M`)."""
    hidden: bool = False
    """Whether the reader did not show it."""
    thread: tuple[Reply, ...] = ()
    states: tuple[Short, ...] = ()
    """Review states that somebody set in the file, such as `Accepted`; they decide nothing."""
    flags: tuple[Short, ...] = ()
    """What was odd about it, in one word each."""
    raw: Said = ""
    """The mark's own data where it could not be read, without what may name a person."""


class Comment(Record):
    """One comment in the ledger."""

    id: Annotated[str, Field(pattern=COMMENT_ID)]
    """`GH-007`: member and number, unique within a draft."""
    received: Day
    channel: Channel
    type: CommentType = CommentType.GENERAL
    mark: Mark = Mark.NOTE
    comment: Said = ""
    proposed_change: Said = ""
    disposition: Disposition | None = None
    """Empty while it is open."""
    observation: Said = ""
    """What the commenter will read; needed to decide."""
    applied_in: Annotated[str, Field(pattern="^([0-9a-f]{7,64})?$")] = ""
    """The commit that made the change; needed where it was accepted."""
    duplicate_of: Annotated[str, Field(pattern=f"({COMMENT_ID})|^$")] = ""
    withdrawn_on: Day | None = None
    handling: Label = Handling.GREEN
    place: Place = Place()
    confidence: Confidence = Confidence.UNPLACED
    source: Origin = Origin()

    @property
    def member(self) -> str:
        """Id of the member whose comment it is."""
        return self.id.rpartition("-")[0]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.disposition is None and not self.duplicate_of and self.withdrawn_on is None

    @field_validator("withdrawn_on")
    @classmethod
    def _after_it_came(cls, day: Day | None, info: ValidationInfo) -> Day | None:
        return not_before(day, info, "received")

    @model_validator(mode="after")
    def _sound(self) -> Comment:
        if self.disposition and not self.observation.strip():
            raise ValueError("`disposition` needs `observation`, which the commenter will read")
        if self.disposition and self.disposition.changes_text and not self.applied_in:
            raise ValueError(f"`disposition: {self.disposition}` needs `applied_in`, the commit that made the change")
        if self.duplicate_of == self.id:
            raise ValueError("`duplicate_of` names the comment itself; name the other one")
        return self


def _capitals(given: str) -> str:
    if not given.isupper():
        raise ValueError(f"“{given[:20]}” is not a member's id; write it as in the roster, such as GH")
    return given


class LedgerFields(Record):
    """What one file of the ledger holds: the comments of one member on one draft."""

    draft: Annotated[int, Field(ge=1)]
    draft_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """Of the draft's PDF, or of the member's own copy of it."""
    member: Annotated[str, AfterValidator(_capitals), Words]
    comments: tuple[Comment, ...] = ()
