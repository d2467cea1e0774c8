"""Nothing that is typed at the desk is lost, replaced unseen, or called saved before the ledger has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from desk_round import Desk, make_round
from playwright.sync_api import Browser, Page, expect

from commented import TODAY
from focalpoint.config import Config
from focalpoint.desk.address import is_usual, usual_port
from focalpoint.desk.history import remarks_of
from focalpoint.local_pages.server import listen
from sample_project import Project, make_project

Window = Callable[[], Page]
LEDGER = "consultations/comments/1/XB.yaml"
BROKEN = "draft: 1\n<<<<<<< HEAD\ncomments:\n"


def write(page: Page, id: str, words: str) -> None:
    """Type an observation at the end of what stands there."""
    page.locator(f'.row[data-id="{id}"]').click()
    expect(page.locator("#heading")).to_contain_text(id)
    page.locator("#observation").press_sequentially(words)


def test_words_typed_while_the_ledger_is_damaged_are_kept_and_saved_after_its_repair(
    desk: Desk, window: Window
) -> None:
    page = window()
    write(page, "XB-002", "Before")
    desk.becomes("XB-002", observation="Before")
    desk.project.write(LEDGER, BROKEN)
    expect(page.locator("#standing-decision")).to_contain_text("Nothing can be decided now")
    page.locator("#observation").press_sequentially(" and meanwhile")
    expect(page.locator("#state")).to_have_text("Not saved: the ledger of XB cannot be read")
    for place in range(4):
        expect(page.locator(".choice").nth(place)).to_be_disabled()
    unsaved = page.locator("#unsaved")
    expect(unsaved).to_contain_text("Not saved yet: one text")
    expect(unsaved).to_contain_text("XB-002")
    page.locator('.row[data-id="XA-002"]').click()
    page.locator("#observation").press_sequentially("Another")
    desk.becomes("XA-002", observation="Another")
    expect(unsaved).to_contain_text("Before and meanwhile")
    page.reload()
    expect(unsaved).to_contain_text("XB-002")
    expect(unsaved).to_contain_text("the ledger of XB cannot be read")
    desk.project.write(LEDGER, desk.before["1/XB.yaml"])
    # What was saved before the damage is not in the repaired file, so this person is asked.
    expect(unsaved).to_contain_text("another window has changed this comment")
    unsaved.get_by_role("button", name="Show XB-002").click()
    expect(page.locator("#observation")).to_have_value("Before and meanwhile")
    page.get_by_role("button", name="Keep mine").click()
    desk.becomes("XB-002", observation="Before and meanwhile")
    expect(unsaved).to_be_hidden()


def test_a_repair_is_saved_without_a_question_where_nobody_wrote(desk: Desk, window: Window) -> None:
    page = window()
    page.locator('.row[data-id="XB-003"]').click()
    expect(page.locator("#heading")).to_contain_text("XB-003")
    desk.project.write(LEDGER, BROKEN)
    expect(page.locator(".row")).to_have_count(3)
    page.locator("#observation").press_sequentially("Only here")
    expect(page.locator("#unsaved")).to_contain_text("Only here")
    desk.restore()
    desk.becomes("XB-003", observation="Only here")
    expect(page.locator("#observation")).to_have_value("Only here")
    expect(page.locator("#unsaved")).to_be_hidden()


def test_ctrl_z_takes_the_decision_back_or_what_was_typed_and_empties_nothing(desk: Desk, window: Window) -> None:
    page = window()
    words = page.locator("#words")
    words.press_sequentially("educ")
    write(page, "XB-002", "Well said")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    expect(page.locator("#state")).to_have_text("XB-002: noted. Saved.")
    expect(page.locator("#heading")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator("#state")).to_have_text("XB-002: taken back; it is open again")
    desk.becomes("XB-002", disposition=None, observation="Well said")
    expect(page.locator("#observation")).to_have_value("Well said")
    expect(page.locator(".past")).to_contain_text("noted")
    page.keyboard.press("Control+z")
    expect(page.locator("#state")).to_contain_text("Nothing was decided")
    page.locator("#observation").press_sequentially(" indeed")
    words.focus()
    page.keyboard.press("Control+z")
    expect(words).to_have_value("")
    page.keyboard.press("Control+z")
    expect(page.locator("#observation")).to_have_value("Well said indeed")
    words.blur()
    page.locator("#observation").focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#observation")).to_have_value("Well said")
    page.keyboard.press("Control+y")
    desk.becomes("XB-002", observation="Well said indeed")


def test_a_decision_that_replaced_another_is_taken_back_to_that(desk: Desk, window: Window) -> None:
    page = window()
    write(page, "XA-002", "First")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    expect(page.locator("#state")).to_have_text("XA-002: noted. Saved.")
    page.keyboard.press("4")
    page.keyboard.press("4")
    expect(page.locator("#state")).to_have_text("XA-002: not accepted. Saved.")
    page.keyboard.press("Control+z")
    expect(page.locator("#state")).to_have_text("XA-002: taken back; it is noted again")
    desk.becomes("XA-002", disposition="noted", observation="First")


def test_a_long_text_is_never_cut_and_the_most_characters_are_said_before(desk: Desk, window: Window) -> None:
    page = window()
    page.locator('.row[data-id="XA-002"]').click()
    area = page.locator("#observation")
    area.fill("word " * 5000 + "end")
    expect(page.locator("#characters")).to_have_text("25,003 of at most 20,000 characters")
    expect(page.locator("#unsaved")).to_contain_text("25,003 characters; the ledger takes 20,000. Shorten it by 5,003")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    expect(page.locator("#missing")).to_contain_text("5,003 characters too many")
    expect(area).to_have_attribute("aria-invalid", "true")
    assert desk.comment("XA-002").observation == ""
    page.reload()
    page.locator('.row[data-id="XA-002"]').click()
    assert len(area.input_value()) == 25_003
    area.fill("word " * 3999 + "end")
    desk.becomes("XA-002", observation="word " * 3999 + "end")


def test_a_browser_that_keeps_nothing_says_so(desk: Desk, browser: Browser) -> None:
    context = browser.new_context()
    desk.let_in(context)
    context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }")
    page = context.new_page()
    page.goto(desk.at(""))
    expect(page.locator("#unsaved")).to_contain_text("The storage of this browser is full")
    write(page, "XA-002", "Kept all the same")
    desk.becomes("XA-002", observation="Kept all the same")
    context.close()



@pytest.fixture
def stopped_desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk that a test may stop and start again."""
    project = make_project(tmp_path / "project")
    with Desk.start(project, make_round(project)) as desk:
        yield desk


@pytest.mark.slow
def test_a_stopped_desk_loses_nothing(stopped_desk: Desk, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    first = stopped_desk
    first.let_in(context)
    page, closed = context.new_page(), context.new_page()
    for one in (page, closed):
        one.goto(first.at(""))
        expect(one.locator(".row")).to_have_count(6)
    first.stop()
    expect(page.locator("#state")).to_contain_text("The desk has stopped")
    write(page, "XA-002", "Typed after the end")
    expect(page.locator("#state")).to_have_text("Not saved: the desk does not answer")
    expect(page.locator("#unsaved")).to_contain_text("XA-002 Freedonia: the desk does not answer")
    write(closed, "XA-003", "Of a closed window")
    closed.close()
    with Desk.start(first.project) as second:
        assert second.port == first.port
        second.let_in(context)
        second.becomes("XA-002", observation="Typed after the end")
        expect(page.locator("#state")).not_to_contain_text("stopped")
        expect(page.locator("#unsaved")).to_be_hidden()
        later = context.new_page()
        later.goto(second.at(""))
        second.becomes("XA-003", observation="Of a closed window")
        context.close()


def test_a_project_has_its_own_port_unless_another_program_has_it(project: Project) -> None:
    config = Config.load(project.root, TODAY)
    own = usual_port(config)
    assert 41_000 <= own < 47_000
    with closing(listen(own)):
        assert usual_port(config) == 0
    assert usual_port(config) == own
    assert is_usual(config, f"http://127.0.0.1:{own}/secret/")
    assert not is_usual(config, f"http://127.0.0.1:{own + 1}/secret/")


def test_the_remarks_of_one_record_are_read_and_of_no_other() -> None:
    ledger = """comments:
  - id: XA-001
    # Until 2026-11-24: noted
    # Thank you.
    #
    # Again.
    disposition: noted
    # by hand
  - id: "XA-002"  # asked
    # Until 2026-11-25: a duplicate of XA-001
    # Until 2026-11-26: not decided
    observation: |
      # Until 2026-11-27: words
"""
    assert remarks_of(ledger, "XA-001") == ["Until 2026-11-24: noted\nThank you.\n\nAgain."]
    assert remarks_of(ledger, "XA-002")[:2] == [
        "Until 2026-11-25: a duplicate of XA-001", "Until 2026-11-26: not decided",
    ]  # fmt: skip
