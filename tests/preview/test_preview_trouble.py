"""Whatever is wrong is told with its file and line, and the last good pages stay until it is mended."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from preview_desk import Preview, eventually, places

POST = "manual/ground/post.md"
MIDDLE = "Sentence n30 of a long chapter"


def test_what_can_be_drawn_is_drawn_and_told(preview: Preview, page: Page) -> None:
    wrapped = "A sentence that is\nwrapped over two lines by an editor"
    preview.project.edit(POST, MIDDLE, f"{{chapter}}`nowhere` {wrapped}{{footcite}}`unknown2026` {MIDDLE}")
    line = preview.project.line(POST, "{chapter}`nowhere`")
    page.frame_locator("iframe").get_by_text("wrapped over two lines by an editor").wait_for()
    told = page.locator("#problems > ul li", has_text=f"{POST}:{line}: ")
    told.first.wait_for()
    text = page.locator("#problems").inner_text()
    assert all(kind in text for kind in ("[sentence]", "[link]", "[citation]"))
    assert "in this chapter: the chapter is shown as it was saved" in text
    scene = preview.until(lambda scene: not scene["busy"] and len(scene["problems"]) >= 3)
    assert "wrapped over two lines" in scene["article"] and not scene["held"]
    # The place of a problem leads to its block.
    page.locator("iframe").evaluate("frame => frame.contentWindow.scrollTo(0, 0)")
    told.first.get_by_role("button").click()
    block = page.frame_locator("iframe").get_by_text("wrapped over two lines by an editor")
    eventually(lambda: 60 < (block.bounding_box() or {"y": 0})["y"] < 700, page)
    preview.project.edit(POST, f"{{chapter}}`nowhere` {wrapped}{{footcite}}`unknown2026` {MIDDLE}", "A mended sentence")
    page.frame_locator("iframe").get_by_text("A mended sentence").wait_for()
    eventually(lambda: page.locator("#problems").is_hidden(), page)


def test_what_cannot_be_drawn_is_told_and_other_files_are_told_apart(preview: Preview, page: Page) -> None:
    text = preview.project.read(POST)
    preview.project.write("manual/ground/post (copy).md", text)
    page.locator("#problems summary", has_text="One problem in other files").wait_for()
    preview.project.edit(POST, MIDDLE, "A sentence beside a stray copy")
    page.frame_locator("iframe").get_by_text("A sentence beside a stray copy").wait_for()
    preview.project.write(POST, "---\ntitle: [The post\n---\n\nText.\n")
    page.locator("#problems > ul li", has_text=f"{POST}:2: ").wait_for()
    told = "One problem in this chapter: the chapter is shown as it was before"
    assert told in page.locator("#problems").inner_text()
    assert page.locator("#state").inner_text() == "One problem"
    assert page.frame_locator("iframe").get_by_text("A sentence beside a stray copy").count() == 1


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("broken YAML", b"---\ntitle: [The post\n---\n\nText.\n", f"{POST}:2: "),
        ("not UTF-8", b"---\ntitle: The post\n---\n\nCaf\xe9.\n", f"{POST}:5: "),
        ("nothing", b"", f"{POST}: "),
        ("an unknown directive", b"", f"{POST}:"),
    ],
)
def test_a_broken_chapter_keeps_its_last_good_pages(preview: Preview, name: str, data: bytes, says: str) -> None:
    before = preview.scene()
    text = preview.project.read(POST)
    preview.project.write(POST, data if data or name == "nothing" else f"{text}\n```{{nonsense}}\nA.\n```\n")
    scene = preview.until(lambda scene: any(f"{place}: ".startswith(says) for place in places(scene)))
    assert (scene["docname"], scene["page_digests"]) == ("ground/post", before["page_digests"])
    preview.project.write(POST, text)
    preview.at_rest()


def test_a_fault_of_wording_is_told_and_the_page_is_drawn(preview: Preview) -> None:
    preview.project.edit(POST, MIDDLE, "An organisation of 30 States")
    scene = preview.until(lambda scene: "An organisation of 30 States" in scene["article"] and not scene["busy"])
    assert any("[spelling]" in problem["says"] for problem in scene["problems"])


def test_another_chapter_is_drawn_while_one_is_broken(preview: Preview) -> None:
    preview.project.write("manual/task/mapping.md", b"---\ntitle: [\n---\n")
    preview.until(lambda scene: len(scene["problems"]) > 0)
    preview.project.edit(POST, MIDDLE, "A sentence written meanwhile")
    scene = preview.until(lambda scene: "A sentence written meanwhile" in scene["article"] and not scene["busy"])
    assert any(place.startswith("manual/task/mapping.md:") for place in places(scene))
    assert [name for _docname, name, _part in scene["chapters"]][:2] == ["1 The post", "2 Mapping"]


def test_a_deleted_chapter_is_told_and_comes_back(preview: Preview) -> None:
    before, text = preview.scene(), preview.project.read(POST)
    (preview.project.root / POST).unlink()
    scene = preview.until(lambda scene: any(place.startswith("manual/index.md:") for place in places(scene)))
    assert (scene["docname"], scene["page_digests"]) == ("ground/post", before["page_digests"])
    preview.project.write(POST, text)
    preview.at_rest()


def test_a_chapter_that_left_the_contents_too_gives_way_to_another(preview: Preview) -> None:
    (preview.project.root / "manual/task/mapping.md").write_text(
        preview.project.read("manual/task/mapping.md").replace("A list has an owner.", "A list has four owners.")
    )
    preview.until(lambda scene: scene["docname"] == "task/mapping" and not scene["busy"])
    figure, text = preview.project.root / "manual/figures/rings.svg", preview.project.read(POST)
    preview.project.write(POST, text.replace("- Then read {chapter}`mapping`.\n", ""))
    preview.project.edit("manual/index.md", "\ntask/mapping\n", "\n")
    (preview.project.root / "manual/task/mapping.md").unlink()
    figure.unlink()
    scene = preview.until(lambda scene: scene["docname"] == "ground/post" and not scene["busy"])
    assert "task/mapping" not in [docname for docname, _name, _part in scene["chapters"]] or scene["problems"]


@pytest.mark.parametrize("folder", ["manual/ground", "manual", "consultations"])
def test_a_renamed_folder_is_told_and_comes_back(preview: Preview, folder: str) -> None:
    before = preview.scene()
    here, there = preview.project.root / folder, preview.project.root / f"{folder}-aside"
    here.rename(there)
    scene = preview.until(lambda scene: len(scene["problems"]) > 0)
    assert scene["page_digests"] == before["page_digests"]
    there.rename(here)
    preview.at_rest()
    preview.project.edit(POST, MIDDLE, "A sentence written after all that")
    preview.until(lambda scene: "A sentence written after all that" in scene["article"])


def test_a_save_by_renaming_shows_and_an_editors_own_files_do_not(preview: Preview) -> None:
    folder = preview.project.root / "manual/ground"
    for name in (".post.md.swp", "4913", "post.md~", "#post.md#", ".#post.md"):
        (folder / name).write_text("nothing to see")
    (folder / "post.md.tmp").write_text(preview.project.read(POST).replace(MIDDLE, "A sentence saved by renaming"))
    (folder / "post.md.tmp").replace(folder / "post.md")
    scene = preview.until(lambda scene: "A sentence saved by renaming" in scene["article"] and not scene["busy"])
    assert scene["problems"] == []


def test_broken_settings_are_told_and_mended(preview: Preview) -> None:
    conf = preview.project.read("manual/conf.py")
    preview.project.write("manual/conf.py", "this is no Python\n")
    preview.until(lambda scene: len(scene["problems"]) > 0)
    preview.project.write("manual/conf.py", conf)
    preview.at_rest()


def test_sources_that_were_gone_come_back_with_one_that_is_cited_at_once(preview: Preview) -> None:
    sources = preview.project.read("manual/sources.bib")
    (preview.project.root / "manual/sources.bib").unlink()
    preview.until(lambda scene: len(scene["problems"]) > 0)
    entry = "\n@misc{fresh, title = {A fresh source}, year = {2026}}\n"
    preview.project.write("manual/sources.bib", sources + entry)
    preview.project.edit(POST, MIDDLE, f"{MIDDLE}{{footcite}}`fresh`")
    preview.until(lambda scene: "A fresh source" in scene["article"])
    preview.at_rest()
    preview.project.edit("manual/sources.bib", "A fresh source", "A renamed source")
    preview.until(lambda scene: "A renamed source" in scene["article"])
    preview.at_rest()
