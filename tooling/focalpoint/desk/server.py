"""Serve the review desk to the person at this machine until Ctrl-C."""

from __future__ import annotations

import mimetypes
import secrets
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment
from focalpoint.desk.access import Access
from focalpoint.desk.api import Facts, comment_told, round_told, spot_told
from focalpoint.desk.commands import WISH, Stale, save
from focalpoint.desk.current_text import paragraphs_with
from focalpoint.desk.picture import picture
from focalpoint.desk.watcher import Live, trouble_said
from focalpoint.local_pages.guard import HOST
from focalpoint.local_pages.server import Server, listen, serve_until_ctrl_c
from focalpoint.local_pages.watching import Watcher
from focalpoint.press.layout.isolation import FONTS
from focalpoint.problems import Trouble
from focalpoint.review.ledger.ledger import issued_draft

WEB = Path(__file__).resolve().parent / "web"
FRESH = {"Cache-Control": "no-store"}
LARGEST = 400_000
"""Bytes of one change."""


class Pages:
    """Answers what the desk's page asks for."""

    def __init__(self, live: Live) -> None:
        self.live = live

    def app(self) -> Starlette:
        """The addresses."""
        return Starlette(
            routes=[
                Route("/", self.index),
                Route("/web/{name}", self.web),
                Route("/fonts/{name}", self.font),
                Route("/events", self.events),
                Route("/round", self.round),
                Route("/comments/{id}", self.spot),
                Route("/comments/{id}", self.change, methods=["POST"]),
                Route("/pictures/{id}.png", self.picture),
                Route("/paragraphs", self.paragraphs),
            ]
        )

    def index(self, request: Request) -> Response:
        """The desk itself."""
        return FileResponse(WEB / "index.html", headers=FRESH)

    def web(self, request: Request) -> Response:
        """Its own script and style sheet."""
        return _file(WEB, request.path_params["name"])

    def font(self, request: Request) -> Response:
        """The typefaces of both editions."""
        return _file(FONTS, request.path_params["name"])

    async def events(self, request: Request) -> Response:
        """The serial of the round, as soon as there is a new one."""

        async def stream() -> AsyncIterator[str]:
            async for serial in self.live.serials():
                yield f"data: {serial}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream", headers=FRESH)

    def round(self, request: Request) -> Response:
        """All comments."""
        return JSONResponse(round_told(self.live.round), headers=FRESH)

    def spot(self, request: Request) -> Response:
        """The place of one comment."""
        shown = self.live.round
        return JSONResponse(spot_told(self.live.config, shown, self._comment(request)), headers=FRESH)

    def picture(self, request: Request) -> Response:
        """The picture of that place."""
        try:
            data = picture(self.live.config, self.live.round, self._comment(request))
        except Trouble as trouble:
            return JSONResponse({"problem": trouble_said(trouble)}, 404)
        return Response(data, media_type="image/png", headers=FRESH)

    def paragraphs(self, request: Request) -> Response:
        """The paragraphs of today that hold some words."""
        found = paragraphs_with(self.live.config, request.query_params.get("words", "")[:200])
        return JSONResponse(found, headers=FRESH)

    async def change(self, request: Request) -> Response:
        """Decide on a comment, or whatever else a person does with it."""
        data = b""
        async for piece in request.stream():
            data += piece
            if len(data) > LARGEST:
                raise HTTPException(413)
        return await run_in_threadpool(self._change, request.path_params["id"], data)

    def _change(self, id: str, data: bytes) -> Response:
        """Answers the comment as it is then: 409 where another window was quicker, 422 where it cannot be done."""
        status, said = 200, ""
        try:
            save(self.live.config, self.live.round.draft.number, id, WISH.validate_json(data))
        except ValidationError as error:
            status, said = 422, "; ".join(wrong["msg"] for wrong in error.errors())
        except Stale:
            status, said = 409, "another window was quicker"
        except Trouble as trouble:
            status, said = 422, trouble_said(trouble)
        shown = self.live.refresh()
        self.live.look()
        now = shown.by_id.get(id)
        told: Facts | None = comment_told(shown, now) if now else None
        return JSONResponse({"serial": shown.serial, "problem": said, "comment": told}, status, headers=FRESH)

    def _comment(self, request: Request) -> Comment:
        found = self.live.round.by_id.get(request.path_params["id"])
        if found is None:
            raise HTTPException(404)
        return found


def _file(folder: Path, name: str) -> Response:
    """A file of a folder, and nothing outside it."""
    file = (folder / name).resolve()
    if file.parent != folder.resolve() or not file.is_file():
        raise HTTPException(404)
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return FileResponse(file, media_type=kind, headers={"Cache-Control": "no-cache"})


def run_desk(config: Config, draft: int | None, port: int, ready: Callable[[str, int], None]) -> None:
    """Serve the comments on a draft, or on the latest, until Ctrl-C; calls `ready` with the address and the draft."""
    live = Live(config, issued_draft(config, draft))
    listening = listen(port)
    port = listening.getsockname()[1]
    token = secrets.token_urlsafe(18)
    watcher = Watcher(config.root, live.look)
    server = Server(Access(Pages(live).app(), port, token), live.bell.close)

    async def serve() -> None:
        live.bell.open()
        live.start()
        watcher.start()
        ready(f"http://{HOST}:{port}/{token}/", live.round.draft.number)
        await server.serve(sockets=[listening])

    try:
        serve_until_ctrl_c(serve)
    finally:
        watcher.stop()
