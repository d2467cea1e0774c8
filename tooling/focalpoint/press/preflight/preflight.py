"""Check that every word and every note of a section is printed once and in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]

from focalpoint.press.book_pdf.front_matter import OWN
from focalpoint.press.preflight.expected_text import Expected, expect, plain
from focalpoint.press.preflight.text_diff import Comparison
from focalpoint.press.section import LaidOut, Section, fault, refuse
from focalpoint.problems import Problem

if TYPE_CHECKING:
    from focalpoint.press.book_pdf.assemble import Assembled, Placed
    from focalpoint.press.workers.pool import Pool

BEGINNING = 40
"""Characters by which a note is looked for when something is wrong."""


def check_unit(unit: Section, one: LaidOut) -> LaidOut:
    """Refuse a laid-out unit whose pages do not say what its HTML says; else note the pages' texts."""
    pages = page_texts(one.pdf)
    refuse(_own_faults(unit, pages) if unit.name in OWN else _faults(unit, pages))
    return replace(one, texts=tuple(map(_digest, pages)))


def check_book(
    assembled: Assembled, placed: Sequence[Placed], pool: Pool, beside: Callable[[bytes], None] | None = None
) -> None:
    """Refuse a book in which any page says something else than the unit's own page did, head and foot apart.

    `beside` is what this process does with the PDF while others read it; with none, it reads its share.
    """
    total = placed[-1].first + placed[-1].laid_out.pages
    # One process, where there is any, looks at the tags meanwhile.
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
    """The text of each page, as the gates compare it."""
    with pypdfium2.PdfDocument(pdf) as document:
        numbers = range(first, len(document) if last is None else last)
        return [plain(document[number].get_textpage().get_text_range()) for number in numbers]


def page_digests(pdf: bytes, first: int, last: int, furniture: Mapping[int, str]) -> list[str]:
    """A digest of each page's text without head and foot, which stand at its end."""
    texts = enumerate(page_texts(pdf, first, last), first)
    return [_digest(text.removesuffix(plain(furniture.get(index, "")))) for index, text in texts]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _own_faults(unit: Section, pages: Sequence[str]) -> Iterator[Problem]:
    """Cover, imprint and contents place their texts freely: they must have the same letters."""
    expected = expect(unit)
    if sorted("".join(pages)) != sorted(expected.text):
        yield fault(unit.name, "not every letter of it is printed")


def _faults(unit: Section, pages: Sequence[str]) -> Iterator[Problem]:
    expected = expect(unit)
    if found := list(Comparison(unit, expected).faults(pages)):
        # Where a note is lost or doubled, that is what is wrong, and not the words at which it was noticed.
        yield from list(_lost_notes(unit, expected, "".join(pages))) or found


def _lost_notes(unit: Section, expected: Expected, printed: str) -> Iterator[Problem]:
    """Notes that are missing, or there twice."""
    for number, (_, note) in enumerate(expected.notes, 1):
        beginning = note[:BEGINNING]
        times = printed.count(beginning)
        alike = sum(other.startswith(beginning) for _, other in expected.notes)
        if times < alike or not times:
            yield fault(unit.name, f"footnote {number} is not printed; shorten it or the paragraph that calls it")
        elif times > alike and len(beginning) == BEGINNING:
            yield fault(unit.name, f"footnote {number} is printed {times} times")
