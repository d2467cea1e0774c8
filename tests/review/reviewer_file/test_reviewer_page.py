"""The page for reviewers in real Chromium, opened from a disk: what is typed comes home exact, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect
from reviewer_sample import HUNDRED, SELECT, check_hundred, imported, saved

from focalpoint.content.rounds.drafts import Draft

HARM = '<img src=x onerror="document.title=1"><script>document.title=2</script>\u202e\x07\ud800 end'


def test_a_hundred_comments_come_home_exact(open_page: Callable[[], Page], draft: Draft) -> None:
    page = open_page()
    typed = page.evaluate(HUNDRED)
    check_hundred(saved(page), typed, draft)


def test_hostile_words_stay_words_both_ways(open_page: Callable[[], Page], draft: Draft) -> None:
    page = open_page()
    title = page.title()
    page.evaluate(SELECT, ["1.2", "many ministries"])
    page.locator("#select").click()
    page.locator("#editor [name=comment]").fill("x")
    page.evaluate("""words => { FIELDS.comment.value = words; FIELDS.by.value = words;
        FIELDS.comment.dispatchEvent(new Event("input", { bubbles: true })); }""", HARM)
    page.locator("#editor button.main").click()
    data = saved(page)
    kept = '<img src=x onerror="document.title=1"><script>document.title=2</script> end'
    (one,) = imported(data, draft).findings
    assert one.comment == one.source.author == kept
    expect(page.locator(".card .said")).to_have_text(kept)
    text = data.decode("utf-8-sig").replace("many ministries", "<svg onload=alert(1)>").replace("Check: ", "Check: 0")
    page.set_input_files("#files", [{"name": "<b>x</b>.txt", "mimeType": "text/plain", "buffer": text.encode()}])
    expect(page.locator("#opened")).to_contain_text("<b>x</b>.txt: comment 1 was changed or cut")
    page.locator("#print").evaluate("print = () => {}; printComments()")
    assert (page.title(), page.locator("#printed img, #opened b, #list img, #list script").count()) == (title, 0)


def test_it_is_used_by_keyboard_alone_and_says_what_happens(open_page: Callable[[], Page]) -> None:
    page = open_page()
    page.locator("#goto input").focus()
    page.keyboard.type("9.9")
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_have_text("There is no paragraph 9.9 in this draft.")
    page.keyboard.press("Control+A")
    page.keyboard.type("1.1")
    page.keyboard.press("Enter")
    expect(page.locator("#editor h2")).to_have_text("New comment on paragraph 1.1, 1. The post")
    assert page.evaluate("document.activeElement.name") == "comment"
    page.keyboard.type("By keys")
    page.locator("#editor [name=words]").focus()
    page.keyboard.type("a deputy")
    twice = "These words stand there 2 times; the first is taken. Add a word to mean another."
    expect(page.locator("#words-told")).to_have_text(twice)
    page.keyboard.type(" keeps")
    expect(page.locator("#meant mark")).to_have_text("a deputy keeps")
    page.keyboard.press("Escape")
    expect(page.locator("#state")).to_have_text("Comment 1 is kept.")
    expect(page.locator("mark[data-m]")).to_have_text("a deputy keeps")
    assert page.evaluate("document.activeElement.dataset.n") == "1.1"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.n + document.activeElement.className") == "1.2numbered"
    page.keyboard.press("Enter")
    expect(page.locator("#editor")).to_be_visible()
    # The new text is still the old one, so that nothing was said.
    page.locator("#editor [value=replace]").check()
    page.keyboard.press("Escape")
    assert page.locator(".card").count() == 1
    assert page.locator("#state").get_attribute("aria-live") == "polite"


def test_what_is_typed_outlives_the_page_and_another_window(open_page: Callable[[], Page], place: Path) -> None:
    first, second = open_page(), open_page()
    for page, words in ((first, "From the first"), (second, "From the second")):
        page.locator("#general").click()
        page.locator("#editor [name=comment]").fill(words)
    # Neither has pressed a button since.
    first.close()
    second.close()
    third = open_page()
    assert sorted(third.locator(".card .said").all_inner_texts()) == ["From the first", "From the second"]
    expect(third.locator("#kept")).to_have_text("Kept in this browser. 2 changes are not yet in a saved file.")
    third.locator(".card [aria-label^=Edit]").first.click()
    third.locator("#remove").click()
    expect(third.locator(".card")).to_have_count(1)
    third.locator("#undo").click()
    expect(third.locator(".card")).to_have_count(2)
    saved(third)
    expect(third.locator("#kept")).to_contain_text("All comments are in the file saved last.")
    expect(third.locator("#storage")).to_contain_text("some only in this file in this place")


def test_without_storage_it_says_so_and_still_saves(context: BrowserContext, place: Path, draft: Draft) -> None:
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } })")
    page = context.new_page()
    page.goto((place / "page.html").as_uri())
    expect(page.locator("#storage")).to_have_text(
        "This browser keeps nothing of what you type here. Save to a file before you close the page."
    )
    page.locator("#general").click()
    page.locator("#editor [name=comment]").fill("Kept by hand")
    page.locator("#editor button.main").click()
    expect(page.locator("#kept")).to_contain_text("NOT kept by this browser: save to a file.")
    assert [one.comment for one in imported(saved(page), draft).findings] == ["Kept by hand"]
