"""Try a mutant: broken code in a forked process, and the tests that run its line until one fails."""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, TextIO

import pytest
from _pytest.runner import runtestprotocol

from .mutation import Mutation
from .plugins import First, Hypothesis, options
from .rooms import MADE_ONCE

MEMORY = 8 * 1024**3
LONGEST = 300.0
"""Seconds of the clock; a mutant that takes longer is killed, and counts as seen."""
ENDLESS = "did not end"
Key = tuple[str, int]
"""Qualified name and first line of a function."""


def codes(code: CodeType) -> dict[Key, CodeType]:
    """Collect the code of every function in some code."""
    found: dict[Key, CodeType] = {}
    for one in code.co_consts:
        if isinstance(one, CodeType):
            found[one.co_qualname, one.co_firstlineno] = one
            found |= codes(one)
    return found


def can_be_swapped(mutation: Mutation, source: bytes, path: str) -> bool:
    """Tell whether a running program can take the broken code over: only functions differ, with the same closures."""
    if not mutation.top:
        return False
    old, new = (codes(compile(text, path, "exec")) for text in (source, mutation.apply(source)))
    return all(key in new and code.co_freevars == new[key].co_freevars for key, code in old.items()
               if "<locals>" not in key[0])  # fmt: skip


def functions_of(files: set[str]) -> dict[str, list[FunctionType]]:
    """Find every function of some files that is in memory."""
    found: dict[str, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename in files:
            found[one.__code__.co_filename].append(one)
    return found


def swap(functions: Iterable[FunctionType], broken: CodeType) -> None:
    """Give functions the code that they have in a broken file."""
    new = codes(broken)
    for one in functions:
        code = new.get((one.__code__.co_qualname, one.__code__.co_firstlineno))
        if code and code != one.__code__ and code.co_freevars == one.__code__.co_freevars:
            one.__code__ = code


def in_child(work: Callable[[int], int], seconds: float) -> tuple[str, str]:
    """Run work in a forked process: `survived` or `killed`, and what it wrote to the pipe that it is given."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            quiet = os.open(os.devnull, os.O_RDWR)
            for number in (0, 1, 2):
                os.dup2(quiet, number)
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            os._exit(work(writes))
        except BaseException:
            os._exit(3)
    os.close(writes)
    status = _ended(child)
    with os.fdopen(reads, "rb") as pipe:
        said = pipe.read().decode()
    if status == 0:
        return "survived", said
    return "killed", said or (ENDLESS if status < 0 else "could not run")


def _ended(child: int) -> int:
    """Wait for a process and end all that it left; its status, negative where a signal ended it."""
    until, wait = time.monotonic() + LONGEST, 0.002
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended or time.monotonic() > until:
            break
        time.sleep(wait)
        wait = min(wait * 1.2, 0.05)
    for _ in range(2):
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:
            break
    if not ended:
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def fresh(ids: Sequence[str], scratch: Path, pipe: int) -> int:
    """Run tests in a process that has nothing of the package in memory yet."""
    paths = sorted({id.partition("::")[0] for id in ids})
    return int(pytest.main([*options(scratch), *paths], plugins=[Hypothesis(), First(ids, pipe)]))


Plan = tuple[Mutation, Path, list[str], float]
"""A mutant, its file in the copy, the ids of the tests that run it, the quickest first, and the time that they get."""


class Results:
    """Writes what became of each mutant, and remembers which tests have seen one."""

    def __init__(self, lines: TextIO) -> None:
        self.lines = lines
        self.seen: Counter[tuple[str, str]] = Counter()

    def add(self, mutation: Mutation, became: str, by: str) -> None:
        """Write a line."""
        self.seen[mutation.file, by] += 1
        print(json.dumps([*mutation.name, mutation.line, became, by]), file=self.lines, flush=True)

    def order(self, file: str, ids: Sequence[str]) -> list[str]:
        """Put first the tests that have seen most mutants of a file."""
        return sorted(ids, key=lambda id: -self.seen[file, id])


class Trials:
    """A plugin of pytest that tries each mutant on tests which are collected once."""

    def __init__(self, plans: Sequence[Plan], results: Results) -> None:
        self.plans = plans
        self.results = results

    def pytest_runtestloop(self, session: Any) -> bool:
        """Try the mutants in place of running the tests."""
        items = {one.nodeid: one for one in session.items}
        self._warm_up(session)
        functions = functions_of({str(path) for _mutation, path, *_ in self.plans})
        gc.collect()
        gc.freeze()
        for mutation, path, ids, seconds in self.plans:
            assert functions[str(path)], f"no function of {path} is in memory"
            with broken(path, mutation) as source:
                code = compile(source, str(path), "exec")
                chosen = [items[id] for id in self.results.order(mutation.file, ids) if id in items]

                def work(pipe: int, path: Path = path, code: CodeType = code, chosen: list[Any] = chosen) -> int:
                    swap(functions[str(path)], code)
                    return _run(chosen, pipe)

                self.results.add(mutation, *in_child(work, seconds))
        return True

    def _warm_up(self, session: Any) -> None:
        """Run a test of each file with nothing broken: what they import, make once and keep is there for every mutant.

        What the package itself keeps is forgotten again.
        """
        quickest: dict[str, str] = {}
        for id in (id for _mutation, _path, ids, _seconds in self.plans for id in ids):
            quickest.setdefault(id.partition("::")[0], id)
        once = (next((one.nodeid for one in session.items if name in one.fixturenames), "") for name in MADE_ONCE)
        first = {*quickest.values(), *once}
        for one in session.items:
            if one.nodeid in first:
                runtestprotocol(one, log=False, nextitem=session)
        # What is frozen, by a test as well, is not among the objects.
        gc.unfreeze()
        for one in gc.get_objects():
            if isinstance(one, _lru_cache_wrapper) and one.__module__.startswith("focalpoint"):
                one.cache_clear()


def _run(items: Sequence[Any], pipe: int) -> int:
    for item, after in zip(items, [*items[1:], None], strict=True):
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=after)):
            os.write(pipe, item.nodeid.encode())
            return 1
    return 0


class broken:  # noqa: N801  (used as `with broken(...)`)
    """Breaks the file in the copy for programs that the tests start; a new time each, or old byte code would serve."""

    _time = time.time()

    def __init__(self, path: Path, mutation: Mutation) -> None:
        self.path = path
        self.mutation = mutation

    def __enter__(self) -> bytes:
        self.source, self.times = self.path.read_bytes(), self.path.stat()
        made = self.mutation.apply(self.source)
        self.path.write_bytes(made)
        broken._time += 1
        os.utime(self.path, (broken._time, broken._time))
        return made

    def __exit__(self, *_: object) -> None:
        self.path.write_bytes(self.source)
        os.utime(self.path, ns=(self.times.st_atime_ns, self.times.st_mtime_ns))


def chosen_tests(mutation: Mutation, tests: dict[str, Any], most: float) -> list[str]:
    """Choose the tests that run a mutant's line, or its file where it lies outside of functions.

    Those of its own room come first, and of these the quickest.
    """
    room = f"tests/{Path(mutation.file).parent}/"
    near = sorted((one["cost"], id, one["lines"][mutation.file]) for id, one in tests.items()
                  if mutation.file in one["lines"])  # fmt: skip
    if mutation.top:
        near = [(cost, id, lines[mutation.function]) for cost, id, lines in near if mutation.function in lines]
        # Not each line of a long expression is told by itself: the last one before it that is.
        at = mutation.line - mutation.top
        line = max((line for _cost, _id, lines in near for line in lines if line <= at), default=-1)
        near = [one for one in near if line in one[2]]
    return list(_within(sorted(near, key=lambda one: (not one[1].startswith(room), one[:2])), most))


def _within(near: Sequence[tuple[float, str, Any]], most: float) -> Iterator[str]:
    for cost, id, _lines in near:
        most -= cost
        if most < 0:
            return
        yield id
