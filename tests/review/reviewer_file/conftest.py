"""The invented draft, its page on a disk, and a browser that must never ask anybody for anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from reviewer_sample import sample_draft, sample_page

from focalpoint.content.rounds.drafts import Draft


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    (folder / "page.html").write_bytes(sample_page(folder))
    return folder


@pytest.fixture(scope="module")
def draft(place: Path) -> Draft:
    return sample_draft(place)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A person's browser, which must never ask anybody for anything."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    wrong: list[str] = []
    made.on("request", lambda one: None if one.url.startswith(("file:", "data:", "blob:")) else wrong.append(one.url))
    made.on("weberror", lambda error: wrong.append(str(error.error)))
    made.on("console", lambda one: wrong.append(one.text) if one.type in ("error", "warning") else None)
    yield made
    made.close()
    assert wrong == []


@pytest.fixture
def open_page(context: BrowserContext, place: Path) -> Callable[[], Page]:
    """Opens the file in a new window of the same browser."""

    def opened() -> Page:
        page = context.new_page()
        page.goto((place / "page.html").as_uri())
        return page

    return opened
