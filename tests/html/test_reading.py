"""What a reader does in a page: opens notes and terms beside the text, cites, keeps a list of actions, sorts tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from site_reader import Reader

from focalpoint.content.consultation.handling import Edition
from sample_project import Project, make_project
from sphinx_pages import write

ROWS = "\n".join(f"* - {name}\n  - {number}" for number, name in enumerate(("Zembla", "Oz", "Ruritania"), 9))
TABLE = (
    "\n```{list-table} Members\n:header-rows: 1\n\n* - Member\n  - Points\n"
    + ROWS
    + "".join(f"\n* - Member {number}\n  - {number}" for number in range(100, 140))
    + "\n```\n"
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the network edition's pages, without its PDF."""
    project: Project = make_project(tmp_path_factory.mktemp("reading") / "project")
    mapping = "manual/task/mapping.md"
    project.write(mapping, project.read(mapping) + TABLE)
    written = write(project, edition=Edition.NETWORK)
    assert written.problems == []
    return written.folder


@pytest.fixture(scope="module")
def one(browser: Browser, pages: Path) -> Iterator[Reader]:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        yield Reader(context.new_page(), pages)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_a_released_paragraph_is_cited_by_the_address_that_stays(one: Reader) -> None:
    page = one.open("ground/post.html")
    page.evaluate("""() => {
      document.querySelector("#p2").dataset.address = "at/abc234.html";
      document.head.append(Object.assign(document.createElement("link"),
        {rel: "canonical", href: "https://manual.example.int/v/ground/post.html"}));
    }""")
    page.locator("#p2 a.paragraph-number").click()
    field = page.get_by_role("dialog", name="Paragraph 1.2").get_by_role("textbox")
    expect(field).to_have_value(re.compile(r"para\. 1\.2, https://manual\.example\.int/v/at/abc234\.html\.$"))


def test_a_paragraph_is_cited_and_escape_gives_the_focus_back(one: Reader) -> None:
    page = one.open("ground/post.html")
    number = page.locator("#p2 a.paragraph-number")
    number.focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("dialog", name="Paragraph 1.2").get_by_role("textbox")
    edition = "network edition (TLP:GREEN), version 0.1.0, 23 November 2026"
    whole = f"Secretariat of the Sample Network, Sample Manual, {edition}, “1 The post”, para. 1.2."
    expect(field).to_have_value(whole)
    printed = page.get_by_role("link", name="In the print edition")
    expect(printed).to_have_attribute("href", "../manual.pdf#nameddest=ground-post.p2")
    page.get_by_role("button", name="Comment").click()
    expect(field).to_have_value(re.compile(r"^Comment on paragraph 1\.2 \(“1 The post”\)\nSample Manual, network"))
    expect(page.get_by_role("link", name="Send by mail")).to_have_attribute("href", re.compile(r"^mailto:\?subject="))
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert focused(page) == "1.2"
    assert one.complaints == []


def test_notes_and_terms_open_beside_the_text(one: Reader) -> None:
    page = one.open("ground/post.html")
    page.locator("a.footnote-reference").first.click()
    expect(page.get_by_role("dialog", name="Note 1")).to_contain_text("Go to the note")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator('a[href*="glossary.html#term-"]').first.click()
    expect(page.get_by_role("dialog")).to_contain_text("Go to the glossary")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert one.complaints == []


def test_without_scripts_notes_and_numbers_are_links(browser: Browser, pages: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = Reader(context.new_page(), pages).open("ground/post.html")
        page.locator("a.footnote-reference").first.click()
        assert "#" in page.url
        expect(page.locator(".js-only").locator("visible=true")).to_have_count(0)
        expect(page.locator("#site-nav")).to_be_visible()


def test_an_action_is_kept_in_the_browser(one: Reader) -> None:
    page = one.open("ground/post.html")
    page.get_by_label("On my list: action P-1").check()
    page.reload()
    expect(page.get_by_label("On my list: action P-1")).to_be_checked()
    page.get_by_label("On my list: action P-1").uncheck()
    page.reload()
    expect(page.get_by_label("On my list: action P-1")).not_to_be_checked()


def test_a_long_table_is_sorted_and_filtered_and_the_address_keeps_it(one: Reader) -> None:
    page = one.open("task/mapping.html")
    table = page.locator("table", has_text="Zembla")
    page.get_by_role("button", name="Points").click()
    expect(table.locator("tbody tr").first).to_contain_text("Zembla")
    page.get_by_role("button", name="Points").click()
    expect(table.locator("tbody tr").first).to_contain_text("Member 139")
    page.get_by_label("Show rows with").fill("member 12")
    expect(page.locator(".table-filter [role=status]")).to_contain_text(re.compile(r"^11 of \d+ rows$"))
    page.reload()
    expect(table.locator("tbody tr:visible").first).to_contain_text("Member 129")
    expect(table.locator("th[aria-sort=descending]")).to_contain_text("Points")
    assert one.complaints == []


def test_the_menu_has_a_visible_focus_and_gives_it_back(one: Reader) -> None:
    page = one.open("ground/post.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == "Menu"
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
    page.keyboard.press("Enter")
    expect(page.locator("#site-nav")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#site-nav")).to_be_hidden()
    assert focused(page) == "Menu"


def test_every_printed_sheet_says_which_edition_it_is(one: Reader, tmp_path: Path) -> None:
    import pypdfium2

    page = one.open("task/mapping.html")
    page.pdf(path=tmp_path / "sheet.pdf", format="A5")
    with pypdfium2.PdfDocument(tmp_path / "sheet.pdf") as printed:
        said = [sheet.get_textpage().get_text_bounded() for sheet in printed]
    assert len(said) > 1
    for text in said:
        assert "TLP:GREEN" in text
        assert "23 November 2026" in text
        assert "NETWORK EDITION" in text.upper()
