"""Runs the preview from the first look to Ctrl-C."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from focalpoint.config import Config
from focalpoint.content.handling import Edition
from focalpoint.preview.desk import Desk
from focalpoint.preview.guard import HOST, Guard
from focalpoint.preview.scene import Board, Scene
from focalpoint.preview.server import Pages
from focalpoint.preview.serving import Server, listen, serve_until_ctrl_c
from focalpoint.preview.watching import Watcher


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
