"""Runs the preview from the first look to Ctrl-C."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.local_pages.guard import HOST, Guard
from focalpoint.local_pages.server import Server, listen, serve_until_ctrl_c
from focalpoint.local_pages.watching import Watcher
from focalpoint.preview.coordinator import Desk
from focalpoint.preview.server import Pages
from focalpoint.preview.state import Board, Scene


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
