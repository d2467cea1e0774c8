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
from focalpoint.preview.printed_pages import (
    PartialLayout,
    Printed,
    first_part,
    lay_out_printed,
    pages_of_part,
    part_around_edit,
)
from focalpoint.preview.state import Screen
from focalpoint.problems import Problem, Trouble

Pictures = tuple[tuple[str, str], ...]
"""Name and digest of each picture of a chapter."""
Refused = Callable[[Sequence[Problem]], None]
"""Called with the problems for which the press refuses a chapter."""


@dataclass(frozen=True)
class Job:
    """One version of a chapter to print."""

    docname: str
    section: Section
    book: Book
    pictures: Pictures
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
    """Lay out chapters and show their pages on the screen."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._pool = Pool(2)
        # One at a time, so that one process is always free for the pages around the next edit.
        self._wholes = ThreadPoolExecutor(1)
        self._laid: dict[str, ChapterLayout] = {}
        self._newest: dict[str, Job] = {}
        """The last version of each chapter, by its docname."""

    def start(self) -> None:
        """Start both processes."""
        self._pool.start(2)

    def close(self) -> None:
        """End the processes at once."""
        self._newest.clear()
        self._wholes.shutdown(wait=False, cancel_futures=True)
        self._pool.__exit__(None, None, None)

    def begin(self, docname: str, section: Section, book: Book, pictures: Pictures, since: float) -> Job:
        """Start to lay out the pages around the edit, or the first ones of a long chapter that was not printed yet."""
        last, newest = self._laid.get(docname), self._newest.get(docname)
        part = first_part(section) if last is None else None
        if last and last.job.section != section:
            before = newest.section if newest else last.job.section
            part = part_around_edit(section, before.html, last.job.section.html, last.printed)
        quick = self._pool.submit(lay_out_printed, part.section, book) if part else None
        return Job(docname, section, book, pictures, since, part, quick)

    def finish(self, job: Job, refused: Refused) -> None:
        """Show the pages around the edit as soon as they are there, then the whole chapter."""
        self._newest[job.docname] = job
        last = self._laid.get(job.docname)
        if last and last.job.same(job):
            self._show(last.printed, job)
            return
        if job.quick and job.part:
            # The whole chapter reports the same problems.
            with suppress(Trouble):
                self._show_part(job, job.part, job.quick.result())
        self._wholes.submit(self._whole, job, refused)

    def _show_part(self, job: Job, part: PartialLayout, drawn: Printed) -> None:
        view = self.screen.view(job.docname)
        pages, anchors = pages_of_part(part, drawn, view.anchors)
        page_digests = list(view.page_digests)
        for page, place in pages:
            page_digests[page : page + 1] = [drawn.page_digests[place]]
        self._show(
            replace(drawn, anchors=anchors), job, page_digests=tuple(page_digests), busy="Laying out the other pages"
        )

    def _whole(self, job: Job, refused: Refused) -> None:
        """Lay out the whole chapter, unless it was saved again since."""
        if job is not self._newest.get(job.docname):
            return
        try:
            printed = self._pool.submit(lay_out_printed, job.section, job.book).result()
        except Trouble as trouble:
            if job is self._newest.get(job.docname):
                refused(trouble.problems)
            return
        self._laid[job.docname] = ChapterLayout(job, printed)
        if job is self._newest.get(job.docname):
            # The time shown is that until the edit was first visible.
            took = {"seconds": self.screen.view(job.docname).seconds} if job.quick else {}
            self._show(printed, job, **took)

    def _show(self, printed: Printed, job: Job, **more: Any) -> None:
        edit = self.screen.view(job.docname).edit
        changes = {"drawn": edit, "busy": "", "seconds": time.monotonic() - job.since}
        self.screen.show(job.docname, **{**_pages(printed), **changes, **more})


def _pages(printed: Printed) -> dict[str, Any]:
    return {"printed": printed, "page_digests": printed.page_digests, "size": printed.size, "anchors": printed.anchors}
