"""Show a whole page of the draft as printed, with the place of every comment on it."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from focalpoint.desk.picture import draft_file, marked, rendered, why_none
from focalpoint.desk.round import Round, RoundWatcher
from focalpoint.local_pages.server import CHECKED, NOT_KEPT

SCALE = 1.7
"""Pixels per point."""


class PrintedPages:
    """Answer with pictures of pages, and with the places of the comments on each."""

    def __init__(self, watcher: RoundWatcher) -> None:
        self.watcher = watcher

    def routes(self) -> list[Route]:
        """List the addresses."""
        return [Route("/pages/{number:int}.png", self.image), Route("/pages/{number:int}", self.marks)]

    def image(self, request: Request) -> Response:
        """Answer with the picture of a page, counted from 1."""
        page = self._page(request)
        if why_none(self.watcher.config, self.watcher.round.draft):
            raise HTTPException(404)
        file = draft_file(self.watcher.config, self.watcher.round.draft)
        return Response(_png(file, file.stat().st_mtime_ns, page), media_type="image/png", headers=CHECKED)

    def marks(self, request: Request) -> Response:
        """Answer with the places of the comments on a page."""
        return JSONResponse(page_json(self.watcher.round, self._page(request)), headers=NOT_KEPT)

    def _page(self, request: Request) -> int:
        """Read the page, from 0; raises HTTPException 404 where the draft has none of that number."""
        page = int(request.path_params["number"]) - 1
        if not 0 <= page < len(self.watcher.round.map.pages):
            raise HTTPException(404)
        return page


def page_json(shown: Round, page: int) -> dict[str, Any]:
    """Make the JSON of a page: its size, and each comment with its boxes, all as parts of the width or height."""
    width, height = shown.map.pages[page]
    found = []
    for comment in shown.comments:
        on, boxes = marked(shown.block(comment), comment)
        if on == page and boxes:
            parts = [
                (box[0] / width, 1 - box[3] / height, (box[2] - box[0]) / width, (box[3] - box[1]) / height)
                for box in boxes
            ]
            found.append({"id": comment.id, "boxes": parts})
    numbers = shown.map.page_numbers
    printed = numbers[page] if page < len(numbers) else str(page + 1)
    of = {"page": page + 1, "pages": len(shown.map.pages), "printed": printed}
    return {**of, "ratio": width / height, "comments": found}


@lru_cache(maxsize=8)
def _png(file: Path, _time: int, page: int) -> bytes:
    written = BytesIO()
    rendered(file, page, SCALE).save(written, "PNG", compress_level=1)
    return written.getvalue()
