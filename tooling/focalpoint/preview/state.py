"""Hold what the preview shows at one moment, which every open page of it reads."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import Any

from focalpoint.local_pages.server import Broadcast
from focalpoint.preview.printed_pages import Anchors, Printed

KEPT = 48
"""PDFs whose pages can still be requested: a browser may request a page after the next version is laid out."""


@dataclass(frozen=True)
class State:
    """Everything that a page of the preview shows."""

    edition: str
    chapters: tuple[tuple[str, str, str], ...] = ()
    """Name, title and part of every text in order."""
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
    problems: tuple[str, ...] = ()
    busy: str = "Reading the manual"
    """The work in progress; empty when all is done."""
    seconds: float = 0.0
    """Seconds from the save to the pages."""


class Screen:
    """Hold the state; it may be changed from any thread, and is read in the server's."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.broadcast = Broadcast()
        self._pictures: deque[Printed] = deque(maxlen=KEPT)

    def show(self, *, printed: Printed | None = None, **changes: Any) -> None:
        """Change the state; `printed` holds its pages."""
        if printed is not None and printed not in self._pictures:
            self._pictures.append(printed)
        self.state = replace(self.state, **changes)
        self.broadcast.notify()

    def find(self, digest: str) -> tuple[bytes, int] | None:
        """Find the PDF and page with this digest; None where it is no longer kept."""
        for one in reversed(self._pictures):
            if digest in one.page_digests:
                return one.pdf, one.page_digests.index(digest)
        return None
