"""What Sphinx complains of is told in the author's own path and line, in every build until it is put right."""

from __future__ import annotations

import pytest
from extension_texts import EXTENSION

from focalpoint.press.print_builder import FragmentBuilder
from sample_project import Project
from sphinx_pages import write

pytestmark = pytest.mark.slow

CHAPTER, NOTE = "manual/task/third.md", "consultations/notes/accra-2026.md"
FAULTS = {
    "a label that nothing has": ("Text with {ref}`nowhere`.", 0),
    "a number of what has none": ("Text with {numref}`first-one`.", 0),
    "a term that the glossary lacks": ("Text with {term}`nothing`.", 0),
    "a chapter that does not exist": ("Text with {chapter}`nothing`.", 0),
    "an unknown role": ("Text with {nonsense}`nothing`.", 0),
    "an unknown directive": ("```{nonsense}\nText.\n```", 0),
    "an unknown option": ("```{list-table} Rows\n:colour: red\n\n* - A\n```", 1),
    "a table with rows of two lengths": ("```{list-table} Rows\n\n* - A\n  - B\n* - C\n```", 0),
    "a footnote given twice": ("Text.[^a]\n\n[^a]: One.\n\n[^a]: Two.", 4),
    "a footnote that nothing calls": ("[^b]: One.", 0),
    "a source that is not listed": ("Text.{footcite}`nothing`", 0),
    "a fault in a list": ("- One.\n- Text with {para}`nothing`.", 1),
    "a fault in a table": ("```{list-table} Rows\n\n* - A\n* - {para}`nothing`\n```", 3),
    "a fault in an action's text": (":::{action} Do it.\n:id: T-1\n\nText.\n\nMore {para}`nothing`.\n:::", 5),
    "a skipped heading": ("#### Deep", 0),
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One project for every fault in turn; each test puts the text back."""
    project = Project(tmp_path_factory.mktemp("faulty"))
    for path, text in EXTENSION.items():
        project.write(path, text)
    return project


@pytest.mark.parametrize(("fault", "below"), FAULTS.values(), ids=FAULTS)
def test_a_complaint_names_the_authors_file_and_line(faulty: Project, fault: str, below: int) -> None:
    _complains(faulty, CHAPTER, fault, below)


@pytest.mark.parametrize("name", ["a label that nothing has", "an unknown option", "a fault in a list"])
def test_a_complaint_of_a_note_names_the_note_where_its_author_has_it(faulty: Project, name: str) -> None:
    _complains(faulty, NOTE, *FAULTS[name])


def _complains(faulty: Project, path: str, fault: str, below: int) -> None:
    faulty.write(path, f"{EXTENSION[path]}\n{fault}\n")
    line = faulty.line(path, fault.split("\n")[0]) + below
    try:
        problems = write(faulty, "print").problems
    finally:
        faulty.write(path, EXTENSION[path])
    assert {(problem.path, problem.line) for problem in problems} == {(path, line)}
    assert not any(word in str(problems) for word in (str(faulty.root), "build/", "source/", "Traceback"))


@pytest.mark.parametrize("again", ["print", "html"])
def test_a_complaint_comes_back_in_the_next_build_whatever_it_makes(texts: Project, again: str) -> None:
    texts.write(CHAPTER, EXTENSION[CHAPTER] + "\n```{list-table} Rows\n:colour: red\n\n* - A\n```\n")
    first = write(texts, "print").problems
    assert len(first) == 1
    assert write(texts, again).problems == first


def test_a_build_that_was_stopped_does_not_swallow_a_complaint(texts: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert write(texts, "print").problems == []
    texts.write(CHAPTER, EXTENSION[CHAPTER] + "\n```{list-table} Rows\n:colour: red\n\n* - A\n```\n")
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(FragmentBuilder, "finish", _stop)
        write(texts, "print")
    assert len(write(texts, "print").problems) == 1


def test_a_label_given_twice_for_a_while_is_found_again_afterwards(texts: Project) -> None:
    texts.write(CHAPTER, EXTENSION[CHAPTER] + "\n(first-one)=\nText.\n\n```{glossary}\nfocal point\n  Again.\n```\n")
    assert write(texts, "print").problems != []
    texts.write(CHAPTER, EXTENSION[CHAPTER])
    assert write(texts, "print").problems == []


def test_a_link_to_a_label_shows_the_authors_own_words(texts: Project) -> None:
    texts.edit(CHAPTER, "One cites", "One leads [to the beginning](#first-one) and cites")
    written = write(texts, "print")
    assert written.problems == []
    assert written.page("task/third").xpath("//a[.='to the beginning']/@href") == ["#ground-first.first-one"]


def _stop(builder: object) -> None:
    raise KeyboardInterrupt
