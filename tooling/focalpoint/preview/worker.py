"""A process that lays out: imports done and typefaces loaded, one unit at a time."""

from __future__ import annotations

import gc
import signal
import threading
from multiprocessing import get_context
from multiprocessing.connection import Connection

from focalpoint.press.unit import Book, Unit
from focalpoint.preview.printed import Printed
from focalpoint.problems import Trouble, stopped


class Worker:
    """One such process, seen from outside."""

    def __init__(self) -> None:
        # Spawned, not forked: Pango's threads and locks do not survive a fork.
        context = get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._turn = threading.Lock()

    def lay_out(self, unit: Unit, book: Book) -> Printed:
        """Lay out a unit; raises Trouble where the press refuses it."""
        with self._turn:
            try:
                self._line.send((unit, book))
                answer = self._line.recv()
            except (EOFError, OSError):
                raise stopped("the process that lays pages out has ended; end the preview and start it again") from None
        if isinstance(answer, Exception):
            raise answer
        printed: Printed = answer
        return printed

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()


def _work(line: Connection) -> None:
    """Serve until the other end closes. An interrupt is the preview's own affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from focalpoint.preview.printed import lay_out_printed

    while True:
        try:
            unit, book = line.recv()
        except (EOFError, OSError):
            return
        try:
            line.send(lay_out_printed(unit, book))
        except Trouble as trouble:
            line.send(trouble)
        except Exception as error:
            line.send(stopped(f"the pages could not be laid out: {type(error).__name__} {error}"))
        if not gc.get_freeze_count():
            # What the first unit has loaded stays: looking through it after every other would take longer than a page.
            gc.collect()
            gc.freeze()
