"""A page of the web edition is written anew where anything in it changed, and else taken over; nothing stays behind."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefed import with_brief
from focalpoint.html import page_builder, sphinx_run
from focalpoint.html.page_builder import Page, PageBuilder, PageCache
from sample_project import Project
from sphinx_pages import published, write

pytestmark = pytest.mark.slow

EVERY = ["consultations/accra-2026", "consultations/index", "glossary", "ground/post", "index", "sources"]
"""The documents of the sample that no test here edits."""
MAPPING = "manual/task/mapping.md"
JUSTICE = "manual/task/justice.md"
Edit = tuple[str, str, str]
EDITS: dict[str, Edit] = {
    "a word": (MAPPING, "Much is done", "Much was done"),
    "a word of a brief": (JUSTICE, "Courts see the first file", "Courts open the first file"),
    "a heading that a brief names": (JUSTICE, "## The long way round", "## The short way round"),
    "a paragraph that moves numbers": (
        JUSTICE,
        "Only the chapter says this.",
        "One more.\n\nOnly the chapter says this.",
    ),
    "a heading": (MAPPING, "## What to look for", "## Whom to ask"),
    "an action": (JUSTICE, "Ask for the name of the post.", "Ask for a name."),
    "an effort": (JUSTICE, ":effort: month", ":effort: afternoon"),
    "the alternative of a picture": (MAPPING, "one inside the other.", "one in the other."),
    "a picture": ("manual/figures/rings.svg", "#222", "#333"),
    "a caption": (MAPPING, "The inner ring is", "The small ring is"),
    "a title": (MAPPING, "title: Mapping", "title: A map"),
    "a question": (MAPPING, "What is done already?", "What has been done?"),
    "a part": ("manual/index.md", "Part II. Work", "Part II. Tasks"),
    "a term": ("manual/glossary.md", "A senior official named", "An official named"),
    "a source": ("manual/sources.bib", "Implementing the commitment", "Keeping the commitment"),
    "a note": ("consultations/notes/accra-2026.md", "A list helps.", "A list would help."),
    "the place of a note": ("consultations/notes/accra-2026.md", "place: Accra", "place: Tema"),
    "a use of a point": (MAPPING, "A list has an owner.", "A list has an owner. {heard}`accra-2026 4`"),
    "the title of the manual": ("pyproject.toml", 'title = "Sample Manual"', 'title = "Sampled Manual"'),
    "the network": ("pyproject.toml", 'network = "Sample Network"', 'network = "Sampled Network"'),
}


@pytest.fixture
def rewritten(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents whose pages have been written, and not taken over, since the list was emptied."""
    found: list[str] = []
    write_page = PageBuilder._write

    def noted(builder: PageBuilder, docname: str) -> Page:
        found.append(docname)
        return write_page(builder, docname)

    monkeypatch.setattr(PageBuilder, "_write", noted)
    return found


def pages(project: Project) -> dict[str, bytes]:
    """The web pages as they would be published, with those of briefs."""
    assert write(project, briefs=True).problems == []
    return published(project)


def clean(project: Project, root: Path) -> dict[str, bytes]:
    """The same of the same texts, in a project where nothing was ever built."""
    fresh = Project(root)
    for folder in ("manual", "consultations"):
        for name, data in project.files(folder).items():
            fresh.write(f"{folder}/{name}", data)
    fresh.write("pyproject.toml", project.read("pyproject.toml"))
    return pages(fresh)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.mark.parametrize("seed", [1])
def test_after_every_edit_of_a_chain_the_pages_are_those_of_a_clean_build(
    project: Project, tmp_path: Path, seed: int
) -> None:
    """The edits come in an order of chance, one to three between two builds."""
    with_brief(project)
    left = list(EDITS)
    random.Random(seed).shuffle(left)
    pages(project)
    wrong = {}
    while left:
        made = [left.pop() for _ in range(min(len(left), 1 + len(left) % 3))]
        for name in made:
            project.edit(*EDITS[name])
        if different := differing(pages(project), clean(project, tmp_path / f"clean{len(left)}")):
            wrong[", ".join(made)] = different
    assert wrong == {}


def test_only_the_edited_page_is_written(project: Project, rewritten: list[str]) -> None:
    pages(with_brief(project))
    assert {*EVERY, "task/mapping", "task/justice", "briefs/justice", "briefs/index"} == {*rewritten}
    rewritten.clear()
    before = published(project)
    assert pages(project) == before
    assert rewritten == []
    project.edit(*EDITS["a word"])
    after = pages(project)
    assert rewritten == ["task/mapping"]
    assert differing(before, after) == ["_static/search-index.js", "task/mapping.html"]


def test_a_brief_is_written_with_the_chapter_that_it_repeats(project: Project, rewritten: list[str]) -> None:
    pages(with_brief(project))
    rewritten.clear()
    project.edit(*EDITS["a word of a brief"])
    assert b"Courts open the first file" in pages(project)["briefs/justice.html"]
    assert rewritten == ["briefs/justice", "task/justice"]


@pytest.mark.parametrize(
    "change",
    [
        lambda patch: patch.setattr(sphinx_run, "code_digest", lambda: "other code"),
        lambda patch: patch.setattr(page_builder, "installed_packages", lambda: ["sphinx-99.dist-info"]),
        lambda patch: patch.setattr("sys.version", "4.0"),
    ],
    ids=["code", "packages", "Python"],
)
def test_other_code_writes_every_page(
    project: Project,
    rewritten: list[str],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[pytest.MonkeyPatch], None],
) -> None:
    pages(project)
    rewritten.clear()
    change(monkeypatch)
    pages(project)
    assert rewritten == [*EVERY, "task/mapping"]


def test_a_chapter_that_is_closed_is_gone_with_its_page_picture_and_words(project: Project) -> None:
    project.edit(MAPPING, "Much is done", "Zymurgy is done")
    project.edit("manual/ground/post.md", "- Then read {chapter}`mapping`.\n", "")
    before = pages(project)
    assert {"task/mapping.html", "_images/rings.svg"} <= before.keys()
    assert {name for name, data in before.items() if b"zymurg" in data.lower()} == {
        "task/mapping.html",
        "_static/search-index.js",
    }
    project.edit(MAPPING, "handling: TLP:CLEAR", "handling: TLP:AMBER")
    after = pages(project)
    assert before.keys() - after.keys() == {"task/mapping.html", "_images/rings.svg"}
    assert not [name for name, data in after.items() if b"zymurg" in data.lower()]
    assert after == clean(project, project.root.parent / "clean")
    kept = project.files("build/public/pages")
    assert not [name for name, data in kept.items() if b"zymurg" in (name.encode() + data).lower()]


FORM = """
````{form} Zymurgical letter
:file: zymurgy-letter

Dear {blank}`office`:
````
"""


@pytest.mark.slow
def test_a_chapter_that_is_closed_is_gone_from_what_is_published(project: Project) -> None:
    """Its page, its picture, its form as a Word file, and its words in the search."""
    project.write(MAPPING, project.read(MAPPING).replace("Much is done", "Zymurgy is done") + FORM)
    project.edit("manual/ground/post.md", "- Then read {chapter}`mapping`.\n", "")
    assert project.run("build", "--format", "html").status == 0
    before = project.files("dist/public")
    gone = {"html/task/mapping.html", "html/_images/rings.svg", "html/downloads/zymurgy-letter.docx"}
    assert gone <= before.keys()
    project.edit(MAPPING, "handling: TLP:CLEAR", "handling: TLP:AMBER")
    assert project.run("build", "--format", "html").status == 0
    after = project.files("dist/public")
    assert before.keys() - after.keys() == gone
    assert not [name for name, data in after.items() if b"zymurg" in (name.encode() + data).lower()]
    shutil.rmtree(project.root / "build")
    shutil.rmtree(project.root / "dist")
    assert project.run("build", "--format", "html").status == 0
    assert project.files("dist/public") == after


def test_a_page_of_which_sphinx_complained_is_not_kept(project: Project, rewritten: list[str]) -> None:
    project.edit(MAPPING, "Much is done", "Much is done {para}`nowhere`")
    for _ in range(2):
        rewritten.clear()
        assert ["nowhere" in str(problem) for problem in write(project).problems] == [True]
        assert "task/mapping" in rewritten


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data.replace(b"Much", b"Such"), lambda data: b""]
)
def test_a_kept_page_that_was_changed_is_written_again(
    project: Project, rewritten: list[str], damage: Callable[[bytes], bytes]
) -> None:
    before = pages(project)
    rewritten.clear()
    kept = project.root / "build/public/pages/task/mapping.page"
    kept.write_bytes(damage(kept.read_bytes()))
    assert pages(project) == before
    assert rewritten == ["task/mapping"]


def test_a_page_kept_under_another_key_does_not_count(tmp_path: Path) -> None:
    kept = PageCache(tmp_path)
    page = Page("<p>one</p>", {"figures/a.svg": "a.svg"}, [["chapter", "", "1", "One", ""]])
    kept.keep("a/one", "key", page)
    assert kept.read("a/one", "key") == page
    assert kept.read("a/one", "other key") is None
    assert kept.read("a/two", "key") is None
    digest, _key, data = (tmp_path / "a/one.page").read_bytes().split(b"\n", 2)
    (tmp_path / "a/one.page").write_bytes(b"\n".join((digest, b"other key", data)))
    assert kept.read("a/one", "other key") is None
    assert json.loads(data)["html"] == "<p>one</p>"


def test_pages_of_documents_that_are_gone_are_removed(tmp_path: Path) -> None:
    kept = PageCache(tmp_path)
    for docname in ("a/one", "a/two", "three"):
        kept.keep(docname, "key", Page("", {}, []))
    kept.prune(["a/two"])
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["two.page"]
