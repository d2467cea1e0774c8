"""Make the files of one edition of a release, with fixed modes and dates."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.forms import DOWNLOADS
from focalpoint.problems import ProblemKind
from focalpoint.release.build import Format, Request, build_edition
from focalpoint.release.job import Teller
from focalpoint.release.package.manifest import SUMS, file_facts, sums

WEB, ZIP, FORMS = "html", "html.zip", "forms"
_FOLDER, _FILE = 0o755, 0o644
_EARLIEST = 315_532_800
"""1 January 1980: a zip file holds no earlier moment."""
_UNIX = 3
"""The system whose modes a zip file's entries carry."""


@dataclass(frozen=True)
class Making:
    """How the editions of a release are made."""

    epoch: int
    allowed: frozenset[ProblemKind]
    workers: int
    tell: Teller


def make_edition(config: Config, edition: Edition, folder: Path, making: Making) -> None:
    """Build an edition in all its forms, and put its files into a folder that is not there yet."""
    built = config.build / "release" / edition
    shutil.rmtree(built, ignore_errors=True)
    whole = Request(edition, Format.ALL, making.workers, printer_copy_too=True, target=built, released=True)
    asked = replace(whole, allowed=making.allowed)
    build_edition(config, asked, making.tell)
    shutil.copytree(built, folder)
    forms = folder / WEB / DOWNLOADS
    if forms.is_dir():
        shutil.copytree(forms, folder / FORMS)


def zipped(folder: Path, epoch: int) -> bytes:
    """Pack a folder below its own name: the same files give the same bytes, whatever their dates and modes."""
    moment = datetime.fromtimestamp(max(epoch, _EARLIEST), UTC)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.create_system = _UNIX
            entry.external_attr = (stat.S_IFREG | _FILE) << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return packed.getvalue()


def write_sums(folders: Iterable[Path]) -> None:
    """Give each edition's folder the sums of its own files alone: whoever gets one edition learns of no other."""
    for folder in folders:
        (folder / SUMS).write_bytes(sums(file_facts(folder)))


def fix_modes(folder: Path, epoch: int) -> None:
    """Give all files and folders the same modes and the same moment, those inside a folder first."""
    for path in sorted([folder, *folder.rglob("*")], reverse=True):
        path.chmod(_FOLDER if path.is_dir() else _FILE)
        os.utime(path, (epoch, epoch))
