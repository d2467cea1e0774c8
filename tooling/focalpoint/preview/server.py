"""Serve the preview's pages to the person at this machine until Ctrl-C."""

from __future__ import annotations

import mimetypes
import secrets
from collections.abc import AsyncIterator, Callable
from html import escape
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.local_pages.guard import HOST, Guard
from focalpoint.local_pages.server import Server, listen, serve_until_ctrl_c
from focalpoint.local_pages.watching import Watcher
from focalpoint.press.layout.isolation import FONTS
from focalpoint.preview.coordinator import Desk
from focalpoint.preview.printed_pages import picture
from focalpoint.preview.state import Board, Scene

WEB = Path(__file__).resolve().parent / "web"
FRESH = {"Cache-Control": "no-cache"}
FOREVER = {"Cache-Control": "max-age=31536000, immutable"}
SHELL = """<!doctype html>
<html lang="en-GB" data-theme="light"><head><meta charset="utf-8"><title>{title}</title>
{styles}
<link rel="stylesheet" href="{up}../web/article.css"></head>
<body><main class="bd-main"><div class="bd-content"><div class="bd-article-container">
<article class="bd-article" tabindex="-1"></article></div></div></main></body></html>
"""


class Pages:
    """Answers for the addresses below the secret."""

    def __init__(self, desk: Desk, board: Board) -> None:
        self.desk, self.board = desk, board

    def app(self, token: str) -> Starlette:
        """The addresses."""
        top = f"/{token}"
        routes = [
            Route(f"{top}/", self.index),
            Route(f"{top}/events", self.events),
            Route(f"{top}/open", self.open, methods=["POST"]),
            Route(f"{top}/web/{{name}}", self.web),
            Route(f"{top}/fonts/{{name}}", self.font),
            Route(f"{top}/pages/{{look}}.png", self.page),
            Route(f"{top}/site/{{path:path}}.html", self.shell),
            Route(f"{top}/site/{{path:path}}", self.shared),
        ]
        return Starlette(routes=routes)

    async def index(self, request: Request) -> Response:
        """The preview itself."""
        return FileResponse(WEB / "index.html", headers=FRESH)

    async def web(self, request: Request) -> Response:
        """Its own script and style sheets."""
        return _file(WEB, request.path_params["name"], FRESH)

    async def font(self, request: Request) -> Response:
        """The typefaces of both editions."""
        return _file(FONTS, request.path_params["name"], FOREVER)

    async def events(self, request: Request) -> Response:
        """Every scene, as soon as there is a new one."""

        async def stream() -> AsyncIterator[str]:
            async for scene in self.board.scenes():
                yield f"data: {scene}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def open(self, request: Request) -> Response:
        """Show a chapter."""
        self.desk.open((await request.body()).decode("utf-8", "replace")[:500])
        return Response(status_code=204)

    async def page(self, request: Request) -> Response:
        """The picture of a printed page, as wide as the browser shows it."""
        found = self.board.find(request.path_params["look"])
        if found is None:
            raise HTTPException(404)
        try:
            width = int(request.query_params.get("width", "900"))
        except ValueError:
            raise HTTPException(400) from None
        data = await run_in_threadpool(picture, *found, max(width, 100))
        return Response(data, media_type="image/png", headers=FOREVER)

    async def shell(self, request: Request) -> Response:
        """A page of the site without its text, which the preview puts in."""
        docname = request.path_params["path"]
        up = "../" * docname.count("/")
        styles = "\n".join(f'<link rel="stylesheet" href="{up}{escape(style)}">' for style in self.desk.styles)
        return HTMLResponse(SHELL.format(title=escape(docname), styles=styles, up=up), headers=FRESH)

    async def shared(self, request: Request) -> Response:
        """What the site's pages share: style sheets, typefaces and pictures."""
        path = request.path_params["path"]
        if path.startswith("_images/"):
            return _file(self.desk.folder / "print", path, FRESH)
        return _file(self.desk.folder / "html", path, FRESH)


def _file(folder: Path, name: str, headers: dict[str, str]) -> Response:
    """A file below a folder, and nothing outside it."""
    file = (folder / name).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        raise HTTPException(404)
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return FileResponse(file, media_type=kind, headers=headers)


def run_preview(config: Config, edition: Edition, port: int, ready: Callable[[str], None]) -> None:
    """Serve the preview until Ctrl-C; calls `ready` with its address."""
    listening = listen(port)
    port = listening.getsockname()[1]
    token = secrets.token_urlsafe(18)
    board = Board(Scene(edition.value))
    desk = Desk(config, edition, board)
    watcher = Watcher(config.root, desk.look)
    app = Guard(Pages(desk, board).app(token), port, token)
    server = Server(app, board.bell.close)

    async def serve() -> None:
        board.bell.open()
        desk.start()
        watcher.start()
        ready(f"http://{HOST}:{port}/{token}/")
        await server.serve(sockets=[listening])

    try:
        serve_until_ctrl_c(serve)
    finally:
        watcher.stop()
        desk.close()
