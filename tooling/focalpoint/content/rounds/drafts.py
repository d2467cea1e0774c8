"""Read the drafts that were issued: their identity, copies and maps, under `consultations/drafts/<n>/`."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Annotated

from pydantic import Field
from ruamel.yaml import YAML

from focalpoint.config import Config
from focalpoint.content.consultation.records import Day
from focalpoint.content.record_file import read_record
from focalpoint.content.rounds.draft_map import DraftMap, unpack_map
from focalpoint.problems import Problem, ProblemKind, Trouble
from focalpoint.records import Record, Words

RECORD = "draft.yaml"
MAP = "map.json.gz"
SCHEMA = "# yaml-language-server: $schema=../../schemas/draft.json\n"


class Copy(Record):
    """One copy of a draft, stamped for the member that received it."""

    number: Annotated[int, Field(ge=1)]
    member: Words
    """The member's id in the roster."""
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class DraftFields(Record):
    """The record of a draft: which PDF was sent, and to whom."""

    number: Annotated[int, Field(ge=1)]
    id: Words
    """Such as `draft-3-1f0c9a7b52`, printed on every page."""
    title: Words
    edition: Words
    issued_on: Day
    comments_by: Day | None = None
    """The day by which comments are asked for."""
    commit: Annotated[str, Field(pattern="^[0-9a-f]{40}([0-9a-f]{24})?$")]
    pages: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """The digest of the PDF without a stamp."""
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True)
class Draft:
    """One issued draft."""

    fields: DraftFields
    folder: Path

    @property
    def number(self) -> int:
        """The draft's number."""
        return self.fields.number

    def map(self) -> DraftMap:
        """Read the archived map; raises Trouble where it is missing or broken."""
        file = self.folder / MAP
        try:
            return unpack_map(file.read_bytes())
        except (OSError, ValueError):
            path = f"consultations/drafts/{self.number}/{MAP}"
            message = "the map of this draft is missing or broken; restore it from Git"
            raise Trouble([Problem(path, 0, ProblemKind.UNREADABLE, message)]) from None


def draft_folder(config: Config, number: int | None = None) -> Path:
    """Make the path of a draft's archive folder; without a number, of the folder of all drafts."""
    drafts = config.notes.parent / "drafts"
    return drafts if number is None else drafts / str(number)


def draft_record(fields: DraftFields) -> bytes:
    """Write the file `draft.yaml` of a draft that is being issued."""
    written = StringIO()
    YAML().dump(fields.model_dump(exclude_none=True, mode="python"), written)
    return (SCHEMA + written.getvalue()).encode()


def load_drafts(config: Config) -> tuple[tuple[Draft, ...], list[Problem]]:
    """Read all issued drafts, sorted by number, and list all problems in reading them."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    folder = draft_folder(config)
    for file in sorted(folder.glob(f"*/{RECORD}")) if folder.is_dir() else []:
        named = ("number", file.parent.name, "folder")
        fields, complaints = read_record(config, file, DraftFields, ProblemKind.DRAFT, named)
        problems += complaints
        if fields is not None:
            drafts.append(Draft(fields, file.parent))
    return tuple(sorted(drafts, key=lambda draft: draft.number)), problems
