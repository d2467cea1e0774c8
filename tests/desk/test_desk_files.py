"""Files that came back are dropped onto the desk; whole pages show every comment; paper has no buttons."""

from __future__ import annotations

from collections.abc import Callable

from desk_round import Desk
from playwright.sync_api import Page, expect

from focalpoint.desk.returned_files import _at_the_desk, _harmless

Window = Callable[[], Page]
LETTER = """From: office@sylvania.example
To: office@example.org
Subject: Draft 1
Date: Mon, 23 Nov 2026 10:00:00 +0000

Paragraph 1.2: Please name the ministry of justice as well.

Paragraph 2.1: Say what is done in schools.
"""
DROP = """([name, words]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([words], name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


def test_a_dropped_file_is_entered_and_what_it_asks_stays_until_dealt_with(desk: Desk, window: Window) -> None:
    page = window()
    page.evaluate(DROP, ["../<b>letter.txt", LETTER])
    expect(page.locator("#returned-list")).to_contain_text("../<b>letter.txt")
    expect(page.locator("#returned-most")).to_contain_text("at most 60 MB")
    page.locator("#returned-enter").click()
    expect(page.locator("#returned-missing")).to_have_text("Choose the member that sent it.")
    page.locator("#returned-member").select_option("XB")
    page.locator("#returned-enter").click()
    expect(page.locator("#returned")).to_contain_text("<b>letter.txt, Sylvania: 2 comments, 2 new, 0 known before")
    expect(page.locator(".row")).to_have_count(8)
    assert desk.comment("XB-004").place.paragraph == "1.2"
    page.reload()
    page.get_by_role("button", name="Show XB-004").click()
    expect(page.locator("#evidence")).to_contain_text("ministry of justice")
    # More than the most bytes of any other request; what it is not is told by the code of the command.
    page.evaluate(DROP.replace("[words]", "[words.repeat(200000)]"), ["large.pdf", "%PDF-1.7\n"])
    page.locator("#returned-member").select_option("XB")
    page.locator("#returned-enter").click()
    expect(page.locator("#returned .over").first).to_contain_text("large.pdf: ")
    expect(page.locator("#returned .over").first).not_to_contain_text("too large")
    for _one in range(2):
        page.get_by_role("button", name="Dealt with").first.click()
    expect(page.locator("#returned")).to_be_hidden()
    incoming = desk.project.root / "build/desk/incoming"
    assert list(incoming.iterdir()) == []


def test_the_whole_page_links_each_comment_and_paper_shows_no_buttons(desk: Desk, window: Window) -> None:
    page = window()
    page.keyboard.press("p")
    expect(page.locator("#page-title")).to_have_text("Page 1 of the draft: 5 comments")
    image = page.locator("#page-sheet img")
    assert image.evaluate("async image => { await image.decode(); return image.naturalWidth; }") == 1012
    expect(page.locator("#page-sheet a.tag")).to_have_count(5)
    expect(page.locator("#page-list li")).to_have_count(5)
    box = page.locator('#page-sheet a[href="#XB-002"]').bounding_box()
    sheet = image.bounding_box()
    assert box is not None and sheet is not None
    # The third block stands on the line whose baseline is at 640 of the page's 842 points.
    assert abs((box["y"] - sheet["y"]) / sheet["height"] - (1 - 652 / 842)) < 0.01
    page.get_by_role("link", name="XB-002 Sylvania", exact=True).click()
    expect(page.locator("#heading")).to_contain_text("XB-002")
    page.go_back()
    expect(page.locator("#heading")).to_contain_text("XA-001")
    page.locator("#observation").fill("As it will be read")
    desk.becomes("XA-001", observation="As it will be read")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#printed-observation")).to_have_text("As it will be read")
    # Of all buttons the numbers of the neighbours alone are words.
    expect(page.locator("button:visible")).to_have_text(["XB-001"])
    assert page.locator("select:visible, textarea:visible, .row:visible").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint')); window.print = () => {}")
    page.evaluate("document.querySelector('#print-button').click()")
    page.set_viewport_size({"width": 700, "height": 900})  # a sheet is narrower than a window
    expect(page.locator("#comment")).to_be_hidden()
    assert page.locator(".row:visible").count() == 6


def test_no_name_of_a_file_leads_anywhere() -> None:
    names = ["../../etc/passwd", "C:\\x\\a.pdf", ".hidden", "a\0b\n.pdf", "", "كتاب.docx", "..", "x" * 300 + ".pdf"]
    assert [_harmless(name) for name in names] == [
        "passwd", "a.pdf", "_hidden", "a_b_.pdf", "file", "كتاب.docx", "_", "x" * 76 + ".pdf",
    ]  # fmt: skip


def test_messages_are_said_for_the_desk() -> None:
    told = "it names Freedonia; add --anyway if it is of XB all the same"
    assert _at_the_desk(told) == "it names Freedonia; choose “Enter it anyway” if it is of XB all the same"
