"""Open a returned PDF however damaged it is, and keep as text the data of marks that cannot be read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from focalpoint.content.rounds.returned import refused
from focalpoint.review.returned_pdf.pdf_values import clean, decode, name_of, rich_text, text_of

MOST_RAW = 4_000
MOST_ENTRIES = 60
DEEPEST = 2
KEPT = frozenset(
    "Type Subtype Rect QuadPoints L LE CL Vertices InkList RD C IC CA BS BE Name F P Open Contents RC Subj OverlayText "
    "M CreationDate NM IT RT IRT State StateModel FS Sound".split()
)
"""Entries that tell what was marked, where, when and with which words; others, as `T`, may name the author."""
UNREADABLE = "an object that cannot be read"
_NAME = rb"/[^\s()<>\[\]{}/%]*"
_STRING = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\([^()]*\))*\))*\)?|<[0-9A-Fa-f\s]*>"
_OTHER = rb"\[[^\]]*\]?|[^()<>\[\]{}/%]*"
_WRITTEN = re.compile(
    rb"(?P<key>%b)\s*(?P<value>%b|%b|%b)|%b|%%[^\r\n]*" % (_NAME, _STRING, _NAME, _OTHER, _STRING), re.DOTALL
)
"""Matches an entry as written in a file, and strings and remarks that belong to no entry."""


def raw_of(entry: Any, depth: int = DEEPEST) -> str:
    """Write the data of an object as text, without the objects that it refers to."""
    try:
        if isinstance(entry, pikepdf.Array):
            inside = [raw_of(entry[n], depth - 1) for n in range(min(len(entry), MOST_ENTRIES))] if depth else []
            return "\n".join([f"({len(entry)} entries)", *inside])[:MOST_RAW]
        if not isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
            return clean(repr(entry))[:MOST_RAW]
        keys = list(entry.keys())[:MOST_ENTRIES]
        return _entry_lines([(key, _short(key, entry.get(key))) for key in keys if key[1:] in KEPT], len(keys))
    except Exception:  # a hostile object fails in many ways
        return UNREADABLE


def raw_in(written: bytes) -> str:
    """Write the data of an object from its bytes in the file, where the object itself cannot be read."""
    entries = [(found["key"].decode("latin-1"), found["value"]) for found in _WRITTEN.finditer(written) if found["key"]]
    kept = [(key, _as_written(key, value)) for key, value in entries if key[1:] in KEPT]
    return _entry_lines(kept[:MOST_ENTRIES], len(entries))


def _entry_lines(kept: list[tuple[str, str]], all_of_them: int) -> str:
    others = all_of_them - len(kept)
    told = [f"{key} {value}" for key, value in kept]
    left_out = [f"({others} more entries, which may name a person, are left out)"] if others else []
    return "\n".join([clean("\n".join(told))[:MOST_RAW], *left_out]).strip()


def _as_written(key: str, value: bytes) -> str:
    """Write a value as the file has it; of a string, its characters."""
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


MOST_PAGES = 3_000
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
MOST_BROKEN = 200
MOST_SEARCHED = 8_000
_HARMLESS = re.compile(
    r"duplicated key|reported number of objects|not one plus the highest|overwrit|linearization|expected endobj"
    r"|whitespace|extraneous|ignoring excessive|appears to be in error but",
    re.IGNORECASE,
)
"""Matches what a library tells of a file that it reads in full all the same."""
_GIVEN_UP = re.compile(r"object (\d+) \d+\b.*treating object as null", re.DOTALL)
_OBJECT = re.compile(rb"(\d{1,8}) (\d{1,5}) obj\b")


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """Open the file; raises Trouble where it needs a password or cannot be read at all."""
    # A page tree that holds itself can be opened only without inherited attributes.
    for attempt, look in ((data, True), (data, False), (_with_root(data), False)):
        try:
            return pikepdf.open(io.BytesIO(attempt), suppress_warnings=True, inherit_page_attributes=look)
        except pikepdf.PasswordError:
            raise refused("the file needs a password; ask the sender for it without one") from None
        except Exception:  # a broken file fails in many ways
            continue
    raise refused("the file is no PDF that can be read, or a damaged one; ask the sender to send it again")


def _with_root(data: bytes) -> bytes:
    """Rebuild a missing trailer from the last catalogue object found."""
    catalogues = [match.start() for match in _CATALOG.finditer(data)]
    before = list(_OBJECT.finditer(data, 0, catalogues[-1])) if catalogues else []
    if not before:
        return b""
    size = max(int(match[1]) for match in _OBJECT.finditer(data)) + 1
    root = b"%b %b R" % (before[-1][1], before[-1][2])
    return data + b"\ntrailer\n<< /Root %b /Size %d >>\nstartxref\n0\n%%%%EOF\n" % (root, size)


def faults_of(pdf: pikepdf.Pdf) -> list[str]:
    """List the faults of the file found so far that may cost words; the library reports each only once."""
    return [told for warning in pdf.get_warnings() if not _HARMLESS.search(told := str(warning))]


def broken_annotations(faults: Sequence[str], data: bytes) -> list[str]:
    """Write the data of annotations that pikepdf gave up while it read the file, without their authors.

    The annotation lists of the pages have null in their place.
    """
    numbers = {match[1] for fault in faults for match in _GIVEN_UP.finditer(fault)}
    found: list[str] = []
    for number in sorted(numbers, key=int)[:MOST_BROKEN]:
        match = re.search(rb"\b%b \d{1,5} obj\b(.{0,%d}?)\bendobj" % (number.encode(), MOST_SEARCHED), data, re.DOTALL)
        if match and b"/Subtype" in match[1] and b"/Rect" in match[1]:
            found.append(raw_in(match[1]))
    return found


def pages_of(pdf: pikepdf.Pdf) -> list[Any]:
    """List the pages of a file; where its page tree is broken, every page object found."""
    try:
        pages = [page.obj for page in pdf.pages[: MOST_PAGES + 1]]
    except Exception:  # a broken tree fails in many ways
        pages = list(_loose_pages(pdf))
    if not pages:
        raise refused("the file has no pages; ask the sender to send it again")
    if len(pages) > MOST_PAGES:
        raise refused(f"the file has more than {MOST_PAGES} pages; ask the sender for the commented pages only")
    return pages


def _loose_pages(pdf: pikepdf.Pdf) -> Iterator[Any]:
    try:
        for entry in pdf.objects:
            if isinstance(entry, pikepdf.Dictionary) and name_of(entry.get("/Type")) == "Page":
                yield entry
    except Exception:  # what has been found so far is all there is
        return


def has_picture(page: Any) -> bool:
    """Tell whether a page shows a picture."""
    try:
        drawn = page.get("/Resources", {}).get("/XObject", {})
        return any(name_of(one.get("/Subtype")) == "Image" for _, one in drawn.items())
    except Exception:  # a hostile page fails in many ways
        return False
