"""Print the book: units laid out side by side, its own front matter when the pages are known, then one PDF."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

from lxml import html as lxml_html

from focalpoint.press.book_pdf.front_matter import OWN, Captioned, Listed, contents, cover, imprint
from focalpoint.press.book_pdf.navigation import page_number
from focalpoint.press.section import Book, LaidOut, Section, fault, refuse
from focalpoint.press.workers.cache import Cache, section_key
from focalpoint.press.workers.pool import Pool
from focalpoint.press.workers.worker import lay_out_checked
from focalpoint.problems import Problem, ProblemKind

if TYPE_CHECKING:
    from focalpoint.press.book_pdf.assemble import Assembled, Placed
    from focalpoint.press.book_pdf.printer_copy import Printer

Progress = Callable[[str, int, int], None]
"""Called with a unit's title, the number of units done, and how many there are."""
ORDER = ("front", "body", "annex")


def print_book(book: Book, units: Sequence[Section], workers: int, progress: Progress) -> bytes:
    """The finished PDF: tagged, archival, and the same bytes whatever the number of workers."""
    with Press(workers) as press:
        return press.print(book, units, progress).pdf


@dataclass(frozen=True)
class Bound:
    """A finished book, and the sections it was joined from with their places in it."""

    assembled: Assembled
    placed: Sequence[Placed]


class Press:
    """Prints books with a number of processes and, where one is given, a cache of what was laid out before."""

    def __init__(self, workers: int, cache: Cache | None = None, *, for_printer: bool = False) -> None:
        self.pool = Pool(workers)
        self.cache = cache
        self.for_printer = for_printer
        """Whether the book is made for a print shop."""
        self._begun: dict[str, Future[LaidOut]] = {}
        """The units that are being laid out, or are, by their keys."""

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pool.__exit__(kind, error, trace)
        if self.cache is not None:
            self.cache.trim()

    def print(self, book: Book, units: Sequence[Section], progress: Progress) -> Assembled:
        """Lay out, bind and check a book; the finished PDF, once every gate has let it through."""
        bound = self.bind(book, units, self.lay_out(book, units, progress))
        self.check(bound)
        return bound.assembled

    def lay_out(self, book: Book, units: Sequence[Section], progress: Progress) -> dict[str, LaidOut]:
        """Lay out the units of a book together with its own cover and imprint, by name."""
        refuse(_faults(units))
        return self.lay_out_all(book, [*units, *self._own(book)], progress)

    def bind(self, book: Book, units: Sequence[Section], laid_out: Mapping[str, LaidOut]) -> Bound:
        """Join what was laid out into one PDF, with the contents before it."""
        from focalpoint.press.book_pdf.assemble import Placed, assemble
        from focalpoint.press.book_pdf.printer_copy import Printer
        from focalpoint.press.layout.page_geometry import Geometry

        own = self._own(book)
        printer = Printer(Geometry(book.page_size)) if self.for_printer else None
        listing = self._contents(book, own, units, laid_out, printer)
        every = [*own, listing, *units]
        pages = {**laid_out, listing.name: self._one(listing, book)}
        firsts = first_pages(every, [pages[unit.name].pages for unit in every], printer)
        placed = [Placed(unit, pages[unit.name], first) for unit, first in zip(every, firsts, strict=True)]
        return Bound(assemble(book, placed, printer), placed)

    def check(self, bound: Bound, beside: Callable[[bytes], None] | None = None) -> None:
        """Hold a bound book against its sections and check its tags; raises PressError with what is wrong.

        `beside` is one more check of the PDF, made by this process while the others read its pages.
        """
        from focalpoint.press.preflight.pdfua_checks import check_pdfua
        from focalpoint.press.preflight.preflight import check_book

        # In a process that has nothing else to do, if there is one.
        sound = self.pool.offer(check_pdfua, bound.assembled.pdf)
        check_book(bound.assembled, bound.placed, self.pool, beside)
        sound.result()

    def _own(self, book: Book) -> list[Section]:
        return [cover(book, bleeding=self.for_printer), imprint(book)]

    def begin(self, book: Book, unit: Section) -> str:
        """Have a unit laid out as soon as a process is free, unless it has been before; returns its key."""
        key = section_key(unit, book)
        if key not in self._begun:
            kept = self.cache.read(key) if self.cache else None
            if kept is None:
                self._begun[key] = self.pool.submit(lay_out_checked, unit, book)
            else:
                known = self._begun[key] = Future()
                known.set_result(kept)
        return key

    def lay_out_all(self, book: Book, units: Sequence[Section], progress: Progress) -> dict[str, LaidOut]:
        """Every unit laid out by itself, by name."""
        keys = [self.begin(book, unit) for unit in units]
        waiting = {self._begun[key]: (unit, key) for unit, key in zip(units, keys, strict=True)}
        # The parent loads what it needs next while the processes work.
        from focalpoint.press.book_pdf import assemble  # noqa: F401
        from focalpoint.press.preflight import preflight as gates  # noqa: F401

        found: dict[str, LaidOut] = {}
        for future in as_completed(waiting):
            unit, key = waiting[future]
            found[unit.name] = future.result()
            if self.cache:
                self.cache.write(key, found[unit.name])
            progress(unit.title, len(found), len(units))
        return found

    def _one(self, unit: Section, book: Book) -> LaidOut:
        return self.lay_out_all(book, [unit], lambda *_: None)[unit.name]

    def _contents(
        self,
        book: Book,
        own: Sequence[Section],
        units: Sequence[Section],
        laid_out: Mapping[str, LaidOut],
        printer: Printer | None,
    ) -> Section:
        """The table of contents; once more if it runs over, since that moves what comes after it."""
        length, expected, listing = 1, 0, contents([])
        while length != expected:
            expected = length
            every = [*own, listing, *units]
            lengths = [expected if unit is listing else laid_out[unit.name].pages for unit in every]
            firsts = dict(zip((unit.name for unit in every), first_pages(every, lengths, printer), strict=True))
            listing = contents(list(_listed(units, laid_out, firsts)), list(_captioned(units, laid_out, firsts)))
            length = max(self._one(listing, book).pages, expected)
        return listing


def first_pages(units: Sequence[Section], lengths: Sequence[int], printer: Printer | None) -> list[int]:
    """The index of each unit's first page; for a printer, what begins on the right does so."""
    found: list[int] = []
    index = 0
    for unit, length in zip(units, lengths, strict=True):
        if printer is not None:
            index += printer.blanks_before(unit, index)
        found.append(index)
        index += length
    return found


def _faults(units: Sequence[Section]) -> Iterator[Problem]:
    """Names must be distinct, and the book in order."""
    seen = set(OWN)
    furthest = 0
    for unit in units:
        if unit.name in seen:
            yield fault(unit.name, "two units have this name; rename one", ProblemKind.DUPLICATE)
        seen.add(unit.name)
        place = ORDER.index(unit.part_of_book)
        if place < furthest:
            yield fault(unit.name, f"{unit.part_of_book} matter stands after {ORDER[furthest]} matter; move it forward")
        furthest = max(furthest, place)


def _listed(units: Sequence[Section], laid_out: Mapping[str, LaidOut], firsts: Mapping[str, int]) -> Iterator[Listed]:
    """Each unit with the id and the page that the contents send a reader to."""
    chapters = (firsts[unit.name] for unit in units if unit.part_of_book != "front")
    front = next(chapters, sys.maxsize)
    for unit in (unit for unit in units if unit.listed):
        one = laid_out[unit.name]
        if not one.anchors:
            refuse([fault(unit.name, "the contents cannot link to it: nothing in it has an id; give its section one")])
        target = next(name for name in one.labels if name in one.anchors)
        yield Listed(unit, target, page_number(firsts[unit.name], front))


def _captioned(
    units: Sequence[Section], laid_out: Mapping[str, LaidOut], firsts: Mapping[str, int]
) -> Iterator[Captioned]:
    """Each numbered table and figure of the book with its caption, and the id and the page that lead to it."""
    front = next((firsts[unit.name] for unit in units if unit.part_of_book != "front"), sys.maxsize)
    for unit in (unit for unit in units if "caption-number" in unit.html):
        anchors = laid_out[unit.name].anchors
        for told in lxml_html.fragment_fromstring(unit.html, create_parent="div").find_class("caption-number"):
            kind, _, number = told.text_content().strip().partition(" ")
            above = told.iterancestors("table", "figure")
            holder = next((one for one in above if one.get("id") in anchors), None)
            words = told.getnext()
            if holder is None or words is None:
                continue
            for note in words.find_class("footnote"):
                note.drop_tree()
            target = holder.get("id")
            page = page_number(firsts[unit.name] + anchors[target][0], front)
            yield Captioned(f"{kind}s", number, " ".join(words.text_content().split()), target, page)
