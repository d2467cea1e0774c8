"""The data of a mark that could not be read, as text, without the entries in which a person may be named."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from focalpoint.review.returned_pdf.pdf_text import clean, decode, rich_text, text_of

MOST_RAW = 4_000
MOST_ENTRIES = 60
DEEPEST = 2
KEPT = frozenset(
    "Type Subtype Rect QuadPoints L LE CL Vertices InkList RD C IC CA BS BE Name F P Open Contents RC Subj OverlayText "
    "M CreationDate NM IT RT IRT State StateModel FS Sound".split()
)
"""Entries that tell what was marked, where, when and with which words; any other may name its author, as `T` does."""
UNREADABLE = "an object that cannot be read"
_NAME = rb"/[^\s()<>\[\]{}/%]*"
_STRING = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\([^()]*\))*\))*\)?|<[0-9A-Fa-f\s]*>"
_OTHER = rb"\[[^\]]*\]?|[^()<>\[\]{}/%]*"
_WRITTEN = re.compile(
    rb"(?P<key>%b)\s*(?P<value>%b|%b|%b)|%b|%%[^\r\n]*" % (_NAME, _STRING, _NAME, _OTHER, _STRING), re.DOTALL
)
"""An entry as it is written in a file; a string or a remark that belongs to none is passed over."""


def raw_of(entry: Any, depth: int = DEEPEST) -> str:
    """The data of an object as far as they can be shown, without what they refer to."""
    try:
        if isinstance(entry, pikepdf.Array):
            inside = [raw_of(entry[n], depth - 1) for n in range(min(len(entry), MOST_ENTRIES))] if depth else []
            return "\n".join([f"({len(entry)} entries)", *inside])[:MOST_RAW]
        if not isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
            return clean(repr(entry))[:MOST_RAW]
        keys = list(entry.keys())[:MOST_ENTRIES]
        return _told([(key, _short(key, entry.get(key))) for key in keys if key[1:] in KEPT], len(keys))
    except Exception:  # a hostile object refuses in many ways
        return UNREADABLE


def raw_in(written: bytes) -> str:
    """The same of an object that nothing but its bytes in the file are left of."""
    entries = [(found["key"].decode("latin-1"), found["value"]) for found in _WRITTEN.finditer(written) if found["key"]]
    kept = [(key, _as_written(key, value)) for key, value in entries if key[1:] in KEPT]
    return _told(kept[:MOST_ENTRIES], len(entries))


def _told(kept: list[tuple[str, str]], all_of_them: int) -> str:
    others = all_of_them - len(kept)
    told = [f"{key} {value}" for key, value in kept]
    left_out = [f"({others} more entries, which may name a person, are left out)"] if others else []
    return "\n".join([clean("\n".join(told))[:MOST_RAW], *left_out]).strip()


def _as_written(key: str, value: bytes) -> str:
    """A value as it is written; of a string its letters."""
    if not value.startswith((b"(", b"<")):
        return clean(value.decode("latin-1"))
    try:
        parsed = pikepdf.Object.parse(value)
    except pikepdf.PdfError:
        parsed = pikepdf.String(decode(value[1:]))
    return f"({_short(key, parsed)})"


def _short(key: str, value: Any) -> str:
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        names = value.get("/UF"), value.get("/F")
        return next((text_of(name) for name in names if text_of(name)), "(an object)")
    if isinstance(value, pikepdf.Array):
        return f"({len(value)} entries)"
    if key == "/RC":
        return rich_text(value)
    return text_of(value) or str(value)[:400]
