"""Check that every word and every note of a section is printed once and in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]

from focalpoint.press.book_pdf.front_matter import OWN
from focalpoint.press.preflight.expected_text import Expected, plain, read_expected
from focalpoint.press.preflight.reading_order import PARTED, in_logical_order, pieces
from focalpoint.press.preflight.text_diff import Comparison
from focalpoint.press.section import LaidOut, Section, fault, refuse
from focalpoint.problems import Problem

if TYPE_CHECKING:
    from focalpoint.press.book_pdf.assemble import Assembled, Placed
    from focalpoint.press.workers.pool import Pool

BEGINNING = 40
"""Number of characters by which a missing or repeated note is searched for."""


def check_section(section: Section, one: LaidOut) -> LaidOut:
    """Return a laid-out section with the digest of each page's text; raises PressError where pages and HTML differ."""
    pages = page_texts(one.pdf)
    lines = one.lines or [()] * len(pages)
    read = [in_logical_order(page, map(plain, boxes)) for page, boxes in zip(pages, lines, strict=True)]
    refuse(_own_faults(section, read) if section.name in OWN else _faults(section, read))
    return replace(one, texts=tuple(map(_digest, (page.replace(PARTED, "") for page in pages))))


def check_book(
    assembled: Assembled, placed: Sequence[Placed], pool: Pool, beside: Callable[[bytes], None] | None = None
) -> None:
    """Compare each page of the book, without its overlays, with the same page of the section by itself.

    Raises PressError for the first page of each section that differs. `beside` is work on the PDF that this process
    does while others read the pages; without it, this process reads a share of them.
    """
    total = placed[-1].first + placed[-1].laid_out.pages
    # Meanwhile one of the processes, if there are any, checks the tags.
    shares = max(pool.started, 1)
    limits = [total * share // shares for share in range(shares + 1)]
    own, *others = [(assembled.pdf, first, last, assembled.overlays) for first, last in pairwise(limits)]
    asked = [pool.submit(page_digests, *other) for other in others]
    if beside is None:
        digests = page_digests(*own)
    else:
        first = pool.offer(page_digests, *own)
        beside(assembled.pdf)
        digests = first.result()
    for other in asked:
        digests += other.result()
    refuse(_changed(digests, placed))


def _changed(digests: Sequence[str], placed: Sequence[Placed]) -> Iterator[Problem]:
    wanted = {one.first + page: digest for one in placed for page, digest in enumerate(one.laid_out.texts)}
    for one in placed:
        for index in range(one.first, one.first + one.laid_out.pages):
            if digests[index] != wanted.pop(index):
                page = index - one.first + 1
                yield fault(one.section.name, f"page {page} of it says something else in the book than by itself")
                break


def page_texts(pdf: bytes, first: int = 0, last: int | None = None) -> list[str]:
    """Return the text of each page, normalised for comparison."""
    with pypdfium2.PdfDocument(pdf) as document:
        numbers = range(first, len(document) if last is None else last)
        return [PARTED.join(map(plain, pieces(document[number]))) for number in numbers]


def page_digests(pdf: bytes, first: int, last: int, overlays: Mapping[int, str]) -> list[str]:
    """Return a digest of each page's text without the overlays (such as head and foot), which come last on a page."""
    texts = enumerate((text.replace(PARTED, "") for text in page_texts(pdf, first, last)), first)
    return [_digest(text.removesuffix(plain(overlays.get(index, "")))) for index, text in texts]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _own_faults(section: Section, pages: Sequence[str]) -> Iterator[Problem]:
    """Compare the characters of cover, imprint and contents, whose texts have no fixed order on the page."""
    expected = read_expected(section)
    if sorted("".join(pages)) != sorted(expected.text):
        yield fault(section.name, "not every character of it is printed")


def _faults(section: Section, pages: Sequence[str]) -> Iterator[Problem]:
    expected = read_expected(section)
    if found := list(Comparison(section, expected).faults(pages)):
        # A lost or doubled note is the cause of every other difference, so it is reported instead of them.
        yield from list(_lost_notes(section, expected, "".join(pages))) or found


def _lost_notes(section: Section, expected: Expected, printed: str) -> Iterator[Problem]:
    """Yield the notes that are missing or printed more than once."""
    for number, (_, note) in enumerate(expected.notes, 1):
        beginning = note[:BEGINNING]
        times = printed.count(beginning)
        alike = sum(other.startswith(beginning) for _, other in expected.notes)
        if times < alike or not times:
            yield fault(
                section.name,
                f"footnote {number} is not printed; shorten it or the paragraph that calls it",
                words=note.lstrip("0123456789"),
            )
        elif times > alike and len(beginning) == BEGINNING:
            yield fault(section.name, f"footnote {number} is printed {times} times")
