"""Print the preview's pages: first those around the edit, then the whole chapter, each in a process of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from focalpoint.press.section import Book, Section
from focalpoint.press.workers.pool import Pool
from focalpoint.preview.printed_pages import PartialLayout, Printed, lay_out_printed, pages_of_part, part_around_edit
from focalpoint.preview.state import Screen
from focalpoint.problems import Problem, Trouble

Refused = Callable[[Sequence[Problem]], None]
"""Called with the problems for which the press refuses a chapter."""


@dataclass(frozen=True)
class Job:
    """One version of a chapter to print."""

    section: Section
    book: Book
    pictures: tuple[tuple[str, str], ...]
    """Name and digest of each picture; their content is not in the section."""
    since: float
    """When it was saved."""
    part: PartialLayout | None
    quick: Future[Printed] | None
    """The layout of the pages around the edit, where they come before the rest."""

    def same(self, other: Job) -> bool:
        """Tell whether two versions print alike."""
        return (self.section, self.book, self.pictures) == (other.section, other.book, other.pictures)


@dataclass(frozen=True)
class ChapterLayout:
    """A chapter as it was last laid out whole."""

    job: Job
    printed: Printed


class Printing:
    """Lay out chapters and shows their pages on the screen."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._pool = Pool(2)
        # One at a time, so that one process is always free for the pages around the next edit.
        self._wholes = ThreadPoolExecutor(1)
        self._laid: dict[str, ChapterLayout] = {}
        self._newest: Job | None = None

    def start(self) -> None:
        """Start both processes."""
        self._pool.start(2)

    def close(self) -> None:
        """End the processes at once."""
        self._newest = None
        self._wholes.shutdown(wait=False, cancel_futures=True)
        self._pool.__exit__(None, None, None)

    def begin(self, section: Section, book: Book, pictures: tuple[tuple[str, str], ...], since: float) -> Job:
        """Start to lay out the pages around the edit, where an earlier version of the chapter is known."""
        last = self._laid.get(section.name)
        before = self._newest.section if self._newest and self._newest.section.name == section.name else None
        part = None
        if last and last.job.section != section:
            part = part_around_edit(section, (before or last.job.section).html, last.job.section.html, last.printed)
        quick = self._pool.submit(lay_out_printed, part.section, book) if part else None
        return Job(section, book, pictures, since, part, quick)

    def known(self, name: str) -> dict[str, Any]:
        """Return the pages of a chapter as last laid out, as changes of the state; none where there are none."""
        last = self._laid.get(name)
        return _pages(last.printed) if last else {"printed": None, "page_digests": (), "anchors": {}}

    def finish(self, job: Job, refused: Refused) -> None:
        """Show the pages around the edit as soon as they are there, then the whole chapter."""
        self._newest = job
        last = self._laid.get(job.section.name)
        if last and last.job.same(job):
            self._show(last.printed, job)
            return
        if job.quick and job.part and last:
            # The whole chapter reports the same problems.
            with suppress(Trouble):
                self._show_part(job, job.part, job.quick.result())
        self._wholes.submit(self._whole, job, refused)

    def _show_part(self, job: Job, part: PartialLayout, drawn: Printed) -> None:
        state = self.screen.state
        pages, anchors = pages_of_part(part, drawn, state.anchors)
        page_digests = list(state.page_digests)
        for page, place in pages:
            page_digests[page : page + 1] = [drawn.page_digests[place]]
        self._show(
            replace(drawn, anchors=anchors), job, page_digests=tuple(page_digests), busy="Laying out the other pages"
        )

    def _whole(self, job: Job, refused: Refused) -> None:
        """Lay out the whole chapter, unless it was saved again since."""
        if job is not self._newest:
            return
        try:
            printed = self._pool.submit(lay_out_printed, job.section, job.book).result()
        except Trouble as trouble:
            if job is self._newest:
                refused(trouble.problems)
            return
        self._laid[job.section.name] = ChapterLayout(job, printed)
        if job is self._newest:
            # The time shown is that until the edit was first visible.
            took = {"seconds": self.screen.state.seconds} if job.quick else {}
            self._show(printed, job, **took)

    def _show(self, printed: Printed, job: Job, **more: Any) -> None:
        changes = {"drawn": self.screen.state.edit, "busy": "", "seconds": time.monotonic() - job.since}
        self.screen.show(**{**_pages(printed), **changes, **more})


def _pages(printed: Printed) -> dict[str, Any]:
    return {"printed": printed, "page_digests": printed.page_digests, "size": printed.size, "anchors": printed.anchors}
