"""Serve a local page on loopback until Ctrl-C, and notify its open windows of changes."""

from __future__ import annotations

import asyncio
import mimetypes
import socket
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from focalpoint.local_pages.guard import HOST, Guard
from focalpoint.local_pages.watching import Watcher
from focalpoint.problems import stopped

NOT_KEPT = {"Cache-Control": "no-store"}
CHECKED = {"Cache-Control": "no-cache"}
"""Kept by the browser, which asks each time whether the file has changed."""
KEPT = {"Cache-Control": "max-age=31536000, immutable"}
"""How long a browser keeps an answer."""


@dataclass(frozen=True)
class LocalPage:
    """A local page, and the work behind it."""

    name: str
    """What people call it, such as `preview`."""
    root: Path
    """Folder of the project, whose texts are watched."""
    routes: Sequence[Route]
    broadcast: Broadcast
    start: Callable[[], None]
    """Starts the work, in threads of its own."""
    saved: Callable[[], None]
    """Called when a text may have been saved."""
    stop: Callable[[], None] = lambda: None
    """Ends the work."""
    larger_bodies: Mapping[str, int] = field(default_factory=dict)
    """Most bytes of a request to the addresses that take whole files."""


def serve(page: LocalPage, port: int, ready: Callable[[str], None]) -> None:
    """Serve a page until Ctrl-C, on a free port for port 0; call `ready` with its address.

    Raises Trouble where the port cannot be had.
    """
    listening = listen(port)
    guard = Guard(Starlette(routes=page.routes), page.name, listening.getsockname()[1], page.larger_bodies)
    server = _Server(guard, page.broadcast.close)
    watcher = Watcher(page.root, page.saved)

    async def run() -> None:
        page.broadcast.open()
        page.start()
        watcher.start()
        ready(guard.address)
        await server.serve(sockets=[listening])

    try:
        # Ctrl-C closes a page; it is no failure.
        with suppress(KeyboardInterrupt):
            asyncio.run(run())
    finally:
        watcher.stop()
        page.stop()


def listen(port: int) -> socket.socket:
    """Open a port of this machine, any free one for 0; raises Trouble where it cannot be had."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        # A browser may ask as soon as the address is printed.
        listening.listen()
    except OSError as error:
        listening.close()
        raise stopped(f"port {port} cannot be used ({error.strerror}); give another, or none to take any") from None
    return listening


class _Server(uvicorn.Server):
    """Run uvicorn, but end the streams of events before it stops; otherwise it would wait while a page is open."""

    def __init__(self, app: ASGIApp, end_streams: Callable[[], None]) -> None:
        super().__init__(uvicorn.Config(app, log_config=None, lifespan="off", ws="none", timeout_graceful_shutdown=1))
        self._end_streams = end_streams

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End the streams and stop."""
        self._end_streams()
        super().handle_exit(sig, frame)


def file_answer(folder: Path, name: str, headers: dict[str, str]) -> Response:
    """Answer with a file below a folder; raises HTTPException 404 for anything outside it."""
    if "\0" in name:
        raise HTTPException(404)
    file = (folder / name).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        raise HTTPException(404)
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return FileResponse(file, media_type=kind, headers=headers)


def event_answer(events: AsyncIterator[str]) -> Response:
    """Answer with a stream of events, each of them one line of text."""

    async def stream() -> AsyncIterator[str]:
        async for event in events:
            yield f"data: {event}\n\n"

    return StreamingResponse(stream(), media_type="text/event-stream", headers=NOT_KEPT)


Value = TypeVar("Value")


class Broadcast:
    """Wake every stream of events in the server's loop, from any thread."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._changed = asyncio.Event()
        self._closed = False

    def open(self) -> None:
        """Use the running loop as the server's."""
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        """End every stream of events."""
        self._closed = True
        self.notify()

    def notify(self) -> None:
        """Wake all streams, since the latest value has changed."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        before, self._changed = self._changed, asyncio.Event()
        before.set()

    async def values(self, latest: Callable[[], Value]) -> AsyncIterator[Value]:
        """Yield the latest value, then each later one; skip values that were replaced before they were read."""
        seen: list[Value] = []
        while not self._closed:
            # The event is taken before the value, so that no change between the two is missed.
            changed, value = self._changed, latest()
            if seen and seen[0] is value:
                await changed.wait()
            else:
                seen = [value]
                yield value
