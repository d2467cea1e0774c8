"""What a reader sees and does in a real browser, with the folder on the disk and no server."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from site_reader import Reader, contrast

PAGES = ["index.html", "ground/post.html", "task/mapping.html", "glossary.html", "sources.html",
         "consultations/index.html", "consultations/accra-2026.html", "search.html"]  # fmt: skip
CUT = """[...document.querySelectorAll('article :is(h1, h2, p.numbered, .paragraph-number, .action, .practice)')]
    .filter(e => e.getBoundingClientRect().left < 0 || e.getBoundingClientRect().right > innerWidth)
    .map(e => e.innerText)"""
"""The texts that a narrow screen would cut off."""
READ = (
    "p.numbered", ".paragraph-number", "p.numbered a.undoc", ".action-label", ".action-text", ".action-with",
    "table td", "table th", ".heard a", ".question", ".readers", ".page-contents a", ".site-nav a", ".edition-band",
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
    add = "address => document.body.append(Object.assign(new Image(), {src: address}))"
    one.open("index.html")
    with one.page.expect_event("requestfailed"):
        one.page.evaluate(add, "nowhere.png")
    assert one.asked[-1].endswith("/nowhere.png")
    with one.page.expect_console_message():
        one.page.evaluate(add, "https://example.invalid/x")
    assert [said for said in one.complaints if "nowhere.png" in said]
    # The page's own policy refuses another host before it is asked.
    assert [said for said in one.complaints if "Content Security Policy" in said]


def test_search_finds_a_paragraph_and_marks_its_words(reader: Callable[..., Reader]) -> None:
    one = reader()
    page = one.open("index.html")
    assert not [address for address in one.asked if "search-" in address]
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search the manual")
    expect(field).to_be_focused()
    page.keyboard.type("deputies")
    expect(page.get_by_role("option").first).to_contain_text("Name a deputy")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".site-search [role=status]")).to_contain_text("found; arrow keys choose")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "search-option-0"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"ground/post\.html#action-p-1"))
    expect(page.locator("#action-p-1 mark").first).to_have_text("deputy")
    assert one.complaints == []


def test_the_page_of_results_lists_every_place_and_says_where_there_is_none(reader: Callable[..., Reader]) -> None:
    one = reader()
    page = one.open("search.html", "?q=1.2")
    expect(page.locator("#search-results li")).to_have_count(1)
    page.locator("#search-results a").click()
    page.wait_for_url(re.compile(r"ground/post\.html#p2"))
    page = one.open("search.html", "?q=zymurgy")
    expect(page.locator("#search-count")).to_contain_text("Nothing found")
    assert page.locator("#search-results li").count() == 0
    assert one.complaints == []


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_text_can_be_read_by_day_and_by_night(reader: Callable[..., Reader], scheme: str, dark: bool) -> None:
    page = reader(color_scheme=scheme).open("ground/post.html")
    for selector in READ:
        ratio, ground = contrast(page, selector)
        assert ratio >= 4.5, selector
        assert (ground < 0.2) is dark, selector


def test_the_colours_that_a_reader_chooses_stay_from_the_first_moment_of_the_next_page(
    reader: Callable[..., Reader],
) -> None:
    one = reader(color_scheme="light")
    page = one.open("ground/post.html")
    for name in ("light", "dark"):
        page.get_by_role("button", name="Colours").click()
        expect(page.get_by_role("button", name=f"Colours: {name}")).to_be_visible()
    assert contrast(page, "p.numbered")[1] < 0.2
    page.add_init_script("""new PerformanceObserver(list => {}); addEventListener('DOMContentLoaded', () => {
        window.first = document.documentElement.dataset.theme })""")
    one.open("glossary.html")
    assert page.evaluate("window.first") == "dark"
    assert contrast(page, "p.numbered")[1] < 0.2
    assert one.complaints == []


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


def test_what_stands_in_for_a_typeface_is_as_wide(reader: Callable[..., Reader]) -> None:
    page = reader().open("ground/post.html")
    measure = """async ([weight, face]) => {
      const line = Object.assign(document.createElement("span"), {textContent:
        "The Focal Point asks the ministry for the register of its decisions, and reads it with the deputy."});
      line.style.cssText = `font: ${weight} 20px ${face}, monospace; position: absolute; white-space: nowrap`;
      document.body.append(line);
      await document.fonts.load(`${weight} 20px ${face}`).catch(() => null);  // a stand-in may not be on this machine
      return line.getBoundingClientRect().width;
    }"""
    mono = page.evaluate(measure, [400, '"No such face"'])
    for family, weight in (("Source Serif 4", 400), ("Source Sans 3", 400), ("Source Serif 4 Display", 600)):
        own = page.evaluate(measure, [weight, f'"{family}"'])
        standing_in = page.evaluate(measure, [weight, f'"{family} stand-in", "{family} stand-in 2"'])
        if standing_in == mono:
            if os.environ.get("CI"):
                pytest.fail("no typeface that may stand in is installed here, though .ci/run installs one")
            pytest.skip("this machine has neither Times and Arial, nor the like, nor DejaVu")
        assert own == pytest.approx(standing_in, rel=0.03)


def test_nothing_moves_while_a_page_loads(reader: Callable[..., Reader]) -> None:
    one = reader(viewport={"width": 390, "height": 844})
    shifts = """() => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
        .observe({type: "layout-shift", buffered: true});
      setTimeout(() => done(sum), 300);
    })"""
    for name in ("index.html", "ground/post.html", "task/mapping.html"):
        assert one.open(name).evaluate(shifts) < 0.02


def test_a_paragraphs_number_puts_its_address_into_the_address_line(reader: Callable[..., Reader]) -> None:
    page = reader().open("ground/post.html")
    page.locator("a.paragraph-number", has_text="1.2").click()
    assert page.url.endswith("ground/post.html#p2")
    assert page.locator("#p2").is_visible()
