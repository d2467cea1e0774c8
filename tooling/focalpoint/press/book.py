"""Print the book: units laid out side by side, its own front matter when the pages are known, then one PDF."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from focalpoint.press.assemble import assemble
from focalpoint.press.front import OWN, Listed, contents, cover, imprint
from focalpoint.press.furniture import texts
from focalpoint.press.numbering import page_number
from focalpoint.press.unit import Book, LaidOut, Unit, fault, refuse
from focalpoint.problems import Problem, ProblemKind

Progress = Callable[[str, int, int], None]
"""Called with a unit's title, the number of units done, and how many there are."""
ORDER = ("front", "body", "annex")


def print_book(book: Book, units: Sequence[Unit], workers: int, progress: Progress) -> bytes:
    """The finished PDF: tagged, archival, and the same bytes whatever the number of workers."""
    # Pango is loaded when a book is printed, not when somebody asks what a Unit is.
    from focalpoint.press.layout import lay_out_letters

    refuse(_faults(units))
    laid_out = lay_out_all(book, units, workers, progress)
    before = _own_front(book, units, [laid_out[unit.name] for unit in units])
    every = [*before, *((unit, laid_out[unit.name]) for unit in units)]
    sheet = lay_out_letters(texts(book, units), book)
    return assemble(book, every, sheet)


def _faults(units: Sequence[Unit]) -> Iterator[Problem]:
    """Names must be distinct, and the book in order."""
    seen = set(OWN)
    furthest = 0
    for unit in units:
        if unit.name in seen:
            yield fault(unit.name, "two units have this name; rename one", ProblemKind.DUPLICATE)
        seen.add(unit.name)
        place = ORDER.index(unit.matter)
        if place < furthest:
            yield fault(unit.name, f"{unit.matter} matter stands after {ORDER[furthest]} matter; move it forward")
        furthest = max(furthest, place)


def lay_out_all(book: Book, units: Sequence[Unit], workers: int, progress: Progress) -> dict[str, LaidOut]:
    """Every unit laid out by itself, by name."""
    if workers < 2 or len(units) < 2:
        return _one_by_one(book, units, progress)
    return _side_by_side(book, units, min(workers, len(units)), progress)


def _one_by_one(book: Book, units: Sequence[Unit], progress: Progress) -> dict[str, LaidOut]:
    found = {}
    for done, unit in enumerate(units, 1):
        found[unit.name] = _lay_out(unit, book)
        progress(unit.title, done, len(units))
    return found


def _side_by_side(book: Book, units: Sequence[Unit], workers: int, progress: Progress) -> dict[str, LaidOut]:
    found = {}
    # Spawned, not forked: Pango's threads and locks do not survive a fork.
    with ProcessPoolExecutor(workers, get_context("spawn"), _quiet) as pool:
        try:
            # The biggest first, or the last worker is alone with it at the end.
            biggest_first = sorted(units, key=lambda unit: (-len(unit.html), unit.name))
            waiting = {pool.submit(_lay_out, unit, book): unit for unit in biggest_first}
            for done, future in enumerate(as_completed(waiting), 1):
                unit = waiting[future]
                found[unit.name] = future.result()
                progress(unit.title, done, len(units))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return found


def _quiet() -> None:
    """Leave an interrupt to the parent, which ends its workers in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _lay_out(unit: Unit, book: Book) -> LaidOut:
    from focalpoint.press.layout import lay_out

    return lay_out(unit, book)


def _own_front(book: Book, units: Sequence[Unit], laid_out: Sequence[LaidOut]) -> list[tuple[Unit, LaidOut]]:
    """Cover, imprint and contents; the contents again if they run over, since that moves the front matter."""
    pages = [(unit, _lay_out(unit, book)) for unit in (cover(book), imprint(book))]
    before = sum(one.pages for _, one in pages)
    length, expected = 1, 0
    while length != expected:
        expected = length
        listed = list(_listed(units, laid_out, before + expected))
        unit = contents(listed)
        one = _lay_out(unit, book)
        length = max(one.pages, expected)
    return [*pages, (unit, one)]


def _listed(units: Sequence[Unit], laid_out: Sequence[LaidOut], before: int) -> Iterator[Listed]:
    """Each unit with the id and the page that the contents send a reader to."""
    front = before + sum(one.pages for unit, one in zip(units, laid_out, strict=True) if unit.matter == "front")
    index = before
    for unit, one in zip(units, laid_out, strict=True):
        if not one.anchors:
            refuse([fault(unit.name, "the contents cannot link to it: nothing in it has an id; give its section one")])
        target = next(name for name in one.labels if name in one.anchors)
        yield Listed(unit, target, page_number(index, front))
        index += one.pages
