"""The page of actions in a real browser: chosen by keyboard, counted, kept in the address; whole without a script."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect
from site_reader import Reader, contrast

from catalogue_texts import make_catalogued_project
from sphinx_pages import write


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the web pages."""
    return write(make_catalogued_project(tmp_path_factory.mktemp("catalogued"))).folder


def test_actions_are_chosen_by_keyboard_counted_and_kept_in_the_address(browser: Browser, pages: Path) -> None:
    with browser.new_context(viewport={"width": 320, "height": 700}) as context:
        one = Reader(context.new_page(), pages)
        page = one.open("actions.html")
        shown, count = page.locator("ul.catalogue > li:visible"), page.locator(".catalogue-count[role=status]")
        expect(count).to_have_text("3 of 3 actions.")
        page.get_by_label("Ministry or body").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(count).to_have_text("2 of 3 actions (Ministry or body: justice).")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.type("a year")
        expect(count).to_have_text("1 of 3 actions (Ministry or body: justice; Pillar: I; Effort: a year).")
        expect(shown).to_contain_text("M-3. Count the entries.")
        assert page.url.endswith("actions.html#ministry=justice&pillar=I&effort=year")
        page.reload()
        expect(shown).to_have_count(1)
        page.get_by_role("button", name="Show all").press("Enter")
        expect(shown).to_have_count(3)
        assert page.url.endswith("actions.html#")
        one.open("actions.html", "#ministry=nobody&challenge=2&pillar=III")
        expect(shown).to_contain_text(["M-1. Show the list to the staff."])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert one.complaints == []


def test_without_a_script_every_action_is_shown_and_nothing_is_asked(browser: Browser, pages: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = Reader(context.new_page(), pages).open("actions.html", "#ministry=justice")
        expect(page.locator("ul.catalogue > li:visible")).to_have_count(3)
        expect(page.locator("form.catalogue-filter, .catalogue-count").locator("visible=true")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_choice_can_be_read_by_day_and_by_night_and_what_is_chosen_prints(
    browser: Browser, pages: Path, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(color_scheme=scheme) as context:
        page = Reader(context.new_page(), pages).open("actions.html", "#ministry=defence")
        for selector in (".catalogue-filter label", ".catalogue-filter select", ".catalogue-filter button",
                         ".catalogue-count", ".catalogue p a", ".catalogue p:last-of-type"):  # fmt: skip
            assert contrast(page, selector)[0] >= 4.5, selector
        page.emulate_media(media="print")
        expect(page.locator("form.catalogue-filter")).to_be_hidden()
        expect(page.locator(".catalogue-count[role=status]")).to_be_visible()
        expect(page.locator("ul.catalogue > li:visible")).to_have_count(1)
        assert contrast(page, ".catalogue p:last-of-type")[0] >= 4.5
