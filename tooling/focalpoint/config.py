"""Where the project keeps its things, and the settings that `pyproject.toml` gives it."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from focalpoint.conflict_marks import UNJOINED, first_mark
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.vocabulary import Vocabulary
from focalpoint.vocabulary_file import load_vocabulary

MAX_TEXT_BYTES = 2_000_000
"""No chapter, note or figure is larger than this; what is larger is a mistake."""


EPOCH = "SOURCE_DATE_EPOCH"
"""The variable by which whoever makes something again says when it was made, in seconds since 1970."""
_LAST_MOMENT = 253_402_300_799
"""The last second of the year 9999."""


def given_day() -> date | None:
    """The day that SOURCE_DATE_EPOCH names, for whoever makes again what was made on it; None where it names none."""
    epoch = os.environ.get(EPOCH, "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if _is_moment(epoch) else None


def settle_epoch() -> None:
    """Take an empty SOURCE_DATE_EPOCH out of the environment; raises Trouble where it is no number of seconds.

    The libraries that print read it themselves, and fail where it is neither absent nor a number.
    """
    given = os.environ.get(EPOCH)
    if given is None or _is_moment(given):
        return
    if given.strip():
        told = f"{EPOCH} is `{given[:40]}`, which is no number of seconds since 1970"
        raise stopped(f"{told}; type: unset {EPOCH}, or give it a number such as 1795392000")
    del os.environ[EPOCH]


def _is_moment(epoch: str) -> bool:
    return epoch.isascii() and epoch.isdigit() and int(epoch) <= _LAST_MOMENT


PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Sizes of paper that a manual may be printed on: width and height in millimetres."""


class Settings(BaseModel):
    """The table `[tool.focalpoint]` of `pyproject.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-"))

    title: str
    """Title of the manual, as the cover carries it."""
    network: str
    """Whose manual it is: the line above the title."""
    publisher: str
    status: str
    """Status of the text, for the imprint."""
    comments: str
    """How to comment, for the imprint."""
    contact: str = ""
    """Postal address, telephone and e-mail of the publisher's office, for the imprint; empty where not decided yet."""
    licence: str = ""
    """Under which licence the text may be copied, for the imprint; empty where that is not decided yet."""
    language: str = "en-GB"
    address: str = Field(default="", pattern=r"^(https?://[^\s\"'<>?#]+)?$")
    """Where the web edition is published for good; empty where that is not known yet."""
    page_size: str = Field(default="A4", pattern=f"^({'|'.join(PAPERS)})$")


@dataclass(frozen=True)
class Config:
    """One project: its folders, its settings, its words, and the day it is built on."""

    root: Path
    settings: Settings
    vocabulary: Vocabulary
    version: str
    today: date

    @property
    def manual(self) -> Path:
        """Folder of the chapters."""
        return self.root / "manual"

    @property
    def notes(self) -> Path:
        """Folder of the consultation notes."""
        return self.root / "consultations" / "notes"

    @property
    def build(self) -> Path:
        """Folder of everything that can be made again."""
        return self.root / "build"

    @property
    def dist(self) -> Path:
        """Folder of the finished editions."""
        return self.root / "dist"

    def shown(self, path: Path) -> str:
        """The path as an author knows it: from the top of the repository, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name

    @classmethod
    def load(cls, start: Path, today: date) -> Config:
        """The project that holds `start`; raises Trouble where there is none or its settings are wrong."""
        for folder in (start, *start.parents):
            file = folder / "pyproject.toml"
            if file.is_file():
                try:
                    written = file.read_text(encoding="utf-8")
                    if line := first_mark(written):
                        raise Trouble([Problem("pyproject.toml", line, ProblemKind.UNREADABLE, UNJOINED)])
                    table = tomllib.loads(written)
                except (OSError, ValueError) as error:
                    raise _unreadable(f"{error}") from None
                try:
                    if "focalpoint" in table.get("tool", {}):
                        version = str(table["project"]["version"])
                        return cls(folder, _settings(table), load_vocabulary(folder), version, today)
                except (KeyError, TypeError):
                    raise _unreadable("no `version` in a table `[project]`") from None
        raise stopped("no manual here: type the command in the folder that holds pyproject.toml, or one below it")


def _unreadable(why: str) -> Trouble:
    message = f"the settings cannot be read ({why}); put that right, or restore the file"
    return Trouble([Problem("pyproject.toml", 0, ProblemKind.UNREADABLE, message)])


_MOVED: dict[tuple[int | str, ...], str] = {
    ("challenges",): "belongs in manual/vocabulary.toml; write each challenge there, and take this setting out"
}


def _settings(table: dict[str, dict[str, dict[str, object]]]) -> Settings:
    try:
        return Settings.model_validate(table["tool"]["focalpoint"])
    except ValidationError as error:
        raise Trouble(
            Problem(
                "pyproject.toml",
                0,
                ProblemKind.FRONT_MATTER,
                f"[tool.focalpoint] {'.'.join(map(str, wrong['loc']))}: {_MOVED.get(wrong['loc'], wrong['msg'])}",
            )
            for wrong in error.errors()
        ) from None
