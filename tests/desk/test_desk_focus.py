"""At the desk the place in the queue and the focus are kept, and single keys act only where they should."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desk_round import Desk
from playwright.sync_api import Page, expect

import focalpoint

Window = Callable[[], Page]


def decide(page: Page, words: str, key: str = "3") -> None:
    """Write an observation and decide, by keys alone."""
    page.keyboard.press("o")
    page.keyboard.type(words)
    page.keyboard.press("Escape")
    page.keyboard.press(key)


def test_after_a_decision_the_successor_under_the_filter_is_next(desk: Desk, window: Window) -> None:
    page = window()
    page.locator("#decision").select_option("open")
    page.locator('.row[data-id="XA-003"]').click()
    decide(page, "Noted here")
    expect(page.locator("#heading")).to_contain_text("XB-002")
    expect(page.locator("#heading")).to_be_focused()
    expect(page.locator("#state")).to_have_text("XA-003: noted. Saved. Now XB-002, Sylvania, paragraph 2.1.")
    page.keyboard.press("k")
    expect(page.locator("#heading")).to_contain_text("XA-002")
    page.keyboard.press("j")
    expect(page.locator("#heading")).to_contain_text("XB-002")
    # A search that the open comment does not pass loses the place as little.
    page.locator("#words").fill("ministries text")
    page.locator("#words").fill("")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("#heading")).to_contain_text("XB-003")
    page.keyboard.press("n")
    expect(page.locator("#heading")).to_contain_text("XA-001")
    page.go_back()
    expect(page.locator("#heading")).to_contain_text("XB-003")
    desk.becomes("XA-003", observation="Noted here")


def test_the_focus_stays_in_the_comment_and_what_was_done_is_said(desk: Desk, window: Window) -> None:
    page = window()
    page.locator('.row[data-id="XB-002"]').click()
    page.locator("#more summary").click()
    page.locator("#duplicate").press("Enter")
    expect(page.locator("#of")).to_have_attribute("aria-invalid", "true")
    page.locator("#of").select_option("XA-003")
    page.locator("#duplicate").press("Enter")
    expect(page.locator("#state")).to_have_text("XB-002: a duplicate of XA-003. Saved.")
    expect(page.locator("#heading")).to_be_focused()
    page.locator("#reopen").press("Enter")
    page.locator("#reopen").press("Enter")
    expect(page.locator("#state")).to_have_text("XB-002: open again. Saved.")
    expect(page.locator("#heading")).to_be_focused()
    page.locator("#withdraw").press("Enter")
    page.locator("#withdraw").press("Enter")
    expect(page.locator("#state")).to_have_text("XB-002: withdrawn. Saved.")
    expect(page.locator("#heading")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator("#state")).to_have_text("XB-002: taken back; it is open again")
    desk.becomes("XB-002", is_open=True)


def test_single_keys_act_in_the_list_and_the_comment_alone_and_can_be_switched_off(desk: Desk, window: Window) -> None:
    page = window()
    page.locator('.row[data-id="XA-002"]').click()
    page.locator("#observation").fill("Written before")
    desk.becomes("XA-002", observation="Written before")
    for outside in ("#more summary", "#help-button", "#progress-button", ".choice >> nth=0"):
        page.locator(outside).focus()
        page.keyboard.press("3")
    page.locator("#heading").focus()
    # Arrows are the browser's own: they scroll.
    page.keyboard.press("ArrowDown")
    expect(page.locator("#heading")).to_contain_text("XA-002")
    page.keyboard.press("?")
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    page.locator("#heading").focus()
    for key in ("3", "j", "r"):
        page.keyboard.press(key)
    expect(page.locator("#heading")).to_contain_text("XA-002")
    assert desk.comment("XA-002").disposition is None
    page.reload()
    page.locator('.row[data-id="XA-002"]').click()
    page.keyboard.press("3")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_hidden()
    page.locator("#help-button").click()
    expect(page.locator("#single-keys")).not_to_be_checked()
    page.locator("#single-keys").check()
    page.keyboard.press("Escape")
    page.locator("#heading").focus()
    page.keyboard.press("3")
    desk.becomes("XA-002", disposition="noted")


def test_a_comment_that_was_cut_says_so_and_a_row_has_the_direction_of_its_words(desk: Desk, window: Window) -> None:
    file = "consultations/comments/1/XB.yaml"
    text = desk.project.read(file).replace("Please say more of education!", "يرجى إضافة فقرة عن التعليم")
    assert "يرجى" in text
    before, second = text.split("- id: XB-002")
    second = second.replace("    place:\n", "    source: {flags: [cut]}\n    place:\n", 1)
    desk.project.write(file, f"{before}- id: XB-002{second}")
    page = window()
    page.locator('.row[data-id="XB-002"]').click()
    expect(page.locator(".says .cut")).to_contain_text("its end stands in the returned file alone")
    for found in (page.locator('.row[data-id="XB-002"] .row-text'), page.locator(".said")):
        assert found.evaluate("element => getComputedStyle(element).direction") == "rtl"
    page.locator("#words").fill("التعليم")
    assert page.locator("#words").evaluate("element => getComputedStyle(element).direction") == "rtl"
    expect(page.locator(".row")).to_have_count(1)
    expect(page.locator("#rows h2")).to_have_text(["2. Mapping"])


def test_nothing_but_the_desk_reads_what_stays_at_the_desk() -> None:
    package = Path(focalpoint.__file__).parent
    signs = ("desk.notes", "desk import notes", '".focalpoint"')
    texts = {file: file.read_text(encoding="utf-8") for file in package.rglob("*.py")}
    found = [file for file, text in texts.items() if any(sign in text for sign in signs)]
    readers = {file.relative_to(package).parts[0] for file in found}
    assert readers == {"desk"}
