"""Compare the pages of a section with its expected text: the text itself, what is painted later, and the notes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from os.path import commonprefix

from focalpoint.press.preflight.expected_text import Expected
from focalpoint.press.section import Section, fault
from focalpoint.problems import Problem

BEGINNING = 4
"""Number of characters by which a list item is recognised after its marker, if the page does not end before."""
ADVICE = "take out what is hidden or cut off in it, or save the drawing with its words as outlines"
SHOWN = 60
"""Number of characters of the printed text that a message shows."""


class Comparison:
    """Compare pages with the expected text and notes, page by page."""

    def __init__(self, section: Section, expected: Expected) -> None:
        self.section = section
        self.expected = expected
        self.notes = "".join(note for _, note in expected.notes)
        self.text_place = 0
        self.note_place = 0
        self.early: set[int] = set()
        """Indices of the list markers that were read before their items."""
        self.unlike = ""
        """Name of a drawing of which other words were read than it holds."""
        self.text_ends: list[int] = []
        """Place in the text at which each page ends."""
        self.note_ends: list[int] = []
        """Place in the notes at which each page ends."""

    def faults(self, pages: Sequence[str]) -> Iterator[Problem]:
        """Yield the first difference, or else the notes that are too far from their calls."""
        for number, page in enumerate(pages, 1):
            far, place = self._reach(page)
            self.unlike = ""
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
        if self.unlike:
            message = f"the words of the drawing {self.unlike} are not printed as they stand in its file; {ADVICE}"
            return fault(self.section.name, message, words=self.unlike)
        message = f"what is printed differs from the text at “{self.expected.around(place)}”: {printed}"
        return fault(self.section.name, message, words=self.expected.around(place))

    def _reach(self, page: str) -> tuple[int, int]:
        """Return how far a page agrees with the text: the place in the page and the place in the text."""
        far, place = self._repeated_head(page), self.text_place
        while True:
            wanted = self.expected.text[place : place + len(page)]
            common = len(commonprefix([page[far:], wanted]))  # noqa: RUF071  (compares characters)
            far, place = far + common, place + common
            early = self._early_mark(page, far, place)
            if early is None:
                return far, place
            self.early.add(early)
            far += len(self.expected.later[early][1])

    def _early_mark(self, page: str, far: int, place: int) -> int | None:
        """Return the index of a list marker that is read before its item.

        PDFium reorders what is drawn one after the other on one line into the order of the line, such as the only item
        of a list at the end of a page's text.
        """
        first = bisect_left(self.expected.later, (place, ""))
        for index in range(first, len(self.expected.later)):
            at, mark = self.expected.later[index]
            if at != place:
                break
            after = page[far + len(mark) :][:BEGINNING]
            item = self.expected.text[place : place + len(after)]
            # What is taken for a marker in vain does no harm: the text has to go on behind it.
            if index not in self.early and after and after == item and page.startswith(mark, far):
                return index
        return None

    def _follows(self, page: str, far: int, place: int) -> bool:
        """Return whether a page continues where the one before ended; if so, move on to its end."""
        # The notes may begin with the characters that the text continues with: the text ends there, or before.
        for back in range(place - self.text_place + 1):
            notes = self._after_later(page, far - back, place - back)
            if notes is not None and self.notes.startswith(page[notes:], self.note_place):
                self.text_place = place - back
                self.note_place += len(page) - notes
                return True
        return False

    def _after_later(self, page: str, at: int, end: int) -> int | None:
        """Return the place in the page after what it draws between text and notes; None where that differs."""
        later = self.expected.later
        for index in range(bisect_left(later, (self.text_place, "")), bisect_left(later, (end, ""))):
            what = "" if index in self.early else later[index][1]
            # The characters of a picture come in the order of its drawing.
            if sorted(page[at : at + len(what)]) != sorted(what):
                self.unlike = self.expected.drawings.get(index, self.unlike)
                return None
            at += len(what)
        return at

    def _repeated_head(self, page: str) -> int:
        """Return the length of the table head that a page repeats at its top; 0 where it repeats none."""
        for begin, end, head in self.expected.heads:
            if begin < self.text_place < end and page.startswith(head):
                return len(head)
        return 0

    def _displaced(self) -> Iterator[Problem]:
        """Yield the notes that begin neither on the page of their call nor on the next."""
        begin = 0
        for number, (call, note) in enumerate(self.expected.notes, 1):
            # A place is on the first page that ends after it.
            called = next(page for page, end in enumerate(self.text_ends, 1) if call < end)
            begins = next(page for page, end in enumerate(self.note_ends, 1) if begin < end)
            if not called <= begins <= called + 1:
                message = f"footnote {number} stands on page {begins} of it, and its call on page {called}"
                yield fault(
                    self.section.name, f"{message}; shorten the notes before it", words=note.lstrip("0123456789")
                )
            begin += len(note)
