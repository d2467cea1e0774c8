"""The page of provenance: its tables, with the printed numbers of paragraphs, after a first build and after an edit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html

from focalpoint.assembly.generated_pages.provenance import alone
from focalpoint.assembly.tree import assemble, write_tree
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.manual import load_manual
from focalpoint.content.text.imprint import Imprint
from focalpoint.html.sphinx_run import run_sphinx, sphinx_settings
from provenance_texts import ASKING, make_consulted_project
from sample_project import Project
from sphinx_pages import DAY, Written, article, links, paragraphs, words

pytestmark = pytest.mark.slow

PAGE = "desk/provenance"


def write(project: Project, builder: str = "html", readers: int = 1) -> Written:
    """The Secretariat's edition, read by one process or several."""
    config = Config.load(project.root, DAY)
    manual, problems = load_manual(config)
    assert problems == []
    tree = assemble(config, manual, Edition.SECRETARIAT).tree
    folder = config.build / Edition.SECRETARIAT
    write_tree(tree, folder / "source")
    settings = sphinx_settings(config, Edition.SECRETARIAT, Imprint("secretariat edition", DAY))
    run = run_sphinx(folder, tree, builder, settings, readers=readers)
    return Written(folder / builder, ".unit" if builder == "print" else ".html", run.problems, [])


@pytest.fixture
def consulted(tmp_path: Path) -> Project:
    return make_consulted_project(tmp_path / "consulted")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The page as a first build makes it; look, and do not change it."""
    return write(make_consulted_project(tmp_path_factory.mktemp("desk") / "project"))


def table(written: Written, heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, that of heads first."""
    (section,) = (
        found
        for found in article(written.page(PAGE)).iter("section")
        if words(found[0] if found[0].tag != "span" else found[1]).rstrip("§").endswith(heading)
    )
    rows = section.xpath("(.//table)[1]//tr")
    return [[words(cell) for cell in row.xpath("./th | ./td")] for row in rows]


def test_each_note_shows_where_its_points_went(desk: Written) -> None:
    heads = ["Point", "Paragraphs", "Actions"]
    assert table(desk, "Accra 2026: First meeting") == [
        heads,
        ["1", "1.2, 3.4", "–"],
        ["2", "1.2", "P-1"],
        ["3", "2.1", "–"],
    ]
    assert table(desk, "Lima 2026: Second meeting") == [heads, ["1", "2.1a, 3.2", "A-1"]]
    assert table(desk, "Bonn 2026: Talks with one member") == [
        heads,
        ["1", "3.1", "–"],
        ["2", "3.1, 3.2, 3.4", "–"],
        ["3", "3.1", "A-1, A-2"],
        ["5", "3.1", "A-1"],
    ]


def test_each_chapter_shows_what_its_paragraphs_and_actions_rest_on(desk: Written) -> None:
    assert table(desk, "Asking others") == [
        ["Paragraph", "Rests on"],
        ["3.1", "[Bonn 2026, 1–3 and 5]"],
        ["3.2", "[Bonn 2026, 2] [Lima 2026, 1]"],
        ["3.4", "[Accra 2026, 1] [Bonn 2026, 2]"],
        ["action A-1", "[Bonn 2026, 3 and 5] [Lima 2026, 1]"],
        ["action A-2", "[Bonn 2026, 3]"],
        ["3.5", "[Oslo 2026, 1]"],
    ]


def test_the_tables_lead_to_points_paragraphs_and_actions(desk: Written) -> None:
    found = links(desk.page(PAGE))
    assert found["3.4"] == "../task/asking.html#p4"
    assert found["action A-2"] == found["A-2"] == "../task/asking.html#action-a-2"
    assert found["Accra 2026, 1"] == "../consultations/accra-2026.html#point-1"
    targets = set(article(desk.page(PAGE)).xpath(".//table//th/p/a/@href"))
    assert "../consultations/bonn-2026.html#point-5" in targets


def test_the_page_itself_counts_as_no_use_of_a_point(desk: Written) -> None:
    note = article(desk.page("consultations/bonn-2026"))
    assert words(note.find_class("unused-points")[0]) == "Not yet used by any paragraph: points 4, 6, 7, 8."
    assert words(note.find_class("used-in")[0]) == "Used in 3.1"
    assert table(desk, "Points not yet used")[1:] == [["Accra 2026", "4", "1"], ["Bonn 2026", "4, 6–8", "4"]]


def test_paragraphs_resting_on_one_government_are_those_that_the_terminal_tells(
    desk: Written, consulted: Project
) -> None:
    rows = table(desk, "Paragraphs resting on one government alone")
    assert rows == [
        ["Paragraph", "Member", "Rests on"],
        ["3.1", "Ghana", "[Bonn 2026, 1–3 and 5]"],
        ["3.4", "Ghana", "[Accra 2026, 1] [Bonn 2026, 2]"],
        ["action A-2", "Ghana", "[Bonn 2026, 3]"],
    ]
    manual, _problems = load_manual(Config.load(consulted.root, DAY))
    numbered = paragraphs(desk.page("task/asking"))
    written = consulted.read(ASKING).split("\n")
    first, second, action = (written[place.line - 1].split(" {heard}")[0] for place in alone(manual))
    assert numbered["3.1"].startswith(first)
    assert numbered["3.4"].startswith(second)
    assert action == "```{action} Ask the ministry."


def test_the_tables_have_heads_as_those_that_authors_write(desk: Written) -> None:
    tables = list(article(desk.page(PAGE)).iter("table"))
    assert len(tables) == 10
    shapes = {
        (
            found.get("class").replace("figures ", ""),
            tuple(cell.get("class") for cell in found.xpath("./thead/tr/th"))[:2],
            {cell.get("class") for cell in found.xpath("./tbody/tr/th")}.pop(),
            len(found.xpath("./tbody/tr")) == len(found.xpath("./tbody/tr/th")),
            bool(found.xpath("./colgroup/col/@style")),
        )
        for found in tables
    }
    assert len(shapes) == 1, shapes


def test_the_print_edition_has_the_same_tables(consulted: Project, desk: Written) -> None:
    printed = write(consulted, "print")
    assert printed.problems == []
    rows = [[words(cell) for cell in row] for row in printed.page(PAGE).xpath("//table//tr")]
    assert rows == [[words(cell) for cell in row] for row in article(desk.page(PAGE)).xpath(".//table//tr")]


def test_notes_of_which_nothing_is_told_give_sentences(consulted: Project) -> None:
    consulted.edit("consultations/notes/bonn-2026.md", "participants: [GH]", "participants: [GH, NL]")
    page = write(consulted).page(PAGE)
    assert "No paragraph rests on one government alone." in words(article(page))
    consulted.edit("manual/index.md", "task/asking\n", "")
    (consulted.root / ASKING).unlink()
    for path, citations in (
        ("manual/ground/post.md", (" {heard}`accra-2026 1`", " {heard}`accra-2026 2`", "accra-2026 2; ")),
        ("manual/task/mapping.md", (" {heard}`lima-2026 1`", ":from: accra-2026 3\n")),
    ):
        for citation in citations:
            consulted.edit(path, citation, "")
    written = write(consulted)
    assert written.problems == []
    text = words(article(written.page(PAGE)))
    assert text.count("No chapter cites a consultation yet.") == 2
    assert table(written, "Chapters against regional groups")[-1] == ["All chapters", *["0"] * 7]


@pytest.mark.slow
@pytest.mark.parametrize(("builder", "readers"), [("html", 1), ("print", 2)])
def test_after_edits_of_chapters_the_page_is_that_of_a_clean_build(
    consulted: Project, tmp_path: Path, builder: str, readers: int
) -> None:
    edits = (
        ("manual/ground/post.md", "Members work from many", "A new one.\n\nMembers work from many"),
        ("manual/ground/post.md", "{heard}`accra-2026 1`", "{heard}`accra-2026 1, 4`"),
        (ASKING, "Nobody was heard here.", "Somebody was heard here. {heard}`bonn-2026 4`"),
        (ASKING, "here. {heard}`bonn-2026 4`", "here. {heard}`bonn-2026 2`"),
        (ASKING, "title: Asking others", "title: Asking again"),
        ("consultations/notes/bonn-2026.md", "place: Bonn", "place: Berlin"),
        ("consultations/roster.yaml", "name: Ghana", "name: Republic of Ghana"),
        ("manual/index.md", "task/mapping\ntask/asking", "task/asking\ntask/mapping"),
    )
    pages = {text_of(write(consulted, builder, readers))}
    for number, (path, old, new) in enumerate(edits):
        consulted.edit(path, old, new)
        found = text_of(write(consulted, builder, readers))
        fresh = tmp_path / f"fresh{number}"
        shutil.copytree(consulted.root, fresh, ignore=shutil.ignore_patterns("build"))
        assert found == text_of(write(Project(fresh), builder)), path
        pages.add(found)
    assert len(pages) == len(edits) + 1


def text_of(written: Written) -> str:
    """The article of the page as it was written."""
    assert written.problems == []
    return html.tostring(article(written.page(PAGE)), encoding="unicode")
