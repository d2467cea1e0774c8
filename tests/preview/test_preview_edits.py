"""A saved edit shows in both panes, and both go to it."""

from __future__ import annotations

from playwright.sync_api import FrameLocator, Page
from preview_desk import Preview, eventually

POST = "manual/ground/post.md"
MIDDLE = "Sentence n30 of a long chapter"


def article(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def page_digests(page: Page) -> list[str | None]:
    return [sheet.get_attribute("data-digest") for sheet in page.locator(".sheet").all()]


def test_it_opens_on_the_chapter_last_saved(preview: Preview, page: Page) -> None:
    assert page.locator("#chapters").input_value() == "ground/post"
    assert "The post" in article(page).locator("h1").inner_text()
    assert page.locator("#chapters option").all_inner_texts()[:2] == ["1 The post", "2 Mapping"]
    assert page.locator("#edition").inner_text() == "secretariat edition"


def test_an_edit_shows_in_both_panes_and_both_go_to_it(preview: Preview, page: Page) -> None:
    before = page_digests(page)
    preview.project.edit(POST, MIDDLE, "An edited sentence in the midst")
    block = article(page).get_by_text("An edited sentence in the midst")
    block.wait_for()
    eventually(lambda: any(look and look not in before for look in page_digests(page)), page)
    scene = preview.at_rest()
    number, _x, y = scene["anchors"][scene["changed"]]
    eventually(lambda: page_digests(page)[number] == scene["page_digests"][number], page)
    assert scene["page_digests"][number] not in before
    # Below the bar and above the fold, in both panes.
    eventually(lambda: 60 < (block.bounding_box() or {"y": 0})["y"] < 700, page)
    sheet = page.locator(".sheet").nth(number).bounding_box()
    assert sheet
    place = sheet["y"] + sheet["height"] * (1 - y / scene["size"][1])
    assert 60 < place < 700
    assert article(page).locator(".fp-changed").inner_text().count("An edited sentence") == 1


def test_pages_that_look_as_before_are_not_fetched_again(preview: Preview, page: Page) -> None:
    eventually(lambda: None not in page_digests(page)[:2], page)
    loaded = {look for look in page_digests(page) if look}
    before = set(preview.scene()["page_digests"])
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    preview.project.edit(POST, MIDDLE, MIDDLE.replace("30", "99"))
    preview.until(lambda scene: MIDDLE.replace("30", "99") in scene["article"])
    new = [look for look in preview.at_rest()["page_digests"] if look not in before]
    assert len(new) == 1
    eventually(lambda: new[0] in page_digests(page), page)
    pages = [url for url in fetched if "/pages/" in url]
    assert sum(new[0] in url for url in pages) == 1
    assert not any(look in url for url in pages for look in loaded)


def test_one_pane_follows_the_other(preview: Preview, page: Page) -> None:
    def printed(words: str) -> float:
        scene = preview.scene()
        block = article(page).locator("p", has_text=words)
        number, _x, y = scene["anchors"][block.get_attribute("id") or ""]
        sheet = page.locator(".sheet").nth(number).bounding_box()
        assert sheet
        return sheet["y"] + sheet["height"] * (1 - y / scene["size"][1])

    def web(words: str) -> float:
        box = article(page).locator("p", has_text=words).bounding_box()
        assert box
        return box["y"]

    page.mouse.move(300, 500)
    for _ in range(60):
        if web("Sentence n40 ") < 350:
            break
        page.mouse.wheel(0, 200)
        page.wait_for_timeout(20)
    eventually(lambda: abs(web("Sentence n40 ") - printed("Sentence n40 ")) < 120, page)
    page.mouse.move(1000, 500)
    for _ in range(60):
        if printed("Sentence n10 ") > 250:
            break
        page.mouse.wheel(0, -200)
        page.wait_for_timeout(20)
    eventually(lambda: abs(web("Sentence n10 ") - printed("Sentence n10 ")) < 120, page)


def test_a_window_follows_what_is_saved_until_a_chapter_is_chosen_in_it(preview: Preview, page: Page) -> None:
    preview.project.edit("manual/task/mapping.md", "A list has an owner.", "A list has one owner.")
    article(page).get_by_text("A list has one owner.").wait_for()
    assert page.locator("#chapters").input_value() == "task/mapping"
    page.locator("#chapters").select_option("ground/post")
    article(page).get_by_text(MIDDLE).wait_for()
    assert not page.locator("#follow").is_checked()
    other = page.context.new_page()
    other.goto(preview.at(""))
    other.frame_locator("iframe").get_by_text("A list has one owner.").wait_for()
    # A save of another chapter turns the window that follows, and a chapter chosen in one window turns no other.
    preview.project.edit("manual/task/mapping.md", "A list has one owner.", "A list has nine owners.")
    other.frame_locator("iframe").get_by_text("A list has nine owners.").wait_for()
    assert page.locator("#chapters").input_value() == "ground/post"
    page.reload()
    article(page).get_by_text(MIDDLE).wait_for()
    preview.project.edit(POST, MIDDLE, "A sentence for both windows")
    article(page).get_by_text("A sentence for both windows").wait_for()
    other.frame_locator("iframe").get_by_text("A sentence for both windows").wait_for()
    article(page).get_by_role("link", name="chapter 2").click()
    article(page).get_by_text("A list has nine owners.").wait_for()
    assert other.locator("#chapters").input_value() == "ground/post"
    other.close()
    page.locator("#follow").check()
    article(page).get_by_text("A sentence for both windows").wait_for()


def test_a_renamed_chapter_is_followed(preview: Preview, page: Page) -> None:
    page.locator("#chapters").select_option("task/mapping")
    article(page).get_by_text("A list has an owner.").wait_for()
    folder, index = preview.project.root / "manual/task", preview.project.read("manual/index.md")
    (folder / "mapping.md").rename(folder / "charting.md")
    page.locator("#problems", has_text="manual/index.md").wait_for()
    article(page).get_by_text("A list has an owner.").wait_for()
    preview.project.write("manual/index.md", index.replace("task/mapping", "task/charting"))
    eventually(lambda: page.locator("#chapters").input_value() == "task/charting", page)
    preview.project.edit("manual/task/charting.md", "A list has an owner.", "A list has a new owner.")
    article(page).get_by_text("A list has a new owner.").wait_for()


def test_a_source_is_shown_where_it_is_cited(preview: Preview) -> None:
    text = preview.project.read("manual/task/mapping.md")
    entry = "\n@misc{elsewhere, title = {A source cited in one chapter}, year = {2026}}\n"
    preview.project.write("manual/sources.bib", preview.project.read("manual/sources.bib") + entry)
    preview.project.write(
        "manual/task/mapping.md", text.replace("A list has an owner.", "A list has an owner.{footcite}`elsewhere`")
    )
    preview.until(lambda scene: "A source cited in one chapter" in scene["article"] and not scene["busy"])
    preview.project.edit(POST, MIDDLE, "A sentence between")
    preview.until(lambda scene: "A sentence between" in scene["article"] and not scene["busy"])
    preview.project.edit("manual/sources.bib", "A source cited in one chapter", "Its title of today")
    scene = preview.until(lambda scene: "Its title of today" in scene["article"] and not scene["busy"])
    assert scene["docname"] == "task/mapping"


def test_the_page_has_one_main_part_and_one_heading(preview: Preview, page: Page) -> None:
    head = article(page).locator("h1")
    head.wait_for()
    # It wears the style of the web edition.
    assert "Source Serif 4 Display" in head.evaluate("head => getComputedStyle(head).fontFamily")
    for tag in ("main", "h1"):
        assert page.locator(tag).count() + article(page).locator(tag).count() == 1
    page.locator("#chapters").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    eventually(lambda: page.evaluate("document.activeElement.id") == "print", page)


def test_a_figure_that_is_drawn_anew_is_shown_anew(preview: Preview) -> None:
    preview.project.edit("manual/task/mapping.md", "A list has an owner.", "A list has two owners.")
    before = preview.until(
        lambda scene: scene["docname"] == "task/mapping" and scene["page_digests"] and not scene["busy"]
    )
    preview.project.edit("manual/figures/rings.svg", 'r="40"', 'r="30"')
    after = preview.until(lambda scene: scene["page_digests"] != before["page_digests"] and not scene["busy"])
    assert after["article"] != before["article"]


def test_the_passages_of_an_edition_are_its_own(preview: Preview) -> None:
    preview.project.edit("manual/task/mapping.md", "A list has an owner.", "A list has three owners.")
    scene = preview.until(lambda scene: scene["docname"] == "task/mapping" and not scene["busy"])
    assert "quieter list" in scene["article"]
