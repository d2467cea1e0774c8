"""Define a comment on a draft, as the ledger keeps it: its words, place, author and decision.

Columns and words are those of the "Template for comments and secretariat observations" of ISO, IEC and CEN.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, assert_never

from pydantic import Field, ValidationInfo, field_validator, model_validator

from focalpoint.content.consultation.handling import Handling
from focalpoint.content.consultation.records import Day, Label, not_before
from focalpoint.content.rounds.channels import Channel
from focalpoint.records import Record

COMMENT_ID = "^[A-Z]{2,10}-[0-9]{3,}$"
MAX_COMMENT = 20_000
"""Most characters of one comment; the import cuts longer ones and reports that."""
Said = Annotated[str, Field(max_length=MAX_COMMENT)]
Short = Annotated[str, Field(max_length=400)]
WHOLE_DRAFT = "whole-draft"
"""The flag of a comment whose writer says that it is about the whole draft."""


class Confidence(StrEnum):
    """How certain a place is; no place is guessed silently."""

    EXACT = "exact"
    FUZZY = "fuzzy"
    PAGE_ONLY = "page-only"
    UNPLACED = "unplaced"

    @property
    def label(self) -> str:
        """The confidence as people read it."""
        match self:
            case Confidence.EXACT:
                return "the place is certain"
            case Confidence.FUZZY:
                return "the place is probable, not certain"
            case Confidence.PAGE_ONLY:
                return "only the page is known"
            case Confidence.UNPLACED:
                return "the place is not known"
            case _:
                assert_never(self)


class CommentType(StrEnum):
    """What a comment is about."""

    GENERAL = "ge"
    SUBSTANTIVE = "te"
    EDITORIAL = "ed"
    TRANSLATION = "tr"

    @property
    def label(self) -> str:
        """The type as people read it."""
        return {"ge": "general", "te": "substantive", "ed": "editorial", "tr": "translation"}[self.value]


class Mark(StrEnum):
    """What the commenter did to the page."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"
    HIGHLIGHT = "highlight"
    NOTE = "note"
    DRAWING = "drawing"
    STAMP = "stamp"

    @property
    def label(self) -> str:
        """The mark as people read it."""
        said = {"insert": "insertion", "delete": "deletion", "replace": "replacement", "highlight": "highlighted words"}
        return said.get(self.value, self.value)


class Disposition(StrEnum):
    """The decision on a comment."""

    ACCEPTED = "accepted"
    MODIFIED = "accepted-with-modification"
    NOTED = "noted"
    NOT_ACCEPTED = "not-accepted"

    @property
    def label(self) -> str:
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
    """Where a person placed a comment, at one commit."""

    commit: Annotated[str, Field(pattern="^[0-9a-f]{40}([0-9a-f]{24})?$")]
    file: Short
    line: Annotated[int, Field(ge=1)]


class Place(Record):
    """The place of a comment in the draft."""

    block: Short = ""
    """The block's id in the draft's map; empty where none was found."""
    also: tuple[Short, ...] = ()
    """Further blocks that the mark covers."""
    candidates: tuple[Short, ...] = ()
    """Blocks that a part of what was said of the place means, where it does not agree."""
    file: Short = ""
    """The source file at the draft's commit."""
    line: Annotated[int, Field(ge=0)] = 0
    """The line in that file, from 1; 0 where there is none."""
    paragraph: Short = ""
    """The paragraph's number in the draft, such as `3.12`."""
    printed_line: Annotated[int, Field(ge=0)] = 0
    """The line number in the draft's margin; 0 where there is none."""
    page: Annotated[int, Field(ge=0)] = 0
    """Page of the draft, from 1; 0 where it is not known."""
    section: Short = ""
    start: Annotated[int, Field(ge=-1)] = -1
    """First marked character in the block's text, or the one after a caret; -1 where unknown."""
    end: Annotated[int, Field(ge=-1)] = -1
    quote: Quote | None = None
    rectangles: tuple[tuple[float, float, float, float], ...] = ()
    """Left, bottom, right and top of what was marked, in points on the draft's page."""
    anchored: Anchor | None = None
    """Where a person has placed it since."""

    @property
    def blocks(self) -> frozenset[str]:
        """Ids of all blocks that the mark covers."""
        return frozenset(filter(None, (self.block, *self.also)))


class Reply(Record):
    """A reply to a comment, written inside the returned file."""

    author: Short = ""
    text: Said = ""
    written: Short = ""


class Origin(Record):
    """The file and the mark that a comment was read from."""

    sha256: Annotated[str, Field(pattern="^([0-9a-f]{64})?$")] = ""
    """The digest of the returned file."""
    producer: Short = ""
    """The program that wrote that file."""
    subtype: Short = ""
    """The kind of annotation, such as `Highlight`, or the place in a form, such as `row 4`."""
    author: Short = ""
    """Distinguishes the authors of one file; in the ledger it is a digest, so that no person is named."""
    name: Short = ""
    """The annotation's own name (`/NM`)."""
    modified: Short = ""
    """The time of its last change according to the file (`/M`)."""
    hidden: bool = False
    """Whether the reader did not show it."""
    thread: tuple[Reply, ...] = ()
    states: tuple[Short, ...] = ()
    """Review states that were set in the file, such as `Accepted`; they are no decision of the Secretariat."""
    flags: tuple[Short, ...] = ()
    """Oddities of the mark, one word each."""
    cited: Said = ""
    """The place as its writer named it: `paragraph 1.2, line 12`."""
    asked: Said = ""
    """The question of an earlier mail that the words answer, as the member quoted it."""
    raw: Said = ""
    """The data of a mark that could not be read, without entries that may name a person."""


class Comment(Record):
    """One comment in the ledger."""

    id: Annotated[str, Field(pattern=COMMENT_ID)]
    """Member and number, such as `GH-007`, unique within a draft."""
    received: Day
    channel: Channel
    type: CommentType = CommentType.GENERAL
    mark: Mark = Mark.NOTE
    comment: Said = ""
    proposed_change: Said = ""
    disposition: Disposition | None = None
    """Empty while it is open."""
    observation: Said = ""
    """The reason that the commenter will read; required with a decision."""
    publish: bool = False
    """Whether everybody may read the observation, in the account of the round; it then names no member."""
    applied_in: Annotated[str, Field(pattern="^([0-9a-f]{7,64})?$")] = ""
    """The commit that made the change; required where the comment was accepted."""
    together_with: tuple[Annotated[str, Field(pattern=COMMENT_ID)], ...] = ()
    """Comments that seem to contradict it, and that a person has seen to be carried out together with it."""
    duplicate_of: Annotated[str, Field(pattern=f"({COMMENT_ID})|^$")] = ""
    withdrawn_on: Day | None = None
    handling: Label = Handling.GREEN
    place: Place = Place()
    confidence: Confidence = Confidence.UNPLACED
    source: Origin = Origin()

    @property
    def member(self) -> str:
        """Id of the member that made the comment."""
        return self.id.rpartition("-")[0]

    @property
    def is_open(self) -> bool:
        """Whether the comment still needs a decision."""
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
