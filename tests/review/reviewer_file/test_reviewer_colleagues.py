"""What the page for reviewers reads and hands out: colleagues' files, the Word document, the print, three languages."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from docx import Document
from playwright.sync_api import Page, expect
from reviewer_sample import GOLDEN, SELECT, imported, saved

from focalpoint.content.rounds.drafts import Draft


def test_what_the_page_reads_it_writes_again_to_the_byte(open_page: Callable[[], Page]) -> None:
    page = open_page()
    page.set_input_files("#files", GOLDEN)
    expect(page.locator("#opened")).to_contain_text("7 comments added, 0 changed, 0 known already")
    expect(page.locator("#contact")).to_have_value("Ministry of Examples")
    assert saved(page) == GOLDEN.read_bytes()
    expect(page.locator(".card.gone h3")).to_have_text("6. Comment only · Withdrawn")
    page.set_input_files("#files", GOLDEN)
    expect(page.locator("#opened")).to_contain_text("0 comments added, 0 changed, 7 known already")


def test_files_of_colleagues_are_joined_and_compared(open_page: Callable[[], Page], draft: Draft) -> None:
    page = open_page()
    own = GOLDEN.read_bytes().decode("utf-8-sig")
    page.set_input_files("#files", GOLDEN)
    page.locator("#filter").select_option("withdrawn")
    expect(page.locator(".card")).to_have_count(1)
    page.locator("#filter").select_option("all")
    page.evaluate(SELECT, ["1.1", "names a deputy"])
    page.locator("#select").click()
    page.locator("#editor [value=replace]").check()
    page.locator("#editor [name=new]").fill("may name a deputy")
    page.locator("#editor button.main").click()
    page.locator("#filter").select_option("differing")
    told = [f"Differs from comment {number} on the same words" for number in (3, 2)]
    expect(page.locator(".compared")).to_have_text(told)
    page.locator(".card [aria-label^=Withdraw]").first.click()
    expect(page.locator("#state")).to_contain_text("is withdrawn; it is not sent as a comment.")
    returned = imported(saved(page), draft)
    assert len(returned.findings) == 6 and any("marked as withdrawn" in one for one in returned.warnings)
    for name, text, told in (
        ("other.txt", own.replace("0123456789", "9999999999"), "is of another draft (draft-1-9999999999)"),
        ("copy.txt", own.replace("Copy: 1 XF", "Copy: 2 XS"), "is of the copy of XS"),
        ("cut.txt", own[:1500], "its end is missing"),
        ("none.txt", "Dear colleagues", "is no comment file"),
    ):
        page.set_input_files("#files", [{"name": name, "mimeType": "text/plain", "buffer": text.encode()}])
        expect(page.locator("#opened")).to_contain_text(told)


def test_the_word_document_and_the_print_hold_every_comment(open_page: Callable[[], Page]) -> None:
    page = open_page()
    page.set_input_files("#files", GOLDEN)
    expect(page.locator(".card")).to_have_count(7)
    data = saved(page, "#word")
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert file.testzip() is None
    (table,) = Document(BytesIO(data)).tables
    assert len(table.rows) == 8
    assert "own act of 2019" in table.cell(2, 3).text and "(Withdrawn)" in table.cell(6, 3).text
    page.evaluate("print = () => {}; printComments()")
    page.emulate_media(media="print")
    expect(page.locator("#printed tbody tr")).to_have_count(7)
    expect(page.locator("#text")).to_be_hidden()


def test_it_speaks_three_languages_and_fits_a_phone(open_page: Callable[[], Page]) -> None:
    page = open_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_input_files("#files", GOLDEN)
    for code, save, until in (
        ("fr", "Enregistrer pour l’envoi", "31 janvier 2027"),
        ("es", "Guardar para enviar", "31 de enero de 2027"),
        ("en", "Save to send", "31 January 2027"),
    ):
        page.locator("#language").select_option(code)
        expect(page.locator("#save")).to_have_text(save)
        expect(page.locator("#until")).to_contain_text(until)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert page.locator("button:visible", has_text="{").count() == 0
        text = saved(page).decode("utf-8-sig")
        page.set_input_files("#files", [{"name": "own.txt", "mimeType": "text/plain", "buffer": text.encode()}])
        expect(page.locator("#opened")).to_contain_text("7")
        assert "damaged" not in page.locator("#opened").inner_text()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator("#comments-button").click()
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "comments-button"
