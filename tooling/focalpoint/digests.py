"""Digests of files and of the toolchain's own code, by which a cache knows what it may use again."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def path_digest(path: Path) -> str:
    """Digest a file, or all files in a folder with their names; compiled Python does not count."""
    digest = sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file() and file.suffix != ".pyc":
            try:
                data = sha256(file.read_bytes()).digest()
            except OSError:
                data = b"unreadable"  # the check will tell
            digest.update(os.fsencode(file.relative_to(path)) + b"\0" + data + b"\n")
    return digest.hexdigest()


@cache
def code_digest(room: str = "") -> str:
    """Digest the toolchain's own files, code and data: of one room, such as `press`, or of all."""
    return path_digest(PACKAGE / room)


def installed_packages() -> list[str]:
    """List every installed package with its version, by the names of their records."""
    folders = [Path(entry) for entry in dict.fromkeys(sys.path) if entry and Path(entry).is_dir()]
    return sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))
