"""An officer accepts in the desk: applies proposals, names changes by their words, and settles contradictions."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from desk_round import LEDGERS, Desk, make_round
from playwright.sync_api import Browser, Page, expect

from commented import POST, at, git, said
from focalpoint.content.rounds.comments import Disposition, Mark
from sample_project import make_project

BEFORE = "Focal Points work from very many ministries."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk in a project whose officer Git knows."""
    project = make_project(tmp_path_factory.mktemp("applying") / "project")
    more = (
        said("XA-004", "", "hardly", Mark.REPLACE, at(1, 18, 22)),
        said("XA-005", "", "colors", Mark.REPLACE, at(1, 23, 33)),
        said("XB-004", "", "", Mark.DELETE, at(1, 23, 33)),
    )
    with pytest.MonkeyPatch.context() as patch:
        wider = {member: (*own, *(one for one in more if one.member == member)) for member, own in LEDGERS.items()}
        patch.setattr("desk_round.LEDGERS", wider)
        changed_in = make_round(project)
    git(project, "config", "user.name", "Review Officer")
    git(project, "config", "user.email", "officer")
    git(project, "add", "--all")
    with Desk.start(project, changed_in) as running:
        yield running


@pytest.fixture(scope="module")
def page(desk: Desk, browser: Browser) -> Iterator[Page]:
    """One window."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    desk.let_in(context)
    complaints: list[str] = []
    page = context.new_page()
    page.set_default_timeout(60_000)  # milliseconds, which a busy machine may take
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(desk.at(""))
    expect(page.locator(".row")).to_have_count(9)
    yield page
    context.close()
    assert complaints == []


def show(page: Page, id: str) -> None:
    """Show a comment and wait for its place."""
    page.locator(f'.row[data-id="{id}"]').click()
    expect(page.locator("#heading")).to_contain_text(id)
    expect(page.locator("#evidence")).to_contain_text("In the draft")


def test_a_proposal_is_applied_with_three_keys_and_taken_back_with_one(desk: Desk, page: Page) -> None:
    show(page, "XA-004")
    page.keyboard.press("a")
    offer = page.locator("#offer")
    expect(offer).to_contain_text(f"{POST}:{desk.project.line(POST, BEFORE)}")
    expect(offer.locator("del")).to_have_text("deleted: many")
    expect(offer.locator("ins")).to_have_text("added: hardly")
    expect(offer).to_contain_text("by Review Officer")
    expect(page.locator("#apply-confirm")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_contain_text("XA-004: applied and accepted. Saved.")
    assert BEFORE.replace("many", "hardly") in desk.project.read(POST)
    kept = desk.comment("XA-004")
    assert (kept.disposition, kept.observation) == (Disposition.ACCEPTED, "Changed as you propose.")
    assert kept.applied_in == git(desk.project, "rev-parse", "HEAD~1")
    expect(page.locator("#undo-change")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.locator("#state")).to_contain_text("XA-004: taken back")
    desk.becomes("XA-004", disposition=None, applied_in="")
    assert BEFORE in desk.project.read(POST)
    assert git(desk.project, "log", "-1", "--format=%s", "HEAD~1") == 'Revert "Apply XA-004"'


def test_what_cannot_be_applied_is_told_with_its_reason_in_place(desk: Desk, page: Page) -> None:
    show(page, "XA-001")
    expect(page.locator("#apply")).to_be_hidden()
    expect(page.locator("#apply-why")).to_have_text("The desk cannot apply it: the words no longer stand there.")
    show(page, "XA-005")
    page.locator("#apply").click()
    expect(page.locator("#offer li")).to_contain_text("colors")
    expect(page.locator("#offer")).to_be_focused()
    expect(page.locator("#apply-confirm")).to_have_count(0)
    assert "colors" not in desk.project.read(POST) and desk.comment("XA-005").is_open


def test_changes_made_by_hand_are_chosen_by_their_words_and_an_edit_is_committed(desk: Desk, page: Page) -> None:
    show(page, "XA-001")
    expect(page.locator("#commit option")).to_have_count(4)
    words = page.locator("#commit option", has_text="Words")
    assert words.count() == 1
    page.locator("#commit").select_option(desk.changed_in)
    expect(page.locator("#made ins")).to_have_text(["added: Focal Points", "added: very"])
    expect(page.locator("#made")).to_contain_text("The tasks are in Table 1.1.")
    assert desk.changed_in[:10] not in page.locator("#decision-pane").inner_text()
    desk.project.edit(POST, "Focal Points work", "Officials work")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("#commit option").nth(1)).to_contain_text("not committed yet")
    page.locator("#commit").select_option("edit")
    expect(page.locator("#made ins")).to_have_text("added: Officials")
    page.locator("#observation").fill("Done.")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect(page.locator("#state")).to_contain_text("XA-001: accepted with modification. Saved")
    assert subprocess.run(["git", "diff", "--quiet", "HEAD"], cwd=desk.project.root, check=False).returncode == 0
    page.keyboard.press("r")
    page.keyboard.press("r")
    desk.becomes("XA-001", disposition=None)


def test_the_second_of_two_that_contradict_asks_about_the_first(desk: Desk, page: Page) -> None:
    def accept(id: str) -> None:
        show(page, id)
        page.locator("#commit").select_option(desk.changed_in)
        page.locator("#observation").fill("Done.")
        page.keyboard.press("Escape")
        page.keyboard.press("1")

    accept("XA-001")
    expect(page.locator("#state")).to_contain_text("XA-001: accepted")
    accept("XB-001")
    asked = page.locator("#contradiction")
    expect(asked).to_contain_text("XA-001 is accepted, and asks for something else")
    expect(asked).to_contain_text("Freedonia")
    expect(page.locator("#state")).to_contain_text("XB-001: nothing was changed yet")
    assert "--" not in page.locator("#state").inner_text()
    expect(asked).to_contain_text("Put in its place: Delegates")
    expect(asked).to_contain_text("No text can do what both ask for")
    asked.get_by_role("button", name="Keep XA-001").click()
    expect(page.locator("#observation")).to_be_focused()
    assert desk.comment("XB-001").is_open
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    asked.get_by_role("button", name="Accept XB-001, and open XA-001 again").click()
    desk.becomes("XB-001", disposition=Disposition.ACCEPTED)
    desk.becomes("XA-001", disposition=None)
    expect(page.locator('.row[data-id="XA-001"] .row-state')).to_contain_text("open")
    accept("XA-005")
    accept("XB-004")
    expect(asked).to_contain_text("XB-004 deletes what XA-005 replaces")
    asked.get_by_role("button", name="The text does what both ask for").click()
    desk.becomes("XB-004", disposition=Disposition.ACCEPTED, together_with=("XA-005",))
