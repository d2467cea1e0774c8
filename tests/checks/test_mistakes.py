"""The mistakes that authors make, on one page to read: each is told once, with its line and what to write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file
from test_faults import plant

from focalpoint.config import Config
from focalpoint.problems import Trouble
from focalpoint.release.readiness import ready_manual
from sample_project import Project

PAGE = Path(__file__).with_name("mistakes.md")
CASES = [(title.strip(), change, said) for _line, title, change, said in read_fixture_file(PAGE)]


@pytest.mark.parametrize(("title", "change", "said"), CASES, ids=[title for title, _change, _said in CASES])
def test_a_mistake_is_told_once(project: Project, title: str, change: str, said: str) -> None:
    plant(project, change)
    with pytest.raises(Trouble) as caught:
        ready_manual(Config.load(project.root, date(2026, 11, 23)))
    assert [str(problem) for problem in caught.value.problems] == [said.rstrip("\n")]


def test_the_page_has_a_hundred_mistakes_and_more() -> None:
    assert len(CASES) >= 99
    assert len({title for title, _change, _said in CASES}) == len(CASES)


def test_a_stray_copy_of_a_chapter_is_told_once(project: Project) -> None:
    project.write("manual/ground/post (copy).md", project.read("manual/ground/post.md"))
    with pytest.raises(Trouble) as caught:
        ready_manual(Config.load(project.root, date(2026, 11, 23)))
    (problem,) = caught.value.problems
    assert str(problem).startswith("manual/ground/post (copy).md: is not in the table of contents, and")
    assert "if it is a copy of a chapter, move it out of manual/" in problem.message
