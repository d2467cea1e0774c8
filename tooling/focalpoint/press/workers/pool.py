"""Call functions of the press in worker processes, in parallel."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TypeVar

from focalpoint.problems import stopped

Result = TypeVar("Result")
ENDED = (
    "a printing process ended before its time; free some memory, or give fewer --workers, and type the command again"
)


class Pool:
    """Up to `count` worker processes, started when needed or in advance; with fewer than two, calls run right here.

    `concurrent.futures` is not used because its pool hangs in Python before 3.11.5 when processes are killed while a
    call waits to be sent, and Debian 12 has 3.11.2. Processes are started anew, not forked, since Pango's threads and
    locks do not survive a fork.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._all: list[subprocess.Popen[bytes]] = []
        self._left = False
        self._starting = threading.Lock()
        # One thread for each process waits for its answers.
        self._threads = ThreadPoolExecutor(max(count, 1), "printing")

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kill every process; nobody waits for their results any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._starting:
            self._left = True
        for process in self._all:
            process.kill()
        for process in self._all:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def start(self, count: int) -> None:
        """Start processes in advance, until there are `count`; they warm up while other work goes on."""
        if self.count > 1:
            for _ in range(min(count, self.count) - self.started):
                self._idle.put(self._new())

    @property
    def started(self) -> int:
        """Return the number of processes started."""
        return len(self._all)

    def offer(self, function: Callable[..., Result], *arguments: object) -> Future[Result]:
        """Call a function in a process that has been started, else in this one; starts no process."""
        return self.submit(function, *arguments) if self._all else _called(function, arguments)

    def submit(self, function: Callable[..., Result], *arguments: object) -> Future[Result]:
        """Call a function of the press in one of the processes; waiting calls run in order."""
        return self._threads.submit(self._ask, function, arguments) if self.count > 1 else _called(function, arguments)

    def _new(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with self._starting:
            if self._left:
                raise stopped(ENDED)
            process = subprocess.Popen(
                [sys.executable, "-m", "focalpoint.press.workers.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
                # Ctrl-C is for the command, which then ends its processes; one that is still starting would print a
                # traceback.
                start_new_session=True,
            )
            self._all.append(process)
        return process

    def _ask(self, function: Callable[..., Result], arguments: tuple[object, ...]) -> Result:
        try:
            process = self._idle.get_nowait()
        except Empty:
            process = self._new()
        assert process.stdin is not None and process.stdout is not None
        try:
            pickle.dump((function, arguments), process.stdin)
            process.stdin.flush()
            good, answer = pickle.load(process.stdout)
        # Reading a pipe that is closed meanwhile, as `__exit__` does, raises ValueError.
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            raise stopped(ENDED) from None
        self._idle.put(process)
        if not good:
            raise answer
        result: Result = answer
        return result


def _called(function: Callable[..., Result], arguments: tuple[object, ...]) -> Future[Result]:
    """Call a function at once in this process, and return the finished future."""
    answer: Future[Result] = Future()
    try:
        answer.set_result(function(*arguments))
    except Exception as error:
        answer.set_exception(error)
    return answer
