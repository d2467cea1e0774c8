"""Digests of all that a laid-out unit depends on."""

from __future__ import annotations

import ctypes
import re
import sys
from functools import cache
from hashlib import sha256
from html import unescape
from importlib.metadata import version
from pathlib import Path

from focalpoint.digests import code_digest
from focalpoint.press.section import Book, Section

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


def unit_key(unit: Section, book: Book) -> str:
    """The name under which a unit's layout is kept: the same for the same pages, whatever the edition."""
    digest = sha256(press_digest().encode())
    facts = (unit.name, unit.title, unit.number, unit.part, unit.matter, unit.level, book.locale, book.page_size)
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
