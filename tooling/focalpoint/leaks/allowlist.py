"""Know what the tools add to every edition whatever its texts say: words on pages, and whole files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from focalpoint.digests import PACKAGE
from focalpoint.leaks.text_spans import normalised_words

LIST = Path(__file__).with_suffix(".toml")
@cache
def words_in_text() -> frozenset[str]:
    """Read the words that the tools write into the text itself, and so into the search index; normalised."""
    return _listed("text")


@cache
def words_on_pages() -> frozenset[str]:
    """Read all words that the tools write into pages and files, inside or around the text; normalised."""
    return words_in_text() | _listed("around")


def _listed(name: str) -> frozenset[str]:
    return frozenset(normalised_words(tomllib.loads(LIST.read_text(encoding="utf-8"))[name]).decode().split())


def is_shipped(name: str, digest: str) -> bool:
    """Tell whether a file is byte for byte one that comes with this toolchain."""
    return digest in {_file_digest(file) for file in _shipped().get(name, ())}


@cache
def _shipped() -> Mapping[str, Sequence[Path]]:
    """List the files that are copied unchanged into the web edition, by file name."""
    folders = [PACKAGE / "html" / "theme" / "static", PACKAGE / "html" / "theme" / "fonts", PACKAGE / "press" / "fonts"]
    found: dict[str, list[Path]] = {}
    for file in sorted(file for folder in folders for file in folder.rglob("*") if file.is_file()):
        found.setdefault(file.name, []).append(file)
    return found


@cache
def _file_digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()
