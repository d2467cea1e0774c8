"""Compare the pages of a section with its expected text: the text itself, what is painted later, and the notes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from os.path import commonprefix

from focalpoint.press.preflight.expected_text import Expected
from focalpoint.press.section import Section, fault
from focalpoint.problems import Problem

BEGINNING = 8
"""Letters by which an item is known behind its mark."""
SHOWN = 60
"""Letters of the printed text that a message shows."""


class Comparison:
    """How far into the expected text and notes the pages have come."""

    def __init__(self, unit: Section, expected: Expected) -> None:
        self.unit = unit
        self.expected = expected
        self.notes = "".join(note for _, note in expected.notes)
        self.text_place = 0
        self.note_place = 0
        self.early: set[int] = set()
        """Indices of the marks that were read before their items."""
        self.text_ends: list[int] = []
        """Place in the text at which each page ends."""
        self.note_ends: list[int] = []
        """Place in the notes at which each page ends."""

    def faults(self, pages: Sequence[str]) -> Iterator[Problem]:
        """The first difference, or else the notes that stand too far from their calls."""
        for number, page in enumerate(pages, 1):
            far, place = self._reach(page)
            if not self._follows(page, far, place):
                yield self._differs(f"page {number} of it goes on “{page[far:][:SHOWN]}”", place)
                return
            self.text_ends.append(self.text_place)
            self.note_ends.append(self.note_place)
        if self.text_place < len(self.expected.text) or self.note_place < len(self.notes):
            yield self._differs("its last page ends", self.text_place)
        else:
            yield from self._displaced()

    def _differs(self, printed: str, place: int) -> Problem:
        message = f"what is printed differs from the text at “{self.expected.around(place)}”: {printed}"
        return fault(self.unit.name, message)

    def _reach(self, page: str) -> tuple[int, int]:
        """How far a page agrees with the text: the place in the page, and the place in the text."""
        far, place = self._repeated_head(page), self.text_place
        while True:
            wanted = self.expected.text[place : place + len(page)]
            common = len(commonprefix([page[far:], wanted]))  # noqa: RUF071  (letter by letter is what is wanted)
            far, place = far + common, place + common
            early = self._early_mark(page, far, place)
            if early is None:
                return far, place
            self.early.add(early)
            far += len(self.expected.later[early][1])

    def _early_mark(self, page: str, far: int, place: int) -> int | None:
        """Index of a mark that is read before its item after all.

        Readers bring what is painted one after the other on one line into the order of the line, as with the only
        item of a list at the end of a page's text.
        """
        first = bisect_left(self.expected.later, (place, ""))
        for index in range(first, len(self.expected.later)):
            at, mark = self.expected.later[index]
            if at != place:
                break
            item = self.expected.text[place : place + BEGINNING]
            if index not in self.early and item and page.startswith(mark + item, far):
                return index
        return None

    def _follows(self, page: str, far: int, place: int) -> bool:
        """Whether a page goes on where the one before ended; if so, that is where it ends."""
        # The notes may begin with letters that the text goes on with: the text ends there, or before.
        for back in range(place - self.text_place + 1):
            notes = self._after_later(page, far - back, place - back)
            if notes is not None and self.notes.startswith(page[notes:], self.note_place):
                self.text_place = place - back
                self.note_place += len(page) - notes
                return True
        return False

    def _after_later(self, page: str, at: int, end: int) -> int | None:
        """Place in the page after what it paints between text and notes; None where it paints something else."""
        later = self.expected.later
        for index in range(bisect_left(later, (self.text_place, "")), bisect_left(later, (end, ""))):
            what = "" if index in self.early else later[index][1]
            # The letters of a picture stand in the order of its drawing.
            if sorted(page[at : at + len(what)]) != sorted(what):
                return None
            at += len(what)
        return at

    def _repeated_head(self, page: str) -> int:
        """Length of a table's head at the top of a page on which the table goes on."""
        for begin, end, head in self.expected.heads:
            if begin < self.text_place < end and page.startswith(head):
                return len(head)
        return 0

    def _displaced(self) -> Iterator[Problem]:
        """Notes that begin neither on the page of their call nor on the next."""
        begin = 0
        for number, (call, note) in enumerate(self.expected.notes, 1):
            # A page holds what lies before its end.
            called = next(page for page, end in enumerate(self.text_ends, 1) if call < end)
            begins = next(page for page, end in enumerate(self.note_ends, 1) if begin < end)
            if not called <= begins <= called + 1:
                message = f"footnote {number} stands on page {begins} of it, and its call on page {called}"
                yield fault(self.unit.name, f"{message}; shorten the notes before it")
            begin += len(note)
