"""Cache laid-out sections on disk, by a digest of everything that a layout depends on."""

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

from focalpoint.digests import code_digest
from focalpoint.press.layout.page_geometry import SIZES
from focalpoint.press.section import Book, LaidOut, Section

LIMIT = 200_000_000
"""Maximum size of the cache in bytes: about forty editions of a thousand pages."""
STALE = 24 * 3600
"""Seconds after which an unfinished file must be left over from a crash."""
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
"""The C libraries that shape text, by the function that returns their version."""
SOURCE = re.compile(r"""\ssrc=(?:"([^"]*)"|'([^']*)')""")


class Cache:
    """A folder of laid-out sections, safe for several builds at once.

    An entry is written whole or not at all, and verified when it is read: a damaged one counts as absent.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit

    def read(self, key: str) -> LaidOut | None:
        """Return the section laid out under a key; None if it is absent or damaged."""
        file = self._file(key)
        try:
            checksum, facts, pdf = file.read_bytes().split(b"\n", 2)
            if checksum != _checksum(key, facts, pdf):
                return None
            os.utime(file)  # `trim` deletes the least recently used first.
        except (OSError, ValueError):
            return None
        return _FACTS.validate_python({**json.loads(facts), "pdf": pdf})

    def write(self, key: str, one: LaidOut) -> None:
        """Store a laid-out section; a full disk is ignored."""
        file = self._file(key)
        unfinished = file.with_name(f"{uuid4().hex}{UNFINISHED}")
        facts = json.dumps(_FACTS.dump_python(one, mode="json", exclude={"pdf"}), ensure_ascii=True).encode()
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                unfinished.write_bytes(b"\n".join([_checksum(key, facts, one.pdf), facts, one.pdf]))
                unfinished.replace(file)
            finally:
                unfinished.unlink(missing_ok=True)

    def trim(self) -> None:
        """Delete the least recently used entries until the rest is within the limit, and left-overs of crashes."""
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


def _checksum(key: str, facts: bytes, pdf: bytes) -> bytes:
    """Return the checksum that an entry begins with."""
    digest = sha256(key.encode())
    for part in (facts, pdf):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest().encode()


def section_key(section: Section, book: Book) -> str:
    """Return the cache key of a section: equal for equal pages, whatever the edition."""
    digest = sha256(press_digest().encode())
    facts = (
        section.name,
        section.title,
        section.number,
        section.part,
        section.part_of_book,
        section.level,
        book.locale,
        SIZES[book.page_size],
        book.never_divided,
    )
    digest.update(repr(facts).encode())
    digest.update(section.html.encode())
    for source in dict.fromkeys(unescape(one or other) for one, other in SOURCE.findall(section.html)):
        digest.update(repr((source, _picture(section.assets / source))).encode())
    return digest.hexdigest()


def _picture(file: Path) -> str:
    """Return the digest of a picture; the checks allow no picture that loads other files."""
    try:
        return sha256(file.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return ""


@cache
def press_digest() -> str:
    """Digest the press itself: its code, style sheets, typefaces and the libraries it uses."""
    facts = [sys.version, *map(_package, PACKAGES), *map(library_version, LIBRARIES), code_digest("press")]
    return sha256(repr(facts).encode()).hexdigest()


def _package(name: str) -> str:
    try:
        return version(name)
    except ModuleNotFoundError:
        return ""


def library_version(function: str) -> str:
    """Return the version that a library reports, without importing WeasyPrint, which is slow."""
    for name in LIBRARIES[function]:
        try:
            tell = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        tell.restype = ctypes.c_char_p
        return str(tell().decode())
    return ""
