"""The index of subjects leads to the paragraphs that an edition carries, and names nothing that it withholds."""

from __future__ import annotations

from pathlib import Path

import pytest

from focalpoint.content.consultation.handling import Edition
from sample_project import Project, make_project
from sphinx_pages import Written, article, links, words, write

pytestmark = pytest.mark.slow

MARKED = """
## Marked

```{index} licences; quotas
```
(marked)=
This paragraph speaks of licences to the {term}`Focal Point`.

```{index} lists
```
- A list belongs to the paragraph before it.

:::{handling} TLP:GREEN

```{index} secret ballots
```
Members vote in secret.
:::

```{index} closed matters
```
:::{brief} why
Nothing.
:::

```{index} Licences
```
This one does so too.
"""


def marked(project: Project) -> Project:
    """The project with marks in one chapter, and an index in its contents."""
    text = MARKED.replace(":::{brief} why\nNothing.\n:::", "Nothing is closed here.")
    project.write("manual/task/mapping.md", project.read("manual/task/mapping.md") + text)
    project.edit("manual/index.md", "glossary\nsources", "glossary\nsubjects\nsources")
    return project


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Written, Written]:
    """The pages of the public and of the network edition."""
    project = marked(make_project(tmp_path_factory.mktemp("subjects") / "project"))
    assert project.run("check").err == ""
    made = write(project), write(project, edition=Edition.NETWORK)
    assert [written.problems for written in made] == [[], []]
    return made


def entries(written: Written) -> list[str]:
    return [words(item) for item in article(written.page("subjects")).xpath(".//ul[@class='subject-index simple']/li")]


def test_subjects_stand_in_their_order_with_the_numbers_of_their_paragraphs(both: tuple[Written, Written]) -> None:
    assert entries(both[0]) == [
        "Closed matters, 2.4",
        "Focal Point, 1.1, 2.3",
        "Licences, 2.3, 2.5",
        "Lists, 2.3",
        "Quotas, 2.3",
    ]
    assert links(both[0].page("subjects"))["2.5"] == "task/mapping.html#p5"


def test_a_withheld_paragraph_has_no_entry(both: tuple[Written, Written]) -> None:
    assert "Secret ballots, 2.3a" in entries(both[1])
    assert not any("ecret" in entry for entry in entries(both[0]))


def test_the_marks_print_nothing_in_the_chapter(both: tuple[Written, Written]) -> None:
    chapter = words(article(both[1].page("task/mapping")))
    assert "quotas" not in chapter and "secret ballots" not in chapter


@pytest.mark.parametrize(
    ("below", "told"),
    [
        (":::{handling} TLP:GREEN\n\nMembers vote.\n:::\n", True),
        (":::{brief} why\n:::{handling} TLP:GREEN\n", True),
        ("## A heading\n\nText follows.\n", True),
        ("% accept term: a name\n\n(there)=\nText follows.\n", False),
        ("1. An item\n", False),
    ],
)
def test_a_mark_stands_directly_before_what_it_names(project: Project, below: str, told: bool) -> None:
    text = project.read("manual/task/mapping.md")
    project.write("manual/task/mapping.md", f"{text}\n```{{index}} ballots\n```\n{below}")
    assert ("names no paragraph; put it directly before one" in project.run("check").err) is told


def test_one_without_a_subject_and_one_in_a_note_are_told(project: Project, tmp_path: Path) -> None:
    text = project.read("manual/task/mapping.md")
    project.write("manual/task/mapping.md", f"{text}\n```{{index}}\n```\nText follows.\n")
    project.edit("consultations/notes/accra-2026.md", "1. Members", "```{index} votes\n```\n\n1. Members")
    told = project.run("check").err
    assert "names no subject; write ` ```{index} arms licences; sanctions `" in told
    assert "only chapters stand in the index of subjects; take the mark out" in told
