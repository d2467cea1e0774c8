"""Compares the pages of a unit with what they must say: on each page its text, what is painted later, its notes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from os.path import commonprefix

from focalpoint.press.expecting import Expected
from focalpoint.press.unit import Unit, fault
from focalpoint.problems import Problem

SHOWN = 60
"""Letters of the printed text that a message shows."""


class Comparison:
    """How far into the expected text and notes the pages have come."""

    def __init__(self, unit: Unit, expected: Expected) -> None:
        self.unit = unit
        self.expected = expected
        self.notes = "".join(note for _, note in expected.notes)
        self.text_place = 0
        self.note_place = 0
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
        begin = self._repeated_head(page)
        wanted = self.expected.text[self.text_place : self.text_place + len(page)]
        common = len(commonprefix([page[begin:], wanted]))  # noqa: RUF071  (letter by letter is what is wanted)
        return begin + common, self.text_place + common

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
        for _, what in later[bisect_left(later, (self.text_place, "")) : bisect_left(later, (end, ""))]:
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
