"""Lettered lists on the pages that Sphinx writes, and the letters by which the text gate knows them in print."""

from __future__ import annotations

from focalpoint.press.preflight.expected_text import read_expected
from sample_project import Project
from sphinx_pages import write

TEXT = "## What to look for\n\nThree tasks:\n(a) it keeps:\n    (i) one;\n    (ii) two;\n(b) it calls.\n"


def test_letters_are_lists_of_letters_and_the_paragraphs_keep_their_numbers(project: Project) -> None:
    project.edit("manual/task/mapping.md", "## What to look for\n", TEXT)
    written = write(project, "print")
    assert written.problems == []
    page = written.page("task/mapping")
    (letters,), (figures,) = (page.xpath(f"//ol[contains(@class, '{name}')]") for name in ("loweralpha", "lowerroman"))
    assert [item.text_content().split()[-1] for item in letters.findall("li")] == ["two;", "calls."]
    assert [item.text_content().strip() for item in figures.findall("li")] == ["one;", "two;"]
    (section,) = (unit for unit in written.units if "mapping" in unit.name)
    said = str(read_expected(section))
    shown = [mark for mark in ("(a)", "(i)", "(ii)", "(b)", "(c)", "(iii)") if mark in said]
    assert shown == ["(a)", "(i)", "(ii)", "(b)"]
