"""Record which lines of the rooms each test runs, and what it costs."""

from __future__ import annotations

import ast
import os
import sys
from collections import defaultdict
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from .rooms import MADE_ONCE

Lines = dict[str, set[int]]
"""The lines of each file, by its path."""
Places = dict[str, list[int]]
"""Lines as functions have them: the name of an outermost function, and how far below its first line."""


def places(source: str, lines: set[int]) -> Places:
    """Tell lines in a way that holds when the file changes elsewhere."""
    found: Places = {}
    for name, first, last in _functions(ast.parse(source), ""):
        if own := sorted(line - first for line in lines if first <= line <= last):
            found[name] = own
    return found


def _functions(parent: ast.AST, above: str) -> Iterator[tuple[str, int, int]]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{above}{node.name}", node.lineno, node.end_lineno or node.lineno
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{above}{node.name}.")


def spent() -> float:
    """Return the seconds of the processor that this process and those that it waited for have taken."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class LineMap:
    """A plugin of pytest that traces every test; what a shared fixture does belongs to each test that uses it."""

    def __init__(self, files: set[str]) -> None:
        self.files = files
        self.found: dict[str, dict[str, Any]] = {}
        """Cost and lines of each test that passed, by its id."""
        self.failed: list[str] = []
        self._lines: Lines = {}
        self._shared: dict[str, tuple[float, Lines]] = {}
        self._elsewhere = 0.0

    def _trace(self, frame: FrameType, event: str, _given: object) -> Any:
        return self._line if frame.f_code.co_filename in self.files else None

    def _line(self, frame: FrameType, event: str, _given: object) -> Any:
        self._lines[frame.f_code.co_filename].add(frame.f_lineno)
        return self._line

    @contextmanager
    def _traced(self, lines: Lines) -> Iterator[None]:
        before, self._lines = self._lines, lines
        sys.settrace(self._trace)
        try:
            yield
        finally:
            self._lines = before
            sys.settrace(self._trace if before else None)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None]:
        """Trace a fixture that several tests share, by itself."""
        if fixturedef.scope == "function":
            yield
            return
        lines: Lines = defaultdict(set)
        lines[""] = set()
        before = spent()
        with self._traced(lines):
            yield
        took = spent() - before
        self._elsewhere += took
        if fixturedef.argname not in MADE_ONCE:
            self._shared[fixturedef.argname] = (took, lines)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Generator[None]:
        """Trace one test."""
        lines: Lines = defaultdict(set)
        lines[""] = set()
        self._elsewhere, before = 0.0, spent()
        with self._traced(lines):
            yield
        cost = spent() - before - self._elsewhere
        for name in item.fixturenames:
            shared, more = self._shared.get(name, (0.0, {}))
            cost += shared
            for file, numbers in more.items():
                lines[file] |= numbers
        del lines[""]
        self.found[item.nodeid] = {"cost": round(cost, 3), "lines": {file: sorted(lines[file]) for file in lines}}

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Leave out what fails before anything is broken, and what is skipped."""
        if not report.passed:
            self.failed.append(report.nodeid)

    def passed(self) -> dict[str, dict[str, Any]]:
        """Return cost and lines of the tests that can see a mutant."""
        return {id: one for id, one in self.found.items() if id not in self.failed and one["lines"]}
