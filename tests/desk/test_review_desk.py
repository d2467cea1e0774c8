"""People decide on comments in a real browser, and the ledger has what they decided."""

from __future__ import annotations

from collections.abc import Callable

from desk_round import MARKUP, PDF, Desk
from playwright.sync_api import Page, expect

from focalpoint.content.rounds.comments import Disposition

Window = Callable[[], Page]


def open_comment(page: Page, id: str) -> None:
    """Show a comment, and wait until its place is drawn."""
    page.locator(f'.row[data-id="{id}"]').click()
    expect(page.locator("#heading")).to_contain_text(id)
    expect(page.locator("#evidence")).to_contain_text("In the draft")


def test_the_queue_is_in_the_manuals_order_and_is_filtered(window: Window) -> None:
    page = window()
    rows = page.locator(".row b")
    expect(rows).to_have_text(["XA-001", "XB-001", "XA-002", "XA-003", "XB-002", "XB-003"])
    page.locator("#member").select_option("XB")
    expect(rows).to_have_text(["XB-001", "XB-002", "XB-003"])
    page.locator("#more-filters summary").click()
    page.locator("#type").select_option("te")
    expect(rows).to_have_text(["XB-003"])
    page.locator("#type").select_option("")
    page.locator("#words").fill("education 2.1")
    expect(rows).to_have_text(["XB-002"])
    page.locator("#words").fill("")
    page.locator("#member").select_option("")
    page.locator("#chapter").select_option("2. Mapping")
    expect(rows).to_have_text(["XA-003", "XB-002"])
    page.locator("#chapter").select_option("")
    expect(page.locator("#shown")).to_have_text("6 comments")
    page.locator("#standing").select_option("edited")
    expect(rows).to_have_text(["XA-001", "XB-001"])
    page.locator("#standing").select_option("ask")
    expect(rows).to_have_text(["XB-003"])


def test_it_shows_the_spot_the_words_then_and_now_and_who_else_spoke(window: Window) -> None:
    page = window()
    open_comment(page, "XA-001")
    evidence = page.locator("#evidence")
    assert evidence.locator("mark").text_content() == "marked: Members (end of the mark)"
    expect(evidence.locator("del")).to_have_text(["deleted: Members"])
    expect(evidence.locator("ins")).to_have_text(["added: Focal Points", "added: very"])
    expect(evidence.locator(".pairs")).to_contain_text("put different words in the same place")
    expect(evidence.locator(".neighbours")).to_contain_text("Delegates")
    assert evidence.locator("img").evaluate("async image => { await image.decode(); return image.naturalWidth; }") > 300
    expect(evidence.locator(".facts")).to_contain_text(" · replacement · ")
    expect(evidence.locator(".facts")).to_contain_text("the place is not known")
    open_comment(page, "XA-003")
    expect(evidence.locator(".pairs")).to_contain_text("Probable duplicate")


def test_every_paragraph_that_a_mark_covers_is_shown(desk: Desk, window: Window) -> None:
    file = "consultations/comments/1/XB.yaml"
    desk.project.write(
        file, desk.project.read(file).replace("      block: b3\n", "      block: b3\n      also: [b2, b1]\n")
    )
    page = window()
    open_comment(page, "XB-002")
    evidence = page.locator("#evidence")
    expect(evidence).to_contain_text("And paragraph 1.2")
    expect(evidence.locator("section", has_text="And paragraph 1.1").locator("ins")).to_contain_text(["added:"])
    expect(evidence.locator(".neighbours")).to_contain_text("XA-001")


def test_without_the_drafts_pdf_it_says_where_to_put_it(desk: Desk, window: Window) -> None:
    pdf = (desk.project.root / PDF).read_bytes()
    (desk.project.root / PDF).unlink()
    try:
        page = window()
        open_comment(page, "XA-001")
        expect(page.locator("#evidence .why")).to_contain_text(PDF)
    finally:
        desk.project.write(PDF, pdf)


def test_a_comment_is_decided_with_the_keyboard_alone(desk: Desk, window: Window) -> None:
    page = window()
    page.keyboard.press("j")
    expect(page.locator("#heading")).to_contain_text("XB-001")
    page.keyboard.press("k")
    expect(page.locator("#heading")).to_contain_text("XA-001")
    page.keyboard.press("1")
    expect(page.locator("#missing")).to_contain_text("write the observation")
    page.keyboard.type("Agreed 2.")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator("#missing")).to_contain_text("which change of the text")
    expect(page.locator("#commit")).to_be_focused()
    assert desk.comment("XA-001").disposition is None
    page.locator("#commit").select_option(desk.changed_in)
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator("#state")).to_have_text("XA-001: accepted. Saved.")
    kept = desk.comment("XA-001")
    assert (kept.disposition, kept.observation, kept.applied_in) == (
        Disposition.ACCEPTED, "Agreed 2.", desk.changed_in,
    )  # fmt: skip
    expect(page.locator("#progress")).to_contain_text("1 of 6 decided")
    page.keyboard.press("3")
    assert desk.comment("XA-001").disposition is Disposition.ACCEPTED
    page.keyboard.press("3")
    desk.becomes("XA-001", disposition=Disposition.NOTED)
    assert "Agreed 2." in desk.project.read("consultations/comments/1/XA.yaml").split("observation:")[0]


def test_an_observation_is_saved_as_it_is_written(desk: Desk, window: Window) -> None:
    page = window()
    open_comment(page, "XA-002")
    page.keyboard.press("o")
    page.keyboard.type("The first words ")
    desk.becomes("XA-002", observation="The first words", disposition=None)
    expect(page.locator("#state")).to_have_text("XA-002: saved")
    page.keyboard.type("and more")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    desk.becomes("XA-002", observation="The first words and more")
    page.reload()
    open_comment(page, "XA-002")
    expect(page.locator("#observation")).to_have_value("The first words and more")


def test_a_duplicate_and_a_withdrawal_are_entered(desk: Desk, window: Window) -> None:
    page = window()
    open_comment(page, "XB-002")
    page.locator("#more summary").click()
    page.locator("#of").select_option("XA-003")
    page.get_by_role("button", name="It is a duplicate").click()
    expect(page.locator("#standing-decision")).to_contain_text("duplicate of XA-003")
    assert desk.comment("XB-002").duplicate_of == "XA-003"
    open_comment(page, "XA-002")
    page.locator("#more summary").click()
    page.locator("#withdraw").click()
    page.locator("#withdraw").click()
    expect(page.locator("#standing-decision")).to_contain_text("Withdrawn")
    expect(page.locator("#progress")).to_contain_text("2 of 6 decided")
    assert desk.comment("XA-002").withdrawn_on


def test_a_decision_and_a_duplicate_are_taken_back(desk: Desk, window: Window) -> None:
    page = window()
    open_comment(page, "XA-002")
    page.keyboard.press("r")
    expect(page.locator("#reopen")).to_be_hidden()
    page.keyboard.press("o")
    page.keyboard.type("Well said")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    expect(page.locator("#standing-decision")).to_contain_text("Decided: noted")
    page.keyboard.press("r")
    assert desk.comment("XA-002").disposition
    page.keyboard.press("r")
    expect(page.locator("#standing-decision")).to_have_text("Not decided yet.")
    expect(page.locator("#observation")).to_have_value("Well said")
    assert desk.comment("XA-002").is_open
    page.locator("#more summary").click()
    page.locator("#of").select_option("XA-003")
    page.get_by_role("button", name="It is a duplicate").click()
    page.locator("#reopen").click()
    page.locator("#reopen").click()
    desk.becomes("XA-002", is_open=True, observation="Well said")


def test_a_person_says_where_a_comment_belongs(desk: Desk, window: Window) -> None:
    page = window()
    page.locator('.row[data-id="XB-003"]').click()
    page.locator("#paragraph-words").fill("ministry FIRST")
    page.locator(".candidate").get_by_text("Ask the ministry first").click()
    page.get_by_role("button", name="It stands here").click()
    expect(page.locator(".standing")).to_contain_text("manual/ground/post.md")
    anchor = desk.comment("XB-003").place.anchored
    assert anchor is not None
    assert (anchor.commit, anchor.file) == (desk.changed_in, "manual/ground/post.md")
    desk.restore()
    expect(page.locator(".standing")).to_contain_text("say where")
    page.get_by_role("button", name="It is gone from the text").click()
    expect(page.locator(".standing")).to_contain_text("gone")


def test_markup_in_a_comment_is_text(window: Window) -> None:
    page = window()
    open_comment(page, "XA-002")
    assert page.locator(".said").inner_text() == MARKUP
    assert page.locator(".said *, .row-text *").count() == 0
    assert "caught" not in page.title()


def test_two_windows_lose_nothing(desk: Desk, window: Window) -> None:
    one, other = window(), window()
    for page in (one, other):
        open_comment(page, "XA-003")
    other.route("**/round", lambda route: route.abort())
    one.locator("#observation").fill("From the first window")
    one.keyboard.press("Escape")
    desk.becomes("XA-003", observation="From the first window")
    other.locator("#observation").fill("From the second window")
    other.keyboard.press("Escape")
    clash = other.locator("#clash")
    expect(clash).to_contain_text("From the first window")
    expect(other.locator("#observation")).to_have_value("From the second window")
    other.keyboard.press("3")
    expect(other.locator("#state")).to_contain_text("choose which words to keep")
    assert desk.comment("XA-003").observation == "From the first window"
    other.unroute("**/round")
    clash.get_by_role("button", name="Keep mine").click()
    desk.becomes("XA-003", observation="From the second window")
    told = one.locator("#clash")
    expect(told).to_contain_text("From the second window")
    expect(one.locator("#observation")).to_have_value("From the first window")
    expect(other.locator(".past")).to_contain_text("not decided\nFrom the first window")
    told.get_by_role("button", name="Take theirs").click()
    expect(one.locator("#observation")).to_have_value("From the second window")
    expect(told).to_be_hidden()
    other.keyboard.press("Escape")
    other.keyboard.press("3")
    expect(one.locator("#standing-decision")).to_contain_text("noted")


def test_a_ledger_that_is_broken_is_told_and_hides_no_other(desk: Desk, window: Window) -> None:
    page = window()
    desk.project.write("consultations/comments/1/XB.yaml", "draft: [\n")
    expect(page.locator("#problems")).to_contain_text("XB.yaml")
    expect(page.locator(".row")).to_have_count(3)
    desk.restore()
    expect(page.locator(".row")).to_have_count(6)
    expect(page.locator("#problems")).to_be_hidden()


def test_it_fits_a_narrow_window(window: Window) -> None:
    page = window()
    page.set_viewport_size({"width": 420, "height": 800})
    open_comment(page, "XA-001")
    expect(page.locator("#queue")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    page.get_by_role("button", name="All comments").click()
    expect(page.locator("#queue")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
