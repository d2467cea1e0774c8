"""Runs the preview from the first look to Ctrl-C."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn

from focalpoint.config import Config
from focalpoint.content.handling import Edition
from focalpoint.preview.desk import Desk
from focalpoint.preview.guard import HOST, Guard
from focalpoint.preview.scene import Board, Scene
from focalpoint.preview.server import Pages
from focalpoint.preview.watching import Watcher
from focalpoint.problems import stopped


class _Server(uvicorn.Server):
    """Ends the streams of events first: they would keep the server waiting for as long as a page is open."""

    def __init__(self, config: uvicorn.Config, board: Board) -> None:
        super().__init__(config)
        self.board = board

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.board.close()
        super().handle_exit(sig, frame)


def run_preview(config: Config, edition: Edition, port: int, ready: Callable[[str], None]) -> None:
    """Serve the preview until Ctrl-C; calls `ready` with its address."""
    listening = _listen(port)
    port = listening.getsockname()[1]
    token = secrets.token_urlsafe(18)
    board = Board(Scene(edition.value))
    desk = Desk(config, edition, board)
    watcher = Watcher(config.root, desk.look)
    app = Guard(Pages(desk, board).app(token), port, token)
    server = _Server(
        uvicorn.Config(app, log_config=None, lifespan="off", ws="none", timeout_graceful_shutdown=1), board
    )

    async def serve() -> None:
        board.open()
        desk.start()
        watcher.start()
        ready(f"http://{HOST}:{port}/{token}/")
        await server.serve(sockets=[listening])

    try:
        asyncio.run(serve())
    except KeyboardInterrupt:
        # How a preview ends.
        pass
    finally:
        watcher.stop()
        desk.close()


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        # Whoever is told the address may ask at once.
        listening.listen()
    except OSError as error:
        listening.close()
        raise stopped(f"port {port} cannot be used ({error.strerror}); give another, or none to take any") from None
    return listening
