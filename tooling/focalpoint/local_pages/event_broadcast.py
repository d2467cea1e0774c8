"""Tell every open stream of events that there is something new, from any thread."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

Value = TypeVar("Value")


class Broadcast:
    """Wakes every stream of events; the streams run in the server's loop."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news = asyncio.Event()
        self._closed = False

    def open(self) -> None:
        """Take the running loop as the server's."""
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        """End every stream of events."""
        self._closed = True
        self.notify()

    def notify(self) -> None:
        """Say that there is something new."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        before, self._news = self._news, asyncio.Event()
        before.set()

    async def values(self, latest: Callable[[], Value]) -> AsyncIterator[Value]:
        """Yield the latest value, then every later one; values that were overtaken are left out."""
        seen: list[Value] = []
        while not self._closed:
            # The event is taken before the value, so that no change between the two is missed.
            news, value = self._news, latest()
            if seen and seen[0] is value:
                await news.wait()
            else:
                seen = [value]
                yield value
