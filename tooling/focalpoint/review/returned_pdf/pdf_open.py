"""A returned PDF opened, and its pages, however damaged it is; what cannot be opened is refused in one line."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from focalpoint.review.intake.refusal import refused
from focalpoint.review.returned_pdf.pdf_text import name_of
from focalpoint.review.returned_pdf.unreadable_marks import raw_in

MOST_PAGES = 3_000
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
MOST_BROKEN = 200
MOST_RAW = 8_000
_GIVEN_UP = re.compile(r"object (\d+) \d+\b.*treating object as null", re.DOTALL)
_OBJECT = re.compile(rb"(\d{1,8}) (\d{1,5}) obj\b")


def opened(data: bytes) -> pikepdf.Pdf:
    """The file; raises Trouble where it needs a password or cannot be read at all."""
    # A tree of pages that holds itself can be opened only without a look at it.
    for attempt, look in ((data, True), (data, False), (_with_root(data), False)):
        try:
            return pikepdf.open(io.BytesIO(attempt), suppress_warnings=True, inherit_page_attributes=look)
        except pikepdf.PasswordError:
            raise refused("the file needs a password; ask the sender for it without one") from None
        except Exception:  # a broken file refuses in many ways
            continue
    raise refused("the file is no PDF that can be read, or a damaged one; ask the sender to send it again")


def _with_root(data: bytes) -> bytes:
    """A file whose trailer names no root, with a trailer that names the catalogue that lies about in it."""
    catalogues = [match.start() for match in _CATALOG.finditer(data)]
    before = list(_OBJECT.finditer(data, 0, catalogues[-1])) if catalogues else []
    if not before:
        return b""
    size = max(int(match[1]) for match in _OBJECT.finditer(data)) + 1
    root = b"%b %b R" % (before[-1][1], before[-1][2])
    return data + b"\ntrailer\n<< /Root %b /Size %d >>\nstartxref\n0\n%%%%EOF\n" % (root, size)


def faults_of(pdf: pikepdf.Pdf) -> list[str]:
    """What was wrong with the file, as far as it has been read; the library tells it once."""
    return [str(warning) for warning in pdf.get_warnings()]


def broken_annotations(faults: Sequence[str], data: bytes) -> list[str]:
    """The data of annotations that were given up while the file was read, so that their lists hold nothing for them.

    Their authors are left out.
    """
    numbers = {match[1] for fault in faults for match in _GIVEN_UP.finditer(fault)}
    found: list[str] = []
    for number in sorted(numbers, key=int)[:MOST_BROKEN]:
        match = re.search(rb"\b%b \d{1,5} obj\b(.{0,%d}?)\bendobj" % (number.encode(), MOST_RAW), data, re.DOTALL)
        if match and b"/Subtype" in match[1] and b"/Rect" in match[1]:
            found.append(raw_in(match[1]))
    return found


def pages_of(pdf: pikepdf.Pdf) -> list[Any]:
    """The pages of a file; where its tree of pages is broken, the pages that lie about in it."""
    try:
        pages = [page.obj for page in pdf.pages[: MOST_PAGES + 1]]
    except Exception:  # a broken tree refuses in many ways
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
