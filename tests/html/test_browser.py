"""What a reader sees and does in a real browser, with the folder on the disk and no server."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from site_reader import Reader, contrast

PAGES = ["index.html", "ground/post.html", "task/mapping.html", "glossary.html", "sources.html",
         "consultations/index.html", "consultations/accra-2026.html", "search.html"]  # fmt: skip
CUT = """[...document.querySelectorAll('article :is(h1, h2, p.numbered, .paragraph-number, .action, .practice)')]
    .filter(e => e.getBoundingClientRect().left < 0 || e.getBoundingClientRect().right > innerWidth)
    .map(e => e.innerText)"""
"""The texts that a narrow screen would cut off."""
READ = (
    "p.numbered", ".paragraph-number", "p.numbered a.undoc", ".action-label", ".action-text", ".action-with",
    "table td", "table th", ".heard a", ".question", ".readers", "a.nav-link", ".edition p",
)  # fmt: skip
"""Everything that must be legible by day and by night."""


def test_no_page_asks_for_anything_outside_the_folder_or_complains(reader: Callable[..., Reader]) -> None:
    one = reader()
    for name in PAGES:
        one.open(name).wait_for_load_state("networkidle")
    folder = one.folder.as_uri()
    assert len(one.asked) > len(PAGES)
    assert [address for address in one.asked if not address.startswith(folder)] == []
    assert one.complaints == []


def test_the_listeners_hear_what_a_page_asks_for_and_complains_of(reader: Callable[..., Reader]) -> None:
    one = reader()
    one.open("index.html").evaluate(
        "document.body.append(Object.assign(new Image(), {src: 'https://example.invalid/x'}))"
    )
    one.page.wait_for_event("requestfailed")
    assert one.asked[-1] == "https://example.invalid/x"
    assert one.complaints


def test_search_finds_a_word_and_its_result_opens(reader: Callable[..., Reader]) -> None:
    one = reader()
    page = one.open("index.html")
    page.locator(".bd-sidebar-primary .search-button-field, .search-button-field").first.click()
    page.locator("dialog input[type=search], .search-button__search-container input[type=search]").first.fill("deputy")
    page.keyboard.press("Enter")
    page.locator("#search-results li a", has_text="The post").click()
    page.wait_for_url(re.compile(r"ground/post\.html"))
    assert "Name a deputy" in page.locator("article").inner_text()
    assert one.complaints == []


def test_search_says_so_where_it_finds_nothing(reader: Callable[..., Reader]) -> None:
    page = reader().open("search.html", "?q=zymurgy")
    page.get_by_text("did not match any documents").wait_for()
    assert page.locator("#search-results li").count() == 0


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_text_can_be_read_by_day_and_by_night(reader: Callable[..., Reader], scheme: str, dark: bool) -> None:
    page = reader(color_scheme=scheme).open("ground/post.html")
    assert page.locator("html").get_attribute("data-theme") == scheme
    for selector in READ:
        ratio, ground = contrast(page, selector)
        assert ratio >= 4.5, selector
        assert (ground < 0.2) is dark, selector


def test_a_reader_can_switch_between_light_and_dark(reader: Callable[..., Reader]) -> None:
    page = reader(color_scheme="light").open("ground/post.html")
    for name in ("Dark", "Light"):
        page.locator(".theme-switch-button").click()
        page.locator(".dropdown-menu.show").get_by_text(name, exact=True).click()
        assert page.locator("html").get_attribute("data-theme") == name.lower()


@pytest.mark.parametrize("width", [320, 400, 1280])
def test_no_page_scrolls_sideways(reader: Callable[..., Reader], width: int) -> None:
    one = reader(viewport={"width": width, "height": 800})
    for name in PAGES:
        page = one.open(name)
        wide, shown = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= shown, name
        assert page.evaluate(CUT) == [], name


def test_the_typeface_is_the_editions_own(reader: Callable[..., Reader]) -> None:
    page = reader().open("ground/post.html")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(face => face.status == 'loaded').map(face => face.family)")
    assert any("Source Serif 4" in family for family in loaded)


def test_a_paragraphs_number_puts_its_address_into_the_address_line(reader: Callable[..., Reader]) -> None:
    page = reader().open("ground/post.html")
    page.locator("a.paragraph-number", has_text="1.2").click()
    assert page.url.endswith("ground/post.html#p2")
    assert page.locator("#p2").is_visible()
