"""`focalpoint import`: chapters of a handbook check clean after a line or two, and nothing that exists is changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from handbook_files import lay_out
from word_sample import WordSample

from focalpoint.checks import broken_rules
from focalpoint.config import Config
from focalpoint.content.manual import load_manual
from focalpoint.conversion.chapters import bring_in
from focalpoint.problems import Trouble, in_order
from sample_project import Project

PREPARING, CONTACTS = "manual/task/preparing-a-visit.md", "manual/task/keeping-contacts.md"


def load(project: Project) -> Config:
    return Config.load(project.root, date(2026, 11, 23))


def problems(project: Project) -> list[str]:
    config = load(project)
    manual, found = load_manual(config)
    return [str(problem) for problem in in_order([*found, *broken_rules(config, manual)])]


@pytest.mark.slow
def test_a_handbook_of_three_chapters_checks_clean_but_for_one_line(project: Project, tmp_path: Path) -> None:
    before = project.files(".")
    files = lay_out(tmp_path / "handbook")
    result = project.run("import", *map(str, files), "--to", "manual/task/")
    assert (result.status, result.err) == (0, "")
    assert "Changed manual/index.md: added lines 17 to 19 to “Part II. Work”\n" in result.out
    assert "these fields: `layout: chapter; nav_order: 1`" in result.out
    checked = project.run("check")
    assert checked.err.count("\n") == 1 and "`ten` is a figure or date" in checked.err
    project.edit(PREPARING, "ten letters", "many letters")
    checked = project.run("check")
    assert (checked.status, checked.err) == (0, "")
    assert project.run("check", "--fix").out.startswith("Nothing that a program can mend\n")
    after = {path: data for path, data in project.files(".").items() if not path.startswith("build/")}
    assert {path for path in before if after.get(path) != before[path]} == {"manual/index.md"}
    assert sorted(path for path in after if path not in before) == [
        "manual/figures/keeping-contacts-image1.png",
        "manual/figures/preparing-a-visit-reading-room.png",
        CONTACTS,
        PREPARING,
        "manual/task/writing-the-report.md",
    ]
    kept = project.read("build/import/keeping-contacts.txt")
    assert "03-keeping-contacts.docx:68: words that a tracked change deletes: “a list”" in kept


def test_a_word_file_keeps_its_lists_tables_notes_pictures_and_comments(project: Project, tmp_path: Path) -> None:
    word = [file for file in lay_out(tmp_path / "handbook") if file.suffix == ".docx"]
    bring_in(load(project), word, "task")
    text = project.read(CONTACTS)
    for piece in (
        "title: Keeping contacts\n",
        "## Why contacts are kept\n\nBetween two visits",
        "- writing one page a year, which goes into the file and to nobody else.\n\n  and its head of section\n",
        "Files are kept by these rules.[^note-1]\n",
        "[^note-1]: The rules on files are those of the civil service.\n    They are short, and",
        "unless both have asked for it, which means\n    (i) in writing, and\n    (ii) before",
        "```{list-table} A contact officer’s year\n:name: table-keeping-contacts-1\n:header-rows: 1\n\n* - Month\n",
        "  - First call\n\n    Letters of thanks are sent\n  - The deputy\n",
        "> I had four contact officers in nine years.\n",
        ":alt: The way of a first call, from the library to the head of section\n\nThe way of a first call\n```\n",
        "The registry keeps the list of numbers.\n",
        "The list is renewed in January.\n\n% Is January still right?\n",
        # In Word a numbered list that goes on after a paragraph counts on.
        "5. Ask whether anybody is in danger.\n   If so, ring",
    ):
        assert piece in text, piece
    assert problems(project) == []


def test_a_document_with_numbered_paragraphs_becomes_paragraphs(project: Project, tmp_path: Path) -> None:
    sample = WordSample()
    for section in range(4):
        sample.document.add_heading(f"Part {'ABCD'[section]}", 1)
        for number in range(2):
            sample.document.add_paragraph(f"Paragraph {number} of the part holds.", style="List Number")
            sample.lettered("a thing;")
    (tmp_path / "report.docx").write_bytes(sample.saved())
    (done,) = bring_in(load(project), [tmp_path / "report.docx"], "task").chapters
    text = project.read("manual/task/report.md")
    assert "## Part A\n\nParagraph 0 of the part holds.\n\n(a) a thing;\n\nParagraph 1" in text
    assert "report.docx: the numbers of 8 paragraphs; the manual numbers its paragraphs by itself" in (
        done.foreign.all_left("report.docx")
    )


def test_bullets_that_were_typed_become_lists(project: Project, tmp_path: Path) -> None:
    sample = WordSample()
    for words in ("Bring:", "• a pen;", "\uf0b7 two sheets.", "Then go."):
        sample.document.add_paragraph(words)
    (tmp_path / "pens.docx").write_bytes(sample.saved())
    (tmp_path / "sheets.md").write_text("Bring:\n• a pen;\n• two\nsheets.\n\nThen go.\n", encoding="utf-8")
    bring_in(load(project), [tmp_path / "pens.docx", tmp_path / "sheets.md"], "task")
    for name in ("pens", "sheets"):
        text = project.read(f"manual/task/{name}.md")
        assert text.endswith("---\n\nBring:\n\n- a pen;\n- two sheets.\n\nThen go.\n"), name


def test_small_figures_above_and_below_become_roles(project: Project, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n\nH~2~O fills 3 m^3^, and ~5 of ~6 are a^b.\n", encoding="utf-8")
    bring_in(load(project), [tmp_path / "notes.md"], "task")
    text = project.read("manual/task/notes.md")
    assert text.endswith("\nH{sub}`2`O fills 3 m{sup}`3`, and \\~5 of \\~6 are a\\^b.\n")


def test_links_become_labels_and_chapters_and_dead_ones_are_told(project: Project, tmp_path: Path) -> None:
    one, other = tmp_path / "01_one.md", tmp_path / "two.html.md"
    one.write_text(
        "# One\n\n[a](#nowhere) [b](two.html) [c](two.html#the-part) [d](post.md) [e](x.pdf)\n", encoding="utf-8"
    )
    other.write_text("# Two\n\n## The part\n\nWords <name> [f](01_one.md).\n", encoding="utf-8")
    done = bring_in(load(project), [one, other], "task")
    assert "\na b ({chapter}`two`) [c](#two-the-part) d ({chapter}`post`) e\n" in project.read("manual/task/one.md")
    assert "(two-the-part)=\n## The part\n\nWords ‹name> f ({chapter}`one`).\n" in project.read("manual/task/two.md")
    assert [line for line in done.chapters[0].foreign.all_left("one.md") if "link" in line] == [
        "one.md: the link from “a” to `#one-nowhere`, which no heading has; link another",
        "one.md:3: the link from “e” to `x.pdf`; link a page of the web, or cite a chapter",
    ]
    assert problems(project) == []


def test_what_is_there_is_never_overwritten(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_text("# Post\n\nWords.\n", encoding="utf-8")
    before = project.files(".")
    for given in ([file], [tmp_path / "absent.md"], [tmp_path / "old.doc"]):
        with pytest.raises(Trouble, match="nothing was changed"):
            bring_in(load(project), given, "task")
    other = tmp_path / "07_New.md"
    other.write_text("# New\n\nWords.\n", encoding="utf-8")
    with pytest.raises(Trouble, match="no part of the manual lies in a folder `nowhere`"):
        bring_in(load(project), [other], "nowhere")
    with pytest.raises(Trouble, match="nothing was changed"):
        bring_in(load(project), [other, file], "task")
    assert project.files(".") == before


def test_a_picture_of_the_same_name_gets_another_and_nothing_outside_is_read(project: Project, tmp_path: Path) -> None:
    lay_out(tmp_path / "handbook")
    project.write("manual/figures/new-map.png", b"another")
    (tmp_path / "secret.png").write_bytes((tmp_path / "handbook/images/reading-room.png").read_bytes())
    deep = tmp_path / "handbook" / "deep" / "deeper"
    deep.mkdir(parents=True)
    (deep / "map.png").write_bytes((tmp_path / "handbook/images/reading-room.png").read_bytes())
    (deep / "new.md").write_text(
        "# New\n\n![Two shelves in a hall](map.png)\n\n![b](../../../secret.png)\n\n![c](https://x.org/a.png)\n",
        encoding="utf-8",
    )
    done = bring_in(load(project), [deep / "new.md"], "task")
    assert [figure.name for figure in done.figures] == ["new-map-2.png"]
    assert "../figures/new-map-2.png" in project.read("manual/task/new.md")
    told = done.chapters[0].foreign.all_left("new.md")
    assert [line for line in told if "picture" in line] == [
        "new.md:5: the picture `../../../secret.png` (“b”); save it beside the file, or enter it as a figure",
        "new.md:7: the picture `https://x.org/a.png` (“c”); save it beside the file, or enter it as a figure",
    ]


BOMB = b"<w:x>" + b"0" * 3_000_000 + b"</w:x>"
ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 no zip", "the file is damaged"),
        (WordSample().saved({"word/big.xml": BOMB}), "compressed as no program does"),
        (WordSample().saved({"word/document.xml": ENTITY}), "defines XML entities"),
    ],
    ids=["damaged", "bomb", "entity"],
)
def test_a_harmful_word_file_is_one_line(project: Project, tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "bad.docx"
    file.write_bytes(data)
    before = project.files(".")
    with pytest.raises(Trouble) as caught:
        bring_in(load(project), [file], "task")
    (problem,) = caught.value.problems
    assert message in problem.message and problem.path.endswith("bad.docx")
    assert project.files(".") == before
