"""The fields of chapters and of consultation notes, and the words they may hold."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from focalpoint.content.consultation.handling import CLOSED, HELD, Handling
from focalpoint.lists import words
from focalpoint.records import Record, Words, one_of
from focalpoint.vocabulary import Vocabulary

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _written_date(value: object) -> object:
    """Only a date as it is written: pydantic would also take a number of seconds, or a day and an hour."""
    if type(value) is date:
        return value
    if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return value
    raise PydanticCustomError("date", "not a date")


Day = Annotated[date, BeforeValidator(_written_date)]


def _held(given: object) -> object:
    """Refuse a label that no text of the repository may have, and name to an author those that it may."""
    if given == Handling.RED:
        raise ValueError("TLP:RED text does not belong in the repository; keep it out")
    if given not in set(Handling):
        raise PydanticCustomError("enum", "not known", {"expected": one_of(HELD)})
    return given


Label = Annotated[
    Handling, BeforeValidator(_held), WithJsonSchema({"enum": list(HELD), "title": "Handling", "type": "string"})
]
"""A handling label that the repository may hold."""


def _written_challenge(value: object) -> object:
    return str(value) if type(value) is int else value


def _answer(written: str, info: ValidationInfo) -> str:
    """Refuse what the vocabulary, where it is given as context, does not know as an answer to a challenge."""
    known = info.context
    if not isinstance(known, Vocabulary) or (not written and not known.challenges):
        return written
    if not written:
        raise PydanticCustomError("missing", "missing")
    if not known.challenges:
        raise ValueError("the vocabulary of this manual has no challenges; take the line out")
    if not known.is_answer(written):
        raise PydanticCustomError("enum", "not known", {"expected": one_of(known.answers)})
    return written


Answers = Annotated[
    str, BeforeValidator(_written_challenge), AfterValidator(_answer), Field(default="", validate_default=True)
]
"""The challenges that a text answers, in words of the vocabulary; required where that has challenges."""


def not_before(day: date | None, info: ValidationInfo, *earlier: str) -> date | None:
    """The day, which may not lie before any of the named days; raises ValueError where it does."""
    for name in earlier:
        first = info.data.get(name)
        if day and first and day < first:
            raise ValueError(f"{day} lies before `{name}`, {first}; check both")
    return day


class ChapterFields(Record):
    """Front matter of a chapter."""

    title: Words
    question: Words
    """The question that the chapter answers."""
    readers: Words | None = None
    """Who should read it."""
    status: Literal["draft", "review", "cleared"]
    """`cleared` once those who answer for it have let it go out; a release holds no other chapter."""
    challenge: Answers
    handling: Label
    checked: Day
    """When its facts were last checked."""
    brief: Words | None = None
    """The ministries or bodies that a brief is made for from its tagged passages: `finance, trade`."""

    @field_validator("brief")
    @classmethod
    def _known(cls, brief: str | None, info: ValidationInfo) -> str | None:
        known = info.context
        if brief is None or not isinstance(known, Vocabulary):
            return brief
        if known.brief is None:
            raise ValueError("the vocabulary of this manual has no briefs; add [brief] there, or take the line out")
        if unknown := [word for word in words(brief) if word not in known.ministries]:
            noun = known.nouns.ministry.one
            raise ValueError(f"`{unknown[0]}` is not a {noun}; use {', '.join(known.ministries)}")
        return brief

    @classmethod
    def unread(cls, name: str) -> ChapterFields:
        """Stand in for fields that cannot be read, so that the text below them is checked all the same."""
        return cls.model_construct(
            title=name, question=name, status="draft", handling=CLOSED, checked=date.min
        )



class NoteFields(Record):
    """Front matter of a consultation note; what it does not say is closed."""

    id: Annotated[str, Field(pattern=SLUG)]
    title: Words
    kind: Literal["closed-meeting", "individual-consultation", "written", "public-source"]
    date: Day
    until: Day | None = None
    """Last day, where it took several."""
    place: Words
    handling: Label = CLOSED
    rule: Literal["none", "chatham-house"] = "chatham-house"
    attribution: Literal["on-the-record", "on-background", "deep-background", "off-the-record"] = "off-the-record"
    challenge: Answers
    themes: tuple[Words, ...] = ()
    participants: tuple[Words, ...] = ()
    """Members of the roster, by id."""
    source: Words | None = None
    """Key of the published text it rests on."""
    agreed_wording: Words | None = None
    consent: Literal["none", "internal-use", "paraphrase", "quote-anonymous", "quote-attributed"] = "none"
    given_on: Day | None = None
    cleared_text: str | None = None
    cleared_on: Day | None = None
    withdrawn_on: Day | None = None

    @classmethod
    def unread(cls, name: str) -> NoteFields:
        """Stand in for fields that cannot be read, so that the points below them can be cited all the same."""
        return cls.model_construct(
            id=name, title=name, kind="written", date=date.min, place=name
        )

    @property
    def short(self) -> str:
        """How a chapter cites it: `Accra 2027`."""
        return f"{self.place} {self.date.year}"

    @field_validator("cleared_on")
    @classmethod
    def _cleared_after(cls, day: Day | None, info: ValidationInfo) -> Day | None:
        return not_before(day, info, "date")

    @field_validator("withdrawn_on")
    @classmethod
    def _withdrawn_last(cls, day: Day | None, info: ValidationInfo) -> Day | None:
        return not_before(day, info, "date", "given_on", "cleared_on")

    @model_validator(mode="after")
    def _sound(self) -> NoteFields:
        if self.until and self.until < self.date:
            raise ValueError("`until` lies before `date`; check both")
        if self.consent != "none" and self.given_on is None:
            raise ValueError("`consent` needs `given_on`, the day it was given")
        if self.cleared_text and self.cleared_on is None:
            raise ValueError("`cleared_text` needs `cleared_on`, the day it was cleared")
        return self
