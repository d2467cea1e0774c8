"""A text may lead to nothing that its edition lacks: the place is told, whichever way it leads there."""

from __future__ import annotations

from datetime import date

import pytest

from focalpoint.assembly.tree import assemble
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import Trouble
from sample_project import Project

POST, MAPPING, GLOSSARY = "manual/ground/post.md", "manual/task/mapping.md", "manual/glossary.md"
TABLE = "```{list-table} Kept back\n:name: Table-kept\n:header-rows: 1\n\n* - Head\n* - Cell\n```\n"
CLOSED = f":::::{{handling}} TLP:GREEN\n\n(Kept-back)=\n## A closed section\n\nClosed words.\n\n{TABLE}\n:::::\n"


def told(project: Project, edition: Edition = Edition.PUBLIC) -> list[str]:
    """What is wrong in an edition, or nothing."""
    config = Config.load(project.root, date(2026, 11, 23))
    manual = check_manual(config)
    try:
        assemble(config, manual, edition)
    except Trouble as trouble:
        return [str(problem) for problem in trouble.problems]
    return []


def leads(project: Project, words: str, name: str) -> list[str]:
    return [
        f"{POST}:{project.line(POST, words)}: leads to `{name}`, which the public edition may not carry; put the "
        "passage in a `:::{handling}` block with the same label, or take the reference away [handling]"
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("See {numref}`Table-kept` there.", "Table-kept"),
        ("See {numref}`table-kept` there.", "table-kept"),
        ("See {ref}`that <Kept-back>` there.", "Kept-back"),
        ("See [the words](#kept-back) there.", "kept-back"),
    ],
)
def test_a_label_of_a_closed_passage_is_told_at_the_line_that_leads_there(
    project: Project, words: str, name: str
) -> None:
    project.write(MAPPING, project.read(MAPPING) + "\n" + CLOSED)
    assert told(project) == []
    project.edit(POST, "- Then read", f"- {words}\n- Then read")
    assert told(project) == leads(project, words, name)
    assert told(project, Edition.NETWORK) == []


def test_a_term_that_only_a_closed_passage_explains_is_told(project: Project) -> None:
    entry = ":::::{handling} TLP:GREEN\n\n```{glossary}\nQuiet List\n  A list that few have.\n```\n:::::\n"
    project.write(GLOSSARY, project.read(GLOSSARY) + "\n" + entry)
    assert told(project) == []
    project.edit(POST, "- Then read", "- Keep a {term}`quiet list`.\n- Then read")
    assert told(project) == leads(project, "{term}`quiet list`", "quiet list")
    assert told(project, Edition.NETWORK) == []


def test_a_chapter_that_the_edition_lacks_is_told(project: Project) -> None:
    project.edit(MAPPING, "handling: TLP:CLEAR", "handling: TLP:GREEN")
    assert told(project) == leads(project, "{chapter}`mapping`", "mapping")


def test_a_label_of_a_closed_passage_may_be_anything_elses_name(project: Project) -> None:
    labelled = "(summit2005)=\nClosed words.\n\n(focal-point)=\nMore of them.\n\n(mapping)=\nLast.\n"
    closed = f":::::{{handling}} TLP:GREEN\n\n{labelled}:::::\n"
    project.write(MAPPING, project.read(MAPPING) + "\n" + closed)
    project.edit(POST, "- Then read", "- See [the page](https://example.org/#summit2005) there.\n- Then read")
    assert told(project) == []
