"""Keep the record of what was sent as Word files: to whom, from which commit, and each block as it was shown."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError
from ruamel.yaml import YAML

from focalpoint.config import Config
from focalpoint.content.consultation.records import Day
from focalpoint.content.consultation.roster import NEWER_YAML
from focalpoint.content.rounds.drafts import draft_folder
from focalpoint.content.text.fields import load_fields
from focalpoint.problems import Problem, ProblemKind, Trouble
from focalpoint.records import Record, Words

RECORD, PAGES = "sent.yaml", "pages.json.gz"
PROPERTY = "focalpoint-word"
"""Begins the identity of a file in its properties."""


OUR_PICTURE = "fp_picture_"
"""Begins the name of each picture that is sent."""


class SentFile(Record):
    """One Word file that was sent."""

    name: Words
    chapters: tuple[Words, ...]
    """The paths of the chapters in it."""
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class SentFields(Record):
    """The record of what was sent at one time."""

    number: Annotated[int, Field(ge=1)]
    id: Words
    """Such as `focalpoint-word-3-1f0c9a7b52`, in the properties of each file."""
    to: Words
    """The office or member to whom it was sent."""
    sent_on: Day
    edition: Words
    commit: Annotated[str, Field(pattern="^[0-9a-f]{40}([0-9a-f]{24})?$")]
    draft: Annotated[int, Field(ge=0)] = 0
    """The draft that the files are; 0 for chapters that were sent by themselves."""
    files: tuple[SentFile, ...]


@dataclass(frozen=True)
class SentBlock:
    """One block as it was shown in a Word file."""

    index: int
    """Its place among the editable blocks of its page."""
    lead: str
    """The number or words that the tools wrote before it."""
    shown: tuple[str, ...]
    """The words that were shown for each of its references and calls."""


@dataclass(frozen=True)
class SentPage:
    """One chapter as it was sent."""

    path: str
    """The author's file."""
    page: str
    """The text as the edition carried it; its lines have the numbers that they have in the file."""
    blocks: tuple[SentBlock, ...]
    fixed: tuple[str, ...]
    """The texts of the paragraphs that the tools wrote."""


@dataclass(frozen=True)
class Sent:
    """What was sent at one time."""

    fields: SentFields
    pages: tuple[SentPage, ...]


def word_folder(config: Config) -> Path:
    """Return the folder in which the records are kept."""
    return config.notes.parent / "word"


def sent_record(fields: SentFields) -> bytes:
    """Write the file `sent.yaml`."""
    written = StringIO()
    YAML().dump(fields.model_dump(mode="python"), written)
    return written.getvalue().encode()


def pack_pages(pages: tuple[SentPage, ...]) -> bytes:
    """Write the pages as they are archived; the same pages give the same bytes."""
    whole = [[one.path, one.page, [[b.index, b.lead, list(b.shown)] for b in one.blocks], one.fixed] for one in pages]
    return gzip.compress(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)


def unpack_pages(data: bytes) -> tuple[SentPage, ...]:
    """Read the pages from the archive; raises ValueError where it is broken."""
    try:
        whole: list[Any] = json.loads(gzip.decompress(data))
        return tuple(
            SentPage(
                str(path),
                str(page),
                tuple(SentBlock(int(n), str(lead), tuple(map(str, shown))) for n, lead, shown in rows),
                tuple(map(str, fixed)),
            )
            for path, page, rows, fixed in whole
        )
    except (OSError, EOFError, TypeError, ValueError) as error:
        raise ValueError(f"not the pages of a Word file: {error}") from None


def next_number(config: Config) -> int:
    """Return the number of the next record."""
    return max((int(one.parent.name) for one in _records(config)), default=0) + 1


def _records(config: Config) -> Iterator[Path]:
    folder = word_folder(config)
    yield from (file for file in sorted(folder.glob(f"*/{RECORD}")) if file.parent.name.isdecimal())


def sent_names(config: Config) -> list[str]:
    """List the names of all records, the latest first: `3` for the third sending, `d2` for the second draft."""
    drafts = (int(one.parent.name) for one in draft_folder(config).glob(f"*/{RECORD}") if one.parent.name.isdecimal())
    sent = sorted((int(one.parent.name) for one in _records(config)), reverse=True)
    return [*map(str, sent), *(f"d{number}" for number in sorted(drafts, reverse=True))]


def load_sent(config: Config, name: str) -> Sent:
    """Read one record by its name; raises Trouble where it is missing or broken."""
    folder = draft_folder(config, int(name[1:])) if name.startswith("d") else word_folder(config) / name
    path = config.shown(folder / RECORD)
    try:
        written = load_fields((folder / RECORD).read_text(encoding="utf-8"), NEWER_YAML)
        fields = SentFields.model_validate(written)
        return Sent(fields, unpack_pages((folder / PAGES).read_bytes()))
    except (OSError, ValueError, ValidationError):
        message = "the record of what was sent is missing or broken; restore the folder from Git"
        raise Trouble([Problem(path, 0, ProblemKind.UNREADABLE, message)]) from None
