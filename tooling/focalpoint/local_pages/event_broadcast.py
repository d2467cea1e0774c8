"""Rings in the server's loop when there is something new, from whatever thread that comes."""

from __future__ import annotations

import asyncio


class Bell:
    """Wakes every stream of events."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news = asyncio.Event()
        self.closed = False
        """Whether all streams are to end."""

    def open(self) -> None:
        """Take the running loop as the server's."""
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        """End every stream of events."""
        self.closed = True
        self.ring()

    def next(self) -> asyncio.Event:
        """The next ring; ask for it before looking at what there is."""
        return self._news

    def ring(self) -> None:
        """Say that there is something new."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._ring)

    def _ring(self) -> None:
        before, self._news = self._news, asyncio.Event()
        before.set()
