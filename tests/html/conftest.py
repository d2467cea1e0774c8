"""A real browser, which looks at the web edition from the disk and writes down all that it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from site_reader import Reader

from sample_project import Project


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
