"""The processes that lay out units, side by side and each by itself."""

from __future__ import annotations

import contextlib
import itertools
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, PriorityQueue, SimpleQueue
from types import TracebackType
from typing import Any, NamedTuple, TypeVar

from focalpoint.problems import stopped

Result = TypeVar("Result")


def _done(function: Callable[..., Result], arguments: tuple[object, ...]) -> Future[Result]:
    """What a function returns or raises, called at once in this process."""
    answer: Future[Result] = Future()
    try:
        answer.set_result(function(*arguments))
    except Exception as error:
        answer.set_exception(error)
    return answer


class _Call(NamedTuple):
    """A call that waits for a process; compared by its weight, then by its place in the order of asking."""

    lightness: int
    place: int
    function: Callable[..., Any]
    arguments: tuple[object, ...]
    answer: Future[Any]


class Pool:
    """Up to `count` processes, started when they are needed, or before; with fewer than two, this process does it all.

    Started anew rather than forked: Pango's threads and locks do not survive a fork. And not by `multiprocessing`,
    whose children first import the command line again.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._waiting: PriorityQueue[_Call] = PriorityQueue()
        self._calls = itertools.count()
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._all: list[subprocess.Popen[bytes]] = []
        # A thread for each process, which waits for its answers.
        self._threads = ThreadPoolExecutor(max(count, 1), "printing")

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every process; none has anything to finish that somebody still waits for."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._all:
            process.kill()
        for process in self._all:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def start(self, count: int) -> None:
        """Have so many processes get ready while other work goes on."""
        if self.count > 1:
            for _ in range(min(count, self.count) - len(self._all)):
                self._idle.put(self._new())

    @property
    def started(self) -> int:
        """How many processes there are."""
        return len(self._all)

    def offer(self, function: Callable[..., Result], *arguments: object) -> Future[Result]:
        """Call a function in a process that has been started, or else here: it is not worth starting one."""
        return self.submit(function, *arguments) if self._all else _done(function, arguments)

    def submit(self, function: Callable[..., Result], *arguments: object, weight: int = 0) -> Future[Result]:
        """Call a function of the press in one of the processes; of the calls that wait, the heaviest goes first.

        Else the last process would be alone with a long call at the end.
        """
        if self.count < 2:
            return _done(function, arguments)
        answer: Future[Result] = Future()
        self._waiting.put(_Call(-weight, next(self._calls), function, arguments, answer))
        self._threads.submit(self._heaviest)
        return answer

    def _heaviest(self) -> None:
        call = self._waiting.get_nowait()
        try:
            call.answer.set_result(self._ask(call.function, call.arguments))
        except BaseException as error:
            call.answer.set_exception(error)

    def _new(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        process = subprocess.Popen(
            [sys.executable, "-m", "focalpoint.press.workers.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            # Ctrl-C is for the build, which then ends its processes; one still starting would answer with a traceback.
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
        except (OSError, EOFError, pickle.UnpicklingError):
            raise stopped(
                "a printing process ended before its time; free some memory, or give fewer --workers, and type the "
                "command again"
            ) from None
        self._idle.put(process)
        if not good:
            raise answer
        result: Result = answer
        return result
