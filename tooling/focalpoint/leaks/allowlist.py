"""Knows what the toolchain brings along: its own words, and files that lie in every edition whatever the text."""

from __future__ import annotations

import os
import sysconfig
from functools import cache
from hashlib import sha256
from pathlib import Path

from focalpoint.leaks.normalise import spaced

_PACKAGE = Path(__file__).resolve().parent.parent
_SAYING = ("content", "assembly", "extension", "html")
"""Rooms whose files hold words that they put on a page."""


@cache
def own_words() -> frozenset[str]:
    """Every word in the toolchain's files that write pages: boxes and tables have their words from there."""
    files = [file for room in _SAYING for file in sorted((_PACKAGE / room).rglob("*.py"))]
    return frozenset(word for file in files for word in spaced(file.read_text(encoding="utf-8")).decode().split())


def is_shipped(name: str, digest: str) -> bool:
    """Whether a file is, byte for byte, one that the theme or this toolchain brings along: it tells nothing."""
    return any(sha256(file.read_bytes()).hexdigest() == digest for file in _shipped().get(name, ()))


@cache
def _shipped() -> dict[str, list[Path]]:
    """The files of all installed packages and of this one, by name."""
    found: dict[str, list[Path]] = {}
    for top in (Path(sysconfig.get_path("purelib")), _PACKAGE):
        for folder, _folders, names in os.walk(top):
            for name in names:
                found.setdefault(name, []).append(Path(folder, name))
    return found
