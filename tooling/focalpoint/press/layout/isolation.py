"""Shut out the machine: only the press's fonts, only the unit's own files, no network."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

HERE = Path(__file__).resolve().parent.parent
THEME = HERE / "theme"
SHEETS = ("print.css", "front.css", "brief.css", "pocket.css")
VARIANT = "pdf/ua-1"
FONTS = HERE / "fonts"
VARIABLES = {"FONTCONFIG_FILE": str(THEME / "fonts.conf"), "FONTCONFIG_SYSROOT": None, "FONTCONFIG_PATH": str(THEME)}


@contextmanager
def own_fonts() -> Iterator[None]:
    """Point Fontconfig at the press's fonts; it reads these variables whenever a configuration is made."""
    before = {name: os.environ.get(name) for name in VARIABLES}
    _set(VARIABLES)
    try:
        yield
    finally:
        _set(before)


def _set(variables: dict[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


class RefusedError(ValueError):
    """Raised for an address that the press does not read."""


def readable(url: str, folders: tuple[Path, ...]) -> Path:
    """The file that a `file:` address names, when it lies in one of the folders and exists."""
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc:
        raise RefusedError(f"{url} is not a file of this unit; put the picture into the unit's folder")
    # Links are followed first, so that none can lead out of the folder.
    path = Path(url2pathname(parts.path)).resolve()
    if not any(path.is_relative_to(folder.resolve()) for folder in folders):
        raise RefusedError(f"{path.name} lies outside the unit's own folder; move it there")
    if not path.is_file():
        raise RefusedError(f"{path.name} is not in the unit's own folder; add it or correct its name")
    return path


def media_type(path: Path) -> str:
    """The media type by the file's name, whatever the machine's own tables say."""
    return mimetypes.MimeTypes(()).guess_type(path.name)[0] or "application/octet-stream"
