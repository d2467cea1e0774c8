"""A release asks about lines that were closed when the last draft or release was made, and are open now."""

from __future__ import annotations

import pytest

from commented import commit, git, issue
from focalpoint.config import Config
from focalpoint.release.gate.open_points import open_points
from released import clear
from sample_project import Project

POST, NOTE = "manual/ground/post.md", "consultations/notes/lima-2026.md"
SECRET = "The deputy has never been told about the list."
CLOSED = f"\n:::{{handling}} TLP:AMBER\n{SECRET}\n:::\n"


@pytest.fixture
def round(project: Project) -> Config:
    """The sample project with a closed passage, of which a draft was issued."""
    project.write(POST, project.read(POST) + CLOSED)
    config = clear(project)
    issue(project)
    return config


def told(config: Config) -> list[str]:
    """What the gate says of lines that were opened."""
    return [str(point) for point in open_points(config) if point.kind == "opened"]


def test_what_stays_closed_is_not_asked_about(project: Project, round: Config) -> None:
    project.write(POST, project.read(POST).replace(CLOSED, f"\nAnother paragraph stands here.\n{CLOSED}"))
    commit(project)
    assert told(round) == []


def test_a_passage_without_its_fences_is_named_by_its_line(project: Project, round: Config) -> None:
    project.write(POST, project.read(POST).replace(CLOSED, f"\n{SECRET}\n"))
    commit(project)
    line = project.read(POST).split("\n").index(SECRET) + 1
    assert told(round) == [
        f"{POST}:{line}: this line was closed to the public edition in draft 1, and is open now; "
        'label it again, or let a person answer for it: --allow opened --because "…" [opened]'
    ]


def test_words_that_move_out_of_a_passage_into_another_chapter_are_named(project: Project, round: Config) -> None:
    project.write(POST, project.read(POST).replace(SECRET, "Another sentence is closed here."))
    other = "manual/task/mapping.md"
    project.write(other, project.read(other) + f"\n{SECRET}\n")
    commit(project)
    assert [line.partition(":")[0] for line in told(round)] == [other]


def test_a_point_without_its_label_and_a_note_with_a_wider_one_are_named(project: Project) -> None:
    words = "They said that the list is never read."
    project.write(NOTE, project.read(NOTE).rstrip("\n") + f"\n2. [TLP:AMBER] {words}\n")
    config = clear(project)
    issue(project)
    project.edit(NOTE, "2. [TLP:AMBER] ", "2. ")
    commit(project)
    assert [line.partition(", and")[0].rpartition(": ")[2] for line in told(config)] == [
        "this line was closed to the network edition in draft 1"
    ]
    project.edit(NOTE, "handling: TLP:GREEN", "handling: TLP:CLEAR")
    commit(project)
    assert any("closed to the public edition" in line for line in told(config))


def test_where_git_lacks_the_draft_it_says_so(project: Project, round: Config) -> None:
    (record,) = project.root.rglob("draft.yaml")
    path = record.relative_to(project.root).as_posix()
    project.edit(path, git(project, "rev-parse", "HEAD~0"), "f" * 40)
    assert any("Git lacks the commit of draft 1" in line for line in told(round))
