"""An edition that was built before and changed since is the same, byte for byte, as one built from nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from extension_texts import chapter

from focalpoint.press import Section
from sample_project import Project
from sphinx_pages import published, write

pytestmark = pytest.mark.slow

Edit = Callable[[Project], None]
Copies = Callable[[Project], Project]


def edit_a_paragraph(project: Project) -> None:
    project.edit("manual/ground/second.md", "It calls a third.", "It calls one more.")


def add_a_paragraph(project: Project) -> None:
    project.edit("manual/ground/second.md", "(second-one)=", "A new one comes first.\n\n(second-one)=")


def insert_a_chapter_at_the_front(project: Project) -> None:
    project.write("manual/ground/zero.md", chapter("Zero", "## Nothing\n\nOne cites {para}`first-one`.\n"))
    project.edit("manual/index.md", "ground/first\n", "ground/zero\nground/first\n")


def add_a_label(project: Project) -> None:
    project.edit("manual/task/third.md", "One cites", "(third-one)=\nOne cites")
    project.edit("manual/annexes/lists.md", "One of an annex", "One cites {para}`third-one` in an annex")


def move_a_chapter(project: Project) -> None:
    project.edit("manual/index.md", "ground/first\nground/second\n", "ground/second\nground/first\n")


def rename_a_part(project: Project) -> None:
    project.edit("manual/index.md", "Part I. Ground", "Part I. Basis")


def add_a_use_of_a_point(project: Project) -> None:
    project.edit("manual/task/third.md", "One cites", "One heard. {heard}`accra-2026 6`\nIt cites")


def change_the_glossary(project: Project) -> None:
    project.edit("manual/glossary.md", "focal point\n", "address\n  Where it is.\n\nfocal point\n")
    project.edit("manual/glossary.md", "An official", "A senior official")


def change_the_case_of_a_term(project: Project) -> None:
    project.edit("manual/glossary.md", "focal point\n", "Focal Point\n")


def add_a_table_before_another(project: Project) -> None:
    table = "```{list-table} New rows\n:name: table-new\n:header-rows: 1\n\n* - Head\n* - Cell\n```\n\n"
    project.edit("manual/ground/first.md", "### A subsection", f"{table}### A subsection")


def change_a_source(project: Project) -> None:
    project.edit("manual/sources.bib", "World Summit Outcome", "2005 World Summit Outcome")


def change_a_figure(project: Project) -> None:
    project.edit("manual/figures/rings.svg", "#ccc", "#ddd")


def change_a_note(project: Project) -> None:
    project.edit("consultations/notes/accra-2026.md", "Point one.", "The first point.")


def rename_where_a_note_was_heard(project: Project) -> None:
    project.edit("consultations/notes/accra-2026.md", "place: Accra", "place: Tema")


def rename_a_title(project: Project) -> None:
    project.edit("manual/front/about.md", "title: About", "title: About this")


def withhold_a_chapter(project: Project) -> None:
    project.edit("manual/ground/second.md", "handling: TLP:CLEAR", "handling: TLP:GREEN")
    project.edit("manual/ground/first.md", "{para}`second-one`, ", "")
    project.edit("manual/ground/first.md", "{chapter}`second`, ", "")


def delete_the_last_figure(project: Project) -> None:
    (project.root / "manual/figures/rings.svg").unlink()
    project.edit("manual/ground/first.md", " and {numref}`figure-rings`", "")
    text = project.read("manual/task/third.md")
    project.write("manual/task/third.md", text[: text.index("```{figure}")])


def delete_a_chapter(project: Project) -> None:
    project.edit("manual/index.md", "ground/zero\n", "")
    (project.root / "manual/ground/zero.md").unlink()


def rename_a_folder(project: Project) -> None:
    (project.root / "manual/ground").rename(project.root / "manual/basis")
    index = project.read("manual/index.md")
    project.write("manual/index.md", index.replace("ground/", "basis/"))


EDITS: tuple[Edit, ...] = (
    edit_a_paragraph,
    add_a_paragraph,
    insert_a_chapter_at_the_front,
    add_a_label,
    move_a_chapter,
    rename_a_part,
    add_a_use_of_a_point,
    change_the_glossary,
    change_the_case_of_a_term,
    add_a_table_before_another,
    change_a_source,
    change_a_figure,
    change_a_note,
    rename_where_a_note_was_heard,
    rename_a_title,
    delete_the_last_figure,
    withhold_a_chapter,
    delete_a_chapter,
    rename_a_folder,
)
BOTH = ("print", "html")
ORDERS = (BOTH, ("print",), ("html", "print"), ("print",))
"""What is written after one edit and the next: whatever was written last must not matter."""


def build(project: Project, order: tuple[str, ...]) -> dict[str, object]:
    """Write editions in an order, and give what would be published and what would be printed."""
    found: dict[str, object] = {}
    for builder in order:
        written = write(project, builder)
        assert written.problems == []
        found |= published(project) if builder == "html" else printed(project, written.units)
    return found


def printed(project: Project, units: list[Section]) -> dict[str, object]:
    """The units, their order, and the pictures that they show."""
    shown = {name for unit in units for name in re.findall('src="(_images/.*?)"', unit.html)}
    pictures = {f"printed {name}": (project.root / "build/public/print" / name).read_bytes() for name in shown}
    order = {"the order of the book": [unit.name for unit in units]}
    return order | pictures | {unit.name: replace(unit, assets=Path()) for unit in units}


def test_after_every_edit_of_a_chain_the_result_is_that_of_a_clean_build(texts: Project, copies: Copies) -> None:
    build(texts, BOTH)
    wrong = {}
    for edit, order in zip(EDITS, cycle(ORDERS), strict=False):
        edit(texts)
        found, clean = build(texts, order), build(copies(texts), order)
        differing = sorted(name for name in found.keys() | clean.keys() if found.get(name) != clean.get(name))
        wrong |= {edit.__name__: differing} if differing else {}
    assert wrong == {}


def test_a_chapter_that_is_withheld_after_a_build_leaves_no_trace_on_the_pages(texts: Project) -> None:
    texts.edit("manual/task/third.md", "One cites", "Zymurgy is withheld.\nOne cites")
    before = build(texts, BOTH)
    assert [name for name, data in before.items() if isinstance(data, bytes) and b"zymurgy" in data.lower()]
    texts.edit("manual/task/third.md", "handling: TLP:CLEAR", "handling: TLP:GREEN")
    texts.edit("manual/ground/first.md", " and {numref}`figure-rings`", "")
    after = build(texts, BOTH)
    assert "task/third.html" not in after
    assert not [name for name, data in after.items() if isinstance(data, bytes) and b"zymurg" in data.lower()]
