"""Read and write the records of releases, `releases/<version>.yaml`: what went out, its errata, its withdrawal."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Annotated

from pydantic import Field
from ruamel.yaml import YAML

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.consultation.records import Day
from focalpoint.content.record_file import read_record
from focalpoint.problems import Problem, ProblemKind
from focalpoint.records import Record, Words

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
        named = ("version", file.stem, "file")
        fields, complaints = read_record(config, file, ReleaseFields, ProblemKind.RELEASE, named)
        problems += complaints
        if fields is not None:
            found.append(fields)
    return tuple(sorted(found, key=lambda one: (one.released_on, _ordered(one.version)))), problems


def _ordered(version: str) -> tuple[tuple[int, ...], bool, str]:
    """Order 1.2 before 1.10, and 1.0-rc1 before 1.0."""
    numbers, dash, name = version.partition("-")
    return tuple(map(int, numbers.split("."))), not dash, name
