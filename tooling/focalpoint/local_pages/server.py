"""Serves a local page on loopback until Ctrl-C."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Coroutine
from contextlib import suppress
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from focalpoint.local_pages.guard import HOST
from focalpoint.problems import stopped


class Server(uvicorn.Server):
    """Ends the streams of events first: they would keep the server waiting for as long as a page is open."""

    def __init__(self, app: ASGIApp, end_streams: Callable[[], None]) -> None:
        super().__init__(uvicorn.Config(app, log_config=None, lifespan="off", ws="none", timeout_graceful_shutdown=1))
        self.end_streams = end_streams

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End, as Ctrl-C asks."""
        self.end_streams()
        super().handle_exit(sig, frame)


def serve_until_ctrl_c(serve: Callable[[], Coroutine[None, None, None]]) -> None:
    """Run a server until somebody types Ctrl-C, which is how it is closed and no failure."""
    with suppress(KeyboardInterrupt):
        asyncio.run(serve())


def listen(port: int) -> socket.socket:
    """A port of this machine that takes questions from now on, 0 for any; raises Trouble where it cannot be had."""
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
