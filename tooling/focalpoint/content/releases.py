"""Read and write the records of releases, `releases/<version>.yaml`: what went out, its errata, its withdrawal."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError
from ruamel.yaml import YAML

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.consultation.records import Day
from focalpoint.content.consultation.roster import NEWER_YAML
from focalpoint.content.text.fields import line_of, load_fields, refusal
from focalpoint.content.text.text_files import read_text
from focalpoint.problems import Problem, ProblemKind
from focalpoint.records import Record, Words, say

VERSION = r"^[0-9]+(\.[0-9]+)*(-[a-z0-9]+)?$"
"""The form of a release's version: 1, 1.0, 2.1.3, 1.0-rc1."""
Version = Annotated[str, Field(pattern=VERSION)]
Commit = Annotated[str, Field(pattern="^[0-9a-f]{40}([0-9a-f]{24})?$")]


class OverruleFields(Record):
    """One kind of open point that a person let pass."""

    kind: Words
    because: Words
    points: Annotated[int, Field(ge=1)]
    """How many points of this kind there were."""


class Erratum(Record):
    """One error in what was released, and where it is put right."""

    paragraph: Words
    """Its number in the release, such as `3.12`."""
    because: Words
    """What was wrong, for the readers of the release."""
    found_on: Day
    commit: Commit
    """A commit of the corrected text."""


class Withdrawal(Record):
    """When and why a release was withdrawn."""

    day: Day
    because: Words


class ReleaseFields(Record):
    """The record of one release."""

    version: Version
    released_on: Day
    commit: Commit
    """The commit of the text from which it was made."""
    epoch: Annotated[int, Field(ge=0)]
    """The moment that its files carry, in seconds since 1970."""
    editions: tuple[Edition, ...]
    manifest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """The digest of its MANIFEST.json."""
    overrules: tuple[OverruleFields, ...] = ()
    errata: tuple[Erratum, ...] = ()
    withdrawn: Withdrawal | None = None


def release_file(config: Config, version: str) -> Path:
    """Make the path of a release's record."""
    return config.root / "releases" / f"{version}.yaml"


def release_record(fields: ReleaseFields) -> bytes:
    """Write a record as YAML."""
    written = StringIO()
    YAML().dump(fields.model_dump(exclude_none=True, exclude_defaults=True, mode="json"), written)
    return written.getvalue().encode()


def load_releases(config: Config) -> tuple[tuple[ReleaseFields, ...], list[Problem]]:
    """Read the records of all releases, oldest first, and list what is wrong with them."""
    found: list[ReleaseFields] = []
    problems: list[Problem] = []
    for file in sorted((config.root / "releases").glob("*.yaml")):
        fields, complaints = _read(config, file)
        problems += complaints
        if fields is not None:
            found.append(fields)
    return tuple(sorted(found, key=lambda one: (one.released_on, _ordered(one.version)))), problems


def _said(wrong: Any) -> str:
    if wrong["type"] == "string_pattern_mismatch":
        return f"`{wrong['loc'][-1]}: {str(wrong['input'])[:60]}` is not in its form; restore the file from Git"
    return say(ReleaseFields, wrong)


def _ordered(version: str) -> tuple[tuple[int, ...], bool, str]:
    """Order 1.2 before 1.10, and 1.0-rc1 before 1.0."""
    numbers, dash, name = version.partition("-")
    return tuple(map(int, numbers.split("."))), not dash, name


def _read(config: Config, file: Path) -> tuple[ReleaseFields | None, list[Problem]]:
    path = config.shown(file)
    text, problems = read_text(config, file)
    if problems:
        return None, problems
    try:
        written = load_fields(text, NEWER_YAML)
    except Exception as error:  # a YAML parser raises many kinds of error
        line, reason = refusal(text, error)
        return None, [Problem(path, line, ProblemKind.UNREADABLE, f"cannot be read: {reason}")]
    try:
        fields = ReleaseFields.model_validate(written)
    except ValidationError as error:
        return None, [
            Problem(path, line_of(written, wrong["loc"]), ProblemKind.RELEASE, _said(wrong))
            for wrong in error.errors()
        ]
    if fields.version != file.stem:
        told = f"`version: {fields.version}` is not the file's name; restore the file from Git"
        return None, [Problem(path, line_of(written, ("version",)), ProblemKind.RELEASE, told)]
    return fields, []
