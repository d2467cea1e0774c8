"""A real browser, which looks at the web edition from the disk and writes down all that it asks for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from site_reader import Reader

from sample_project import Project

QUIET = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, which CI installs; elsewhere it may be missing."""
    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is not installed here, though .ci/run installs it")
        pytest.skip("chromium is not installed on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def reader(browser: Browser, built: Project) -> Iterator[Callable[..., Reader]]:
    """Makes readers; each has a screen of its own, with the given settings."""
    contexts = []

    def make(**settings: Any) -> Reader:
        contexts.append(browser.new_context(**settings))
        return Reader(contexts[-1].new_page(), built.root / "dist/public/html")

    yield make
    for context in contexts:
        context.close()
