"""Serve the preview's pages to the person at this machine until Ctrl-C."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from html import escape
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.local_pages.server import CHECKED, KEPT, LocalPage, event_answer, file_answer, serve
from focalpoint.press.layout.isolation import FONTS
from focalpoint.preview.coordinator import Coordinator
from focalpoint.preview.printed_pages import picture
from focalpoint.preview.state import Scene, Screen, State

WEB = Path(__file__).resolve().parent / "web"
SHELL = """<!doctype html>
<html lang="en-GB" data-theme="light"><head><meta charset="utf-8"><title>{title}</title>
{styles}
<link rel="stylesheet" href="{up}../web/article.css"></head>
<body><div class="bd-main"><div class="bd-content"><div class="bd-article-container">
<article class="bd-article" tabindex="-1"></article></div></div></div></body></html>
"""


class Pages:
    """Answer the requests of the preview's page."""

    def __init__(self, coordinator: Coordinator, screen: Screen) -> None:
        self.coordinator, self.screen = coordinator, screen

    def routes(self) -> list[Route]:
        """List the addresses."""
        return [
            Route("/", self.index),
            Route("/events", self.events),
            Route("/web/{name}", self.web),
            Route("/fonts/{name}", self.font),
            Route("/pages/{digest}.png", self.page),
            Route("/site/{path:path}.html", self.shell),
            Route("/site/{path:path}", self.shared),
        ]

    async def index(self, request: Request) -> Response:
        """Answer with the preview itself."""
        return file_answer(WEB, "index.html", CHECKED)

    async def web(self, request: Request) -> Response:
        """Answer with its script or a style sheet."""
        return file_answer(WEB, request.path_params["name"], CHECKED)

    async def font(self, request: Request) -> Response:
        """Answer with a typeface, which both editions share."""
        return file_answer(FONTS, request.path_params["name"], KEPT)

    async def events(self, request: Request) -> Response:
        """Answer with every scene of one window as JSON, as soon as there is a new one.

        The window shows the `chapter` that it asks for, or, where it asks for none, the one that was saved last.
        """
        return event_answer(self._scenes(request.query_params.get("chapter", "")[:500]))

    async def _scenes(self, chosen: str) -> AsyncIterator[str]:
        last: list[Scene] = []

        def latest() -> Scene:
            # The stream waits while it is given the very value that it has sent.
            scene = self.screen.scene(chosen)
            if not last or scene.state is not last[0].state or scene.view is not last[0].view:
                last[:] = [scene]
            return last[0]

        known: str | None = None
        with self.screen.window(chosen):
            if chosen:
                self.coordinator.open(chosen)
            async for scene in self.screen.broadcast.values(latest):
                yield json.dumps(scene.as_json(known), separators=(",", ":"))
                known = scene.view.article

    async def page(self, request: Request) -> Response:
        """Answer with the picture of a printed page, as wide as the browser shows it."""
        found = self.screen.find(request.path_params["digest"])
        if found is None:
            raise HTTPException(404)
        try:
            width = int(request.query_params.get("width", "900"))
        except ValueError:
            raise HTTPException(400) from None
        data = await run_in_threadpool(picture, *found, max(width, 100))
        return Response(data, media_type="image/png", headers=KEPT)

    async def shell(self, request: Request) -> Response:
        """Answer with a page of the site without its text, which the preview puts in."""
        docname = request.path_params["path"]
        up = "../" * docname.count("/")
        styles = "\n".join(f'<link rel="stylesheet" href="{up}{escape(style)}">' for style in self.coordinator.styles)
        return HTMLResponse(SHELL.format(title=escape(docname), styles=styles, up=up), headers=CHECKED)

    async def shared(self, request: Request) -> Response:
        """Answer with a file that the site's pages share: a style sheet, a typeface or a picture."""
        path = request.path_params["path"]
        folder = "print" if path.startswith("_images/") else "html"
        return file_answer(self.coordinator.folder / folder, path, CHECKED)


def run_preview(config: Config, edition: Edition, port: int, ready: Callable[[str], None]) -> None:
    """Serve the preview of one edition until Ctrl-C; call `ready` with its address."""
    screen = Screen(State(edition.value))
    work = Coordinator(config, edition, screen)
    routes = Pages(work, screen).routes()
    page = LocalPage("preview", config.root, routes, screen.broadcast, work.start, work.request_update, work.close)
    serve(page, port, ready)
