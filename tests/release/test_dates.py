"""The day an edition carries is that of its text, so that the same text makes the same edition on any day."""

from __future__ import annotations

import os
import subprocess
from datetime import date

import pytest

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.imprint import imprint
from sample_project import Project

TODAY, COMMITTED, LATER = date(2026, 12, 24), date(2026, 11, 3), date(2026, 12, 1)


def shown(project: Project) -> date:
    """The day in the imprint of an edition built today."""
    return imprint(Config.load(project.root, TODAY), Edition.PUBLIC).date


def git(project: Project, *words: str, day: date = COMMITTED) -> None:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    who |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
    when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00+0000", "GIT_COMMITTER_DATE": f"{day}T12:00:00+0000"}
    subprocess.run(
        ["git", *words], cwd=project.root, env={**os.environ, **who, **when}, check=True, capture_output=True
    )


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def committed(project: Project) -> Project:
    """The sample project with all its text in one commit."""
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "Text")
    return project


def test_it_is_the_day_of_the_last_commit_to_the_text(committed: Project) -> None:
    assert shown(committed) == COMMITTED
    committed.edit("consultations/notes/accra-2026.md", "A list helps.", "A list may help.")
    git(committed, "commit", "--quiet", "--all", "--message", "Note", day=LATER)
    assert shown(committed) == LATER


def test_a_commit_to_anything_else_does_not_change_it(committed: Project) -> None:
    committed.write("tooling/tool.py", "pass\n")
    git(committed, "add", ".")
    git(committed, "commit", "--quiet", "--message", "Tool", day=LATER)
    committed.write("tooling/tool.py", "...\n")
    assert shown(committed) == COMMITTED


@pytest.mark.parametrize("path", ["manual/ground/post.md", "manual/new.md", "consultations/notes/accra-2026.md"])
def test_it_is_today_where_the_text_has_changes_that_are_not_committed(committed: Project, path: str) -> None:
    committed.write(path, "changed")
    assert shown(committed) == TODAY


def test_it_is_today_where_a_text_was_deleted_and_that_is_not_committed(committed: Project) -> None:
    (committed.root / "manual/task/mapping.md").unlink()
    assert shown(committed) == TODAY


def test_it_is_today_without_git_or_before_the_first_commit(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(project) == TODAY
    git(project, "init", "--quiet")
    assert shown(project) == TODAY
    monkeypatch.setenv("PATH", "")
    assert shown(project) == TODAY


def test_the_epoch_goes_before_all(committed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    committed.write("manual/new.md", "changed")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    assert shown(committed) == date(2026, 11, 23)


def test_an_epoch_that_is_no_number_is_left_aside(committed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert shown(committed) == COMMITTED
