"""The roster: the members of the Network, what shows that they are, and how each round of consultation went."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from focalpoint.config import Config
from focalpoint.content.consultation.records import Day, not_before
from focalpoint.content.text.fields import line_of, load_fields, refusal
from focalpoint.content.text.text_files import read_text
from focalpoint.problems import Problem, ProblemKind
from focalpoint.records import Place, Record, Words, one_of, say
from focalpoint.vocabulary import NO_GROUP, Vocabulary

NEWER_YAML = (1, 2)
"""The version of YAML for the roster, in which Norway's `NO` is a word and not a false."""
IN_NO_GROUP = "In no regional group"
_ID = "[A-Z]{2,10}"


class Response(StrEnum):
    """What a member answered; “no comments” is an answer, silence is not."""

    NONE = "none"
    ACKNOWLEDGED = "acknowledged"
    NO_COMMENTS = "no-comments"
    COMMENTS = "comments"
    DECLINED = "declined"


class Round(Record):
    """How one round of consultation went with one member."""

    invited_on: Day | None = None
    draft_sent_on: Day | None = None
    reminded_on: Day | None = None
    consulted_on: Day | None = None
    mode: Literal["meeting", "call", "written"] | None = None
    """How the member was consulted."""
    response: Response = Response.NONE
    verdict: Words | None = None
    """What the member made of the draft, in a few words."""

    @field_validator("draft_sent_on", "reminded_on", "consulted_on")
    @classmethod
    def _after_the_invitation(cls, day: date | None, info: ValidationInfo) -> date | None:
        return not_before(day, info, "invited_on")


class Evidence(Record):
    """What shows that the member has, or had, an office that takes part."""

    source: Words | None = None
    """Key of the source in `manual/sources.bib`."""
    year: Annotated[int, Field(ge=2005, le=2100)]
    """Year of the evidence, which is not that of the appointment."""
    grade: Literal["A", "B", "C", "D"]
    """A: named as having appointed or as a member; B: was host or co-founder; C: intended to; D: inferred."""


def _member_id(given: str) -> str:
    if not re.fullmatch(_ID, given):
        raise ValueError(f"“{given[:20]}” is not a member's id; write the two capitals of a State, or an acronym")
    return given


def _group(given: str, info: ValidationInfo) -> str:
    known = info.context
    if isinstance(known, Vocabulary) and given not in known.groups:
        raise PydanticCustomError("enum", "not known", {"expected": one_of(known.groups)})
    return given


class Member(Record):
    """A member of the Network: an office of a State or organization, never a person."""

    id: Annotated[str, AfterValidator(_member_id), Field(alias="iso2", json_schema_extra={"pattern": f"^{_ID}$"})]
    """The two capitals of a State (ISO 3166), or an organization's acronym, such as EU."""
    name: Words
    kind: Literal["state", "organization"]
    regional_group: Annotated[Words, AfterValidator(_group)]
    """A group of the vocabulary, or `none`."""
    office: Words | None = None
    """The office that takes part for it; never a person."""
    languages: tuple[Words, ...] = ()
    """Languages in which the office is written to."""
    evidence: Evidence | None = None
    rounds: Mapping[Annotated[int, Field(ge=1)], Round] = {}
    """How each round of consultation went, by its number."""

    @classmethod
    def unread(cls, id: str, name: str) -> Member:
        """Stand in for a member whose fields cannot be read, so that notes can name it all the same."""
        return cls.model_construct(id=id, name=name, kind="state", regional_group=NO_GROUP)

    @property
    def group(self) -> str:
        """The regional group as a table names it."""
        return IN_NO_GROUP if self.regional_group == NO_GROUP else self.regional_group

    @model_validator(mode="after")
    def _coded(self) -> Member:
        if self.kind == "state" and len(self.id) != 2:
            raise ValueError(f"`iso2: {self.id}` is not the code of a State; write its two capitals, such as GH")
        return self


class RosterFields(Record):
    """What the file of the roster holds."""

    members: tuple[Member, ...]


@dataclass(frozen=True)
class Roster:
    """The members of the Network, in the order of the file; without a file there are none."""

    members: tuple[Member, ...] = ()
    path: str = ""
    text: str = ""
    whole: bool = True
    """False where the file could not be read: then nothing can be said of who is missing in it."""
    written: Any = field(default=None, compare=False, repr=False)
    """The file as YAML read it, which knows the line of everything."""

    def member(self, id: str) -> Member | None:
        """The member with this id, if there is one."""
        return next((member for member in self.members if member.id == id), None)

    def line(self, *place: int | str) -> int:
        """The line of a field, such as `0, "iso2"` of the first member."""
        return line_of(self.written, ("members", *place))


NO_ROSTER = Roster()
"""The roster of a project that has no file of it."""


def roster_file(config: Config) -> Path:
    """Where the roster lies."""
    return config.notes.parent / "roster.yaml"


def load_roster(config: Config) -> tuple[Roster, list[Problem]]:
    """The roster, and everything that was wrong with reading it; a member with a fault keeps its id and name."""
    file = roster_file(config)
    if not file.exists():
        return NO_ROSTER, []
    path = config.shown(file)
    text, problems = read_text(config, file)
    broken = Roster(path=path, text=text, whole=False)

    def problem(line: int, message: str) -> Problem:
        return Problem(path, line, ProblemKind.ROSTER, message)

    if problems:
        return broken, problems
    try:
        written = load_fields(text, NEWER_YAML)
    except Exception as error:  # what YAML refuses it refuses in a dozen ways
        line, reason = refusal(text, error)
        return broken, [problem(line, f"the roster cannot be read: {reason}")]
    entries = written.get("members") if isinstance(written, dict) else None
    if not isinstance(entries, list):
        return broken, [
            problem(1, "holds no list `members`; write `members:` and below it each member, from `- iso2:`")
        ]
    for name in written:
        if name != "members":
            wrong = problem(line_of(written, (name,)), f"unknown field `{name}`; the roster holds `members` alone")
            problems.append(wrong)
    members = []
    for number, entry in enumerate(entries):
        member, faults = _member(entry, config.vocabulary)
        members.append(member)
        problems += [problem(line_of(written, ("members", number, *place)), message) for place, message in faults]
    return Roster(tuple(members), path, text, all(member.id for member in members), written), problems


def _member(entry: Any, vocabulary: Vocabulary) -> tuple[Member, list[tuple[Place, str]]]:
    """One member, and its faults, each with its place; its id is empty where not even that can be read."""
    if not isinstance(entry, dict):
        return Member.unread("", ""), [((), "this member has no fields; begin it with `- iso2:`")]
    try:
        return Member.model_validate({str(name): value for name, value in entry.items()}, context=vocabulary), []
    except ValidationError as error:
        id, name = (given if isinstance(given, str) else "" for given in (entry.get("iso2"), entry.get("name")))
        return Member.unread(id, name), [(wrong["loc"], say(Member, wrong)) for wrong in error.errors()]
