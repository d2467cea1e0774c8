"""What all tests share: a small project, and the same project built once."""

from __future__ import annotations

import gc
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from processes import adopt_orphans, left_running
from sample_project import Project, make_project

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
# Two busy processors make any deadline wrong now and then.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    """Sphinx is pinned: what its next but one version will lack matters when it is raised."""
    config.addinivalue_line("filterwarnings", "ignore::sphinx.deprecation.RemovedInSphinx11Warning")
    # What a shell starts in the background is deaf to Ctrl-C, and so would be every command that a test starts.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that opens Chromium, builds the project or looks at a preview, through whatever fixtures.

    The slow ones come first, so that no process is left with one of them while the other has nothing to do.
    """
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "browser" in fixtures:
            item.add_marker(pytest.mark.browser)
        if {"built", "running"}.intersection(fixtures):
            item.add_marker(pytest.mark.slow)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="module", autouse=True)
def uncollected() -> None:
    """Leave what tests before made out of garbage collection, which the press runs after each section it lays out."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def nothing_left_running() -> Iterator[None]:
    """After all tests, whatever they started and did not end is ended, and named as a fault."""
    adopt_orphans()
    yield
    assert left_running() == []


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small complete project, not built; change it as you like."""
    return make_project(tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same project built in all formats for the public and the network editions; look, and do not change it."""

    def build(folder: Path) -> None:
        project = make_project(folder)
        for edition in ("public", "network"):
            result = project.run("build", "--edition", edition)
            assert result.status == 0, result.out + result.err

    return Project(made_once(tmp_path_factory, "built", build))


def made_once(paths: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Make a folder once for all processes that share a run of the tests, and return it."""
    base = paths.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, done = base / name, base / f"{name}.done"
    with FileLock(base / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            done.touch()
    return folder


@pytest.fixture
def built_copy(built: Project, tmp_path: Path) -> Callable[[], Project]:
    """Makes copies of the built project, for tests that change it."""
    number = count(1)
    return lambda: built.copy(tmp_path / f"copy{next(number)}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, which CI installs; elsewhere it may be missing."""
    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is not installed here, though .ci/run installs it")
        pytest.skip("chromium is not installed on this machine")
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield chromium
        chromium.close()
