"""What the preview shows at one moment, and the board from which every open page of it reads that."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from focalpoint.local_pages.event_broadcast import Bell
from focalpoint.preview.printed_pages import Anchors, Printed

KEPT = 48
"""PDFs whose pages can still be asked for: a page may be on its way to the browser when the next is drawn."""


@dataclass(frozen=True)
class Scene:
    """Everything a page of the preview needs to know."""

    edition: str
    chapters: tuple[tuple[str, str, str], ...] = ()
    """Name, title and part of every text in order."""
    docname: str = ""
    article: str = ""
    looks: tuple[str, ...] = ()
    """The printed pages, each by its look."""
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
    """What is being done; empty when all is drawn."""
    seconds: float = 0.0
    """How long it took from the save to the pages."""
    serial: int = 0


class Board:
    """Holds the scene; may be written from any thread, and is read in the server's."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.bell = Bell()
        self._pictures: deque[Printed] = deque(maxlen=KEPT)

    def show(self, *, printed: Printed | None = None, **changes: Any) -> None:
        """Change the scene; `printed` is where its pages are found."""
        if printed is not None and printed not in self._pictures:
            self._pictures.append(printed)
        self.scene = replace(self.scene, **changes, serial=self.scene.serial + 1)
        self.bell.ring()

    def find(self, look: str) -> tuple[bytes, int] | None:
        """The PDF and the page in it that looks so."""
        return next(((one.pdf, one.looks.index(look)) for one in reversed(self._pictures) if look in one.looks), None)

    async def scenes(self) -> AsyncIterator[str]:
        """The scene as it is, then every later one; one that was overtaken is left out."""
        seen = -1
        while not self.bell.closed:
            news, scene = self.bell.next(), self.scene
            if scene.serial != seen:
                seen = scene.serial
                yield json.dumps(asdict(scene), separators=(",", ":"))
            else:
                await news.wait()
