"""Notes, views and replies that stay at the desk; many comments and groups decided at once."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from desk_round import Desk
from playwright.sync_api import Page, expect

from commented import TODAY, git
from focalpoint.config import Config
from focalpoint.content.rounds.comments import Disposition
from focalpoint.desk.notes import ChangedMeanwhile, Note, Notes, SetNote, SetView, change_notes, load_notes, notes_file
from focalpoint.problems import Trouble
from sample_project import Project

Window = Callable[[], Page]


def show(page: Page, id: str) -> None:
    """Show a comment."""
    page.locator(f'.row[data-id="{id}"]').click()
    expect(page.locator("#heading")).to_contain_text(id)


def test_a_view_a_note_and_an_assignee_stay_at_the_desk(desk: Desk, window: Window) -> None:
    page = window()
    show(page, "XB-002")
    page.locator("#internal summary").click()
    page.locator("#note").press_sequentially("Zanzibar will object")
    page.locator("#assignee").press_sequentially("QX")
    page.locator("#assignee").blur()
    expect(page.locator('.row[data-id="XB-002"]')).to_contain_text("with QX")
    page.keyboard.press("Escape")
    page.locator('.row[data-id="XA-002"]').click()
    page.keyboard.press("m")
    expect(page.locator('.row[data-id="XA-002"]')).to_contain_text("with QX")
    page.locator("#more-filters summary").click()
    page.locator("#assignee-filter").select_option("QX")
    expect(page.locator(".row b")).to_have_text(["XA-002", "XB-002"])
    page.locator("#needs").select_option("note")
    expect(page.locator(".row b")).to_have_text(["XB-002"])
    page.locator("#view-name").fill("Mine")
    page.locator("#save-view").click()
    expect(page.locator("#state")).to_have_text("The view Mine is saved")
    page.locator("#clear").click()
    expect(page.locator(".row")).to_have_count(6)
    page.locator("#words").fill("nothing has these")
    expect(page.locator("#empty")).to_have_text("No comment passes these filters.")
    page.locator("#view").select_option("Mine")
    expect(page.locator(".row b")).to_have_text(["XB-002"])
    page.reload()
    page.locator("#view").select_option("Mine")
    expect(page.locator(".row b")).to_have_text(["XB-002"])
    page.locator('.row[data-id="XB-002"]').click()
    expect(page.locator("#note")).to_have_value("Zanzibar will object")
    kept = json.loads((desk.project.root / ".focalpoint/desk.json").read_text(encoding="utf-8"))
    assert kept["drafts"]["1"]["XB-002"] == {"assignee": "QX", "note": "Zanzibar will object"}
    # Neither Git nor an export has a word of it; that no other room reads it, test_desk_focus.py says.
    assert ".focalpoint" not in git(desk.project, "status", "--porcelain", "--untracked-files=all")
    result = desk.project.run("comments", "export", "--draft", "1")
    assert result.status == 0, result.err
    assert "Zanzibar" not in result.out and "QX" not in result.out
    holding = [
        file.relative_to(desk.project.root).as_posix()
        for file in desk.project.root.rglob("*")
        if file.is_file() and b"Zanzibar" in file.read_bytes()
    ]
    assert holding == [".focalpoint/desk.json"]


def test_a_reply_used_before_is_offered_and_one_is_saved(desk: Desk, window: Window) -> None:
    page = window()
    show(page, "XA-002")
    page.keyboard.press("o")
    page.keyboard.type("Thank you; noted.")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    expect(page.locator("#state")).to_have_text("XA-002: noted. Saved.")
    page.keyboard.press("n")
    expect(page.locator("#heading")).to_contain_text("XA-003")
    page.keyboard.press("l")
    expect(page.locator("#observation")).to_have_value("Thank you; noted.")
    page.keyboard.press("4")
    desk.becomes("XA-003", observation="Thank you; noted.", disposition=Disposition.NOT_ACCEPTED)
    page.keyboard.press("n")
    page.keyboard.press("s")
    expect(page.locator(".reply").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#observation")).to_have_value("Thank you; noted.")
    page.locator("#keep-reply").click()
    expect(page.get_by_label("Remove the saved reply: Thank you; noted.")).to_be_visible()


def test_a_group_and_chosen_comments_are_decided_once_and_taken_back_once(desk: Desk, window: Window) -> None:
    page = window()
    show(page, "XA-003")
    expect(page.locator("#group")).to_contain_text("Decide XB-002 the same way, which says the same")
    page.locator("#observation").fill("Said in chapter 4.")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    expect(page.locator("#with-group")).to_be_checked()
    page.locator(".choice").nth(2).click()
    expect(page.locator("#state")).to_have_text("XA-003: noted, and one other. Saved.")
    expect(page.locator("#heading")).to_be_focused()
    desk.becomes("XB-002", observation="Said in chapter 4.", disposition=Disposition.NOTED)
    page.keyboard.press("Control+z")
    expect(page.locator("#state")).to_have_text("2 comments: taken back")
    desk.becomes("XB-002", disposition=None)
    desk.becomes("XA-003", disposition=None)
    page.locator("#decision").select_option("open")
    page.locator("#member").select_option("XA")
    page.locator("#choose-shown").click()
    expect(page.locator("#chosen")).to_have_text("3 chosen")
    page.get_by_label("Choose XA-001").uncheck()
    page.locator("#decide-chosen").click()
    page.locator("#many-choices button").first.click()
    expect(page.locator("#many-missing")).to_contain_text("Write the observation")
    page.locator("#many-observation").fill("Thank you, all.")
    # Words that are being written on one of them are not replaced.
    page.locator("#many-close").click()
    page.evaluate("location.hash = 'XA-002'")
    page.locator("#observation").fill("In the middle of")
    desk.becomes("XA-002", observation="In the middle of")
    page.locator("#decide-chosen").click()
    expect(page.locator("#many-observation")).to_have_value("Thank you, all.")
    page.locator("#many-choices button").first.click()
    expect(page.locator("#many-dialog")).to_be_hidden()
    expect(page.locator("#state")).to_have_text("2 comments: noted. Saved.")
    for id in ("XA-002", "XA-003"):
        desk.becomes(id, observation="Thank you, all.", disposition=Disposition.NOTED)
    expect(page.locator(".row b")).to_have_text(["XA-001"])
    page.locator("#progress-button").click()
    expect(page.locator("#progress-tables")).to_contain_text("Freedonia (XA)213")
    page.get_by_role("button", name="Sylvania (XB)").click()
    expect(page.locator(".row b")).to_have_text(["XB-001", "XB-002", "XB-003"])


@pytest.fixture
def config(project: Project) -> Config:
    """A project's settings."""
    return Config.load(project.root, TODAY)


def test_a_note_that_another_window_changed_is_not_replaced(config: Config) -> None:
    first, second = Note(note="One"), Note(note="Two")
    change_notes(config, 1, SetNote(action="note", id="XA-001", was=Note(), now=first))
    with pytest.raises(ChangedMeanwhile):
        change_notes(config, 1, SetNote(action="note", id="XA-001", was=Note(), now=second))
    change_notes(config, 2, SetNote(action="note", id="XA-001", was=Note(), now=second))
    assert load_notes(config) == Notes(drafts={1: {"XA-001": first}, 2: {"XA-001": second}})
    assert (notes_file(config).parent / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_notes_that_cannot_be_read_are_told_and_stay(config: Config) -> None:
    file = notes_file(config)
    file.parent.mkdir()
    file.write_text('{"views": {"Mine": {}}, "replies": [', encoding="utf-8")
    with pytest.raises(Trouble) as told:
        change_notes(config, 1, SetView(action="view", name="Other", values={}))
    assert "repair the file" in str(told.value.problems[0])
    assert file.read_text(encoding="utf-8").startswith('{"views": {"Mine"')
