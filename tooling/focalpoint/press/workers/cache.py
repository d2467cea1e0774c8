"""Keep what was laid out on disk, under a digest of all that it depends on."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import re
import sys
import time
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from html import unescape
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from pydantic import TypeAdapter

from focalpoint.config import PAPERS
from focalpoint.digests import code_digest
from focalpoint.press.section import Book, LaidOut, Section

LIMIT = 200_000_000
"""Bytes that the cache may take: about forty editions of a thousand pages."""
STALE = 24 * 3600
"""Seconds after which an unfinished file is one that a crash left behind."""
SUFFIX, UNFINISHED = ".laidout", ".part"
_FACTS = TypeAdapter(LaidOut)
PACKAGES = (
    *("weasyprint", "pydyf", "pikepdf", "fonttools", "uharfbuzz", "pypdfium2", "lxml", "pyphen", "pillow"),
    *("tinycss2", "cssselect2", "tinyhtml5", "zopfli", "brotli"),
)
LIBRARIES = {
    "pango_version_string": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "hb_version_string": ("libharfbuzz.so.0", "libharfbuzz.dylib", "libharfbuzz-0.dll"),
}
"""What sets the text, by the function that tells its version."""
SOURCE = re.compile(r"""\ssrc=(?:"([^"]*)"|'([^']*)')""")


class Cache:
    """A folder of laid-out units, safe to use by several builds at once.

    An entry is written whole or not at all, and checked when it is read: what is damaged counts as absent.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit

    def read(self, key: str) -> LaidOut | None:
        """The unit laid out under this key, if it is there and whole."""
        file = self._file(key)
        try:
            seal, facts, pdf = file.read_bytes().split(b"\n", 2)
            if seal != _seal(key, facts, pdf):
                return None
            os.utime(file)  # The oldest by use goes first.
        except (OSError, ValueError):
            return None
        return _FACTS.validate_python({**json.loads(facts), "pdf": pdf})

    def write(self, key: str, one: LaidOut) -> None:
        """Keep a laid-out unit; a disk that takes no more is no reason to stop."""
        file = self._file(key)
        unfinished = file.with_name(f"{uuid4().hex}{UNFINISHED}")
        facts = json.dumps(_FACTS.dump_python(one, mode="json", exclude={"pdf"}), ensure_ascii=True).encode()
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                unfinished.write_bytes(b"\n".join([_seal(key, facts, one.pdf), facts, one.pdf]))
                unfinished.replace(file)
            finally:
                unfinished.unlink(missing_ok=True)

    def trim(self) -> None:
        """Drop what was not used for longest until the rest is within the limit, and what crashes left behind."""
        entries = []
        for file in self._files():
            with contextlib.suppress(OSError):
                facts = file.stat()
                if file.suffix == SUFFIX:
                    entries.append((facts.st_mtime, facts.st_size, file))
                elif time.time() - facts.st_mtime > STALE:
                    file.unlink()
        total = sum(size for _, size, _ in entries)
        for _, size, file in sorted(entries):
            if total <= self.limit:
                break
            with contextlib.suppress(OSError):
                file.unlink()
            total -= size

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}{SUFFIX}"

    def _files(self) -> Iterable[Path]:
        return self.folder.iterdir() if self.folder.is_dir() else ()


def _seal(key: str, facts: bytes, pdf: bytes) -> bytes:
    """What the rest of an entry must agree with."""
    digest = sha256(key.encode())
    for part in (facts, pdf):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest().encode()


def unit_key(unit: Section, book: Book) -> str:
    """The name under which a unit's layout is kept: the same for the same pages, whatever the edition."""
    digest = sha256(press_digest().encode())
    facts = (
        unit.name,
        unit.title,
        unit.number,
        unit.part,
        unit.matter,
        unit.level,
        book.locale,
        PAPERS[book.page_size],
        book.never_divided,
    )
    digest.update(repr(facts).encode())
    digest.update(unit.html.encode())
    for source in dict.fromkeys(unescape(one or other) for one, other in SOURCE.findall(unit.html)):
        digest.update(repr((source, _picture(unit.assets / source))).encode())
    return digest.hexdigest()


def _picture(file: Path) -> str:
    """A picture's bytes; the checks of the text let none through that reaches for others."""
    try:
        return sha256(file.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return ""


@cache
def press_digest() -> str:
    """Digest the press itself: its code, style sheets and typefaces, and every library that it sets and writes with."""
    facts = [sys.version, *map(_package, PACKAGES), *map(_library, LIBRARIES), code_digest("press")]
    return sha256(repr(facts).encode()).hexdigest()


def _package(name: str) -> str:
    try:
        return version(name)
    except ModuleNotFoundError:
        return ""


def _library(function: str) -> str:
    """The version that a library gives of itself, without loading WeasyPrint, which takes long."""
    for name in LIBRARIES[function]:
        try:
            tell = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        tell.restype = ctypes.c_char_p
        return str(tell().decode())
    return ""
