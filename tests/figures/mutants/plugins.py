"""Plugins of pytest: which tests run, in which order, and what is told of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import settings


class Hypothesis:
    """A plugin of pytest: the same examples each time, and none from an earlier mutant."""

    def pytest_configure(self) -> None:
        """Set it once the tests' own settings are loaded."""
        settings.register_profile("mutants", settings(settings.default, database=None, derandomize=True))
        settings.load_profile("mutants")


class Chosen:
    """A plugin of pytest: some tests, in a given order."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.order = {id: place for place, id in enumerate(ids)}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Keep the chosen tests."""
        items[:] = sorted((one for one in items if one.nodeid in self.order), key=lambda one: self.order[one.nodeid])


class Failed(Chosen):
    """All of them; `ids` are those that fail, or are not there."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__(ids)
        self.ids = set(ids)
        self._failed: set[str] = set()

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Take out what has passed."""
        if not report.passed:
            self._failed.add(report.nodeid)
        if report.when == "teardown" and report.nodeid not in self._failed:
            self.ids.discard(report.nodeid)


class First(Chosen):
    """Until the first fails."""

    def __init__(self, ids: Sequence[str], pipe: int) -> None:
        super().__init__(ids)
        self.pipe = pipe

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Say which test has failed."""
        if report.failed:
            os.write(self.pipe, report.nodeid.encode())
            os._exit(1)


def options(scratch: Path) -> list[str]:
    """Return how pytest is called."""
    return ["-q", "-x", "-s", "-p", "no:cacheprovider", "-p", "no:randomly", f"--basetemp={scratch}"]
