"""One review desk for many tests; each leaves the ledgers as it found them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from desk_round import LEDGERS, Desk, make_round
from playwright.sync_api import Browser, Page, expect

from sample_project import make_project


@pytest.fixture(scope="session")
def running_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk over six comments of two members."""
    project = make_project(tmp_path_factory.mktemp("desk") / "project")
    with Desk.start(project, make_round(project)) as desk:
        yield desk


@pytest.fixture
def desk(running_desk: Desk) -> Iterator[Desk]:
    """The desk, at which nothing is decided."""
    running_desk.restore()
    yield running_desk
    assert running_desk.process.poll() is None, "the desk has died"


@pytest.fixture
def window(desk: Desk, browser: Browser) -> Iterator[Callable[[], Page]]:
    """Opens windows of one browser, each with the whole queue drawn."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    desk.let_in(context)
    complaints: list[str] = []

    def new() -> Page:
        page = context.new_page()
        page.set_default_timeout(60_000)  # milliseconds, which a busy machine may take
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(desk.at(""))
        expect(page.locator(".row")).to_have_count(sum(map(len, LEDGERS.values())))
        expect(page.locator("#progress")).to_contain_text("0 of 6 decided")
        return page

    yield new
    context.close()
    assert complaints == []
