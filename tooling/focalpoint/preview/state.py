"""Hold what the preview shows at one moment: the list of chapters, and of each opened chapter its article and pages."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from focalpoint.local_pages.server import Broadcast
from focalpoint.preview.printed_pages import Anchors, Printed
from focalpoint.problems import Problem

KEPT = 48
"""PDFs whose pages can still be requested: a browser may request a page after the next version is laid out."""


@dataclass(frozen=True)
class View:
    """Everything that is shown of one chapter."""

    docname: str = ""
    article: str = ""
    page_digests: tuple[str, ...] = ()
    """The digest of each printed page's picture."""
    size: tuple[float, float] = (595.0, 842.0)
    anchors: Anchors = field(default_factory=dict)
    changed: str = ""
    """The block that the last save has changed."""
    edit: int = 0
    """Counts the saves that changed a block."""
    drawn: int = 0
    """The save whose pages these are."""
    busy: str = ""
    """The work in progress; empty when all is done."""
    seconds: float = 0.0
    """Seconds from the save to the pages."""
    held: str = ""
    """What is shown as it was before the last save: `all`, `pages` (the printed ones alone), or nothing."""
    lines: tuple[tuple[int, str], ...] = ()
    """Line of the author's file on which each block begins, and the block's id, in the order of the lines."""

    def block_at(self, line: int) -> str:
        """Find the block that a line of the author's file is in; empty where there is none."""
        place = bisect_right(self.lines, (line, "\uffff")) - 1
        return self.lines[place][1] if line and place >= 0 else ""


@dataclass(frozen=True)
class Fault:
    """A problem as the preview tells it."""

    problem: Problem
    holds: bool
    """Whether the file is shown as it was before because of it."""


@dataclass(frozen=True)
class State:
    """What all windows share."""

    edition: str
    chapters: tuple[tuple[str, str, str], ...] = ()
    """Name, title and part of every text in order."""
    paths: Mapping[str, str] = field(default_factory=dict)
    """The docname of each author's path."""
    saved: str = ""
    """The chapter that was saved last."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Former names of chapters, each with the name that followed it."""
    faults: tuple[Fault, ...] = ()
    busy: str = "Reading the manual"
    """The work before any chapter is drawn; empty when it is done."""


@dataclass(frozen=True)
class Scene:
    """What one window shows."""

    state: State
    view: View

    def as_json(self, known: str | None) -> dict[str, Any]:
        """Convert it for the page's script; leave out the article where the window has it, as `known`."""
        state, view = self.state, self.view
        shown = {name: getattr(view, name) for name in ("docname", "page_digests", "size", "anchors", "changed")}
        shown |= {name: getattr(view, name) for name in ("edit", "drawn", "seconds", "held")}
        return {
            **shown,
            **({} if view.article == known else {"article": view.article}),
            "edition": state.edition,
            "chapters": state.chapters,
            "saved": state.saved,
            "busy": view.busy or state.busy,
            "problems": [self._told(fault) for fault in state.faults],
        }

    def _told(self, fault: Fault) -> dict[str, Any]:
        """Describe a problem: its place, its words, the chapter and block to go to, and whether it is in this one."""
        problem, docname = fault.problem, self.state.paths.get(fault.problem.path, "")
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        here = bool(docname) and docname == self.view.docname
        return {
            "place": place,
            "says": str(problem).removeprefix(f"{place}: " if place else ""),
            "docname": docname,
            "line": problem.line,
            "block": self.view.block_at(problem.line) if here else "",
            "here": here,
            "holds": fault.holds,
        }


class Screen:
    """Hold the state and the views; they may be changed from any thread, and are read in the server's."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.views: dict[str, View] = {}
        self.broadcast = Broadcast()
        self._windows: Counter[str] = Counter()
        self._pictures: deque[Printed] = deque(maxlen=KEPT)

    def tell(self, **changes: Any) -> None:
        """Change what all windows share."""
        self.state = replace(self.state, **changes)
        self.broadcast.notify()

    def show(self, docname: str, *, printed: Printed | None = None, **changes: Any) -> None:
        """Change what is shown of a chapter; `printed` holds its pages."""
        if printed is not None and printed not in self._pictures:
            self._pictures.append(printed)
        self.views[docname] = replace(self.view(docname), **changes)
        self.broadcast.notify()

    def view(self, docname: str) -> View:
        """Return what is shown of a chapter."""
        # The same value each time: a stream waits while it is given the value that it has sent.
        return self.views.setdefault(docname, View(docname))

    @contextmanager
    def window(self, chosen: str) -> Iterator[None]:
        """Count a window as open on a chapter, or, for an empty name, on the chapter that was saved last."""
        self._windows[chosen] += 1
        try:
            yield
        finally:
            self._windows[chosen] -= 1

    def resolve(self, chosen: str) -> str:
        """Return the chapter that a window shows: the one chosen, under its present name, else the one saved last."""
        while chosen in self.state.renamed:
            chosen = self.state.renamed[chosen]
        return chosen if any(chosen == one[0] for one in self.state.chapters) else self.state.saved

    def watched(self) -> list[str]:
        """List the chapters that windows show, that saved last first: a window may be opened on it at any moment."""
        chosen = [name for name, count in list(self._windows.items()) if count > 0]
        return list(dict.fromkeys([self.state.saved, *(self.resolve(name) for name in chosen)]))

    def scene(self, chosen: str) -> Scene:
        """Return what a window shows that has chosen a chapter."""
        return Scene(self.state, self.view(self.resolve(chosen)))

    def find(self, digest: str) -> tuple[bytes, int] | None:
        """Find the PDF and page with this digest; None where it is no longer kept."""
        for one in reversed(self._pictures):
            if digest in one.page_digests:
                return one.pdf, one.page_digests.index(digest)
        return None
