"""Print the book: units laid out side by side, its own front matter when the pages are known, then one PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from types import TracebackType

from focalpoint.press.cache import Cache
from focalpoint.press.front import OWN, Listed, contents, cover, imprint
from focalpoint.press.keys import unit_key
from focalpoint.press.numbering import page_number
from focalpoint.press.pool import Pool
from focalpoint.press.unit import Book, LaidOut, Unit, fault, refuse
from focalpoint.problems import Problem, ProblemKind

Progress = Callable[[str, int, int], None]
"""Called with a unit's title, the number of units done, and how many there are."""
ORDER = ("front", "body", "annex")


def print_book(book: Book, units: Sequence[Unit], workers: int, progress: Progress) -> bytes:
    """The finished PDF: tagged, archival, and the same bytes whatever the number of workers."""
    with Press(workers) as press:
        return press.print(book, units, progress)


class Press:
    """Prints books with a number of processes and, where one is given, a cache of what was laid out before."""

    def __init__(self, workers: int, cache: Cache | None = None, *, for_printer: bool = False) -> None:
        self.pool = Pool(workers)
        self.cache = cache
        self.for_printer = for_printer
        """Whether the book is made for a print shop."""

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pool.__exit__(kind, error, trace)
        if self.cache is not None:
            self.cache.trim()

    def print(self, book: Book, units: Sequence[Unit], progress: Progress) -> bytes:
        """The finished PDF, once every gate has let it through."""
        # Loaded here, while the processes are at work: who asks what a Unit is does without.
        refuse(_faults(units))
        own = [cover(book, bleeding=self.for_printer), imprint(book)]
        # They are at the end of the list, so that they are laid out while the last chapters are.
        laid_out = self.lay_out_all(book, [*units, *own], progress)
        from focalpoint.press.assemble import assemble, place
        from focalpoint.press.gates import check_book
        from focalpoint.press.geometry import Geometry
        from focalpoint.press.printer import Printer

        printer = Printer(Geometry(book.page_size)) if self.for_printer else None
        before = [(unit, laid_out[unit.name]) for unit in own]
        after = [(unit, laid_out[unit.name]) for unit in units]
        listing = self._contents(book, lambda one: list(place([*before, *one, *after], printer)))
        placed = list(place([*before, listing, *after], printer))
        assembled = assemble(book, placed, printer)
        check_book(placed, assembled, self.pool)
        return assembled.pdf
