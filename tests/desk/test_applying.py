"""A proposal is written into the text and committed with its decision in one step, and taken back in one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commented import POST, at, begin, commit, git, said
from focalpoint.checks import find_problems
from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment, Disposition, Mark
from focalpoint.desk.applying.applying import (
    Confirmed,
    apply_and_accept,
    can_be_undone,
    commit_and_accept,
    edit_now,
    problems_of,
    undo,
)
from focalpoint.desk.applying.made_changes import MadeChanges
from focalpoint.problems import Trouble
from focalpoint.review.ledger.ledger import Change, change_ledger, find_comment, issued_draft
from sample_project import Project

LEDGER = "consultations/comments/1/XA.yaml"
OTHER = "consultations/comments/1/XB.yaml"
OFFICIALS = said("XA-001", "", "Officials", Mark.REPLACE, at(1))


@pytest.fixture
def config(project: Project) -> Iterator[Config]:
    """A round of two members whose first comments ask for the same, in a project whose officer Git knows."""
    config = begin(project)
    git(project, "config", "user.name", "Review Officer")
    git(project, "config", "user.email", "officer")
    draft = issued_draft(config)
    change_ledger(config, draft, "XA", lambda _: Change((OFFICIALS, said("XA-002", "Why?", place=at(2)))))
    change_ledger(config, draft, "XB", lambda _: Change((OFFICIALS.model_copy(update={"id": "XB-001"}),)))
    commit(project)
    yield config


def confirmed(config: Config, *ids: str, **facts: Any) -> Confirmed:
    """What a person confirms who was shown the change of the first of some comments."""
    draft = issued_draft(config)
    seen = tuple(find_comment(config, 1, id) for id in ids)
    shown = facts.pop("shown", None) or edit_now(config, draft, seen[0]).sign
    return Confirmed(seen, "Done as you propose.", str(shown), **facts)


def accept(config: Config, *ids: str) -> tuple[Comment, ...]:
    """Apply and accept as a person does."""
    return apply_and_accept(config, issued_draft(config), confirmed(config, *ids))


def refused(config: Config, *ids: str) -> str:
    """Why it cannot be done."""
    with pytest.raises(Trouble) as told:
        accept(config, *ids)
    return str(told.value.problems[0])


def test_the_text_and_the_decisions_are_committed_in_one_step_and_nothing_else_is(
    project: Project, config: Config
) -> None:
    project.edit("manual/task/mapping.md", "Much is done", "A lot is done")
    git(project, "add", "manual/task/mapping.md")
    project.edit("manual/index.md", "# ", "# Our ")
    before, start = project.read(POST), git(project, "rev-parse", "HEAD")
    edit = edit_now(config, issued_draft(config), OFFICIALS)
    assert (edit.file, edit.line) == (POST, project.line(POST, "Members work"))
    assert edit.before.startswith("Members work") and edit.after.startswith("Officials work")
    done = accept(config, "XA-001", "XB-001")
    text, ledgers = git(project, "rev-parse", "HEAD~1"), git(project, "rev-parse", "HEAD")
    assert [(one.id, one.disposition, one.applied_in) for one in done] == [
        ("XA-001", Disposition.ACCEPTED, text), ("XB-001", Disposition.ACCEPTED, text),
    ]  # fmt: skip
    assert project.read(POST) == before.replace("Members work", "Officials work")
    assert git(project, "rev-parse", "HEAD~2") == start
    assert git(project, "show", "--format=%an", "--name-only", text).split("\n") == ["Review Officer", "", POST]
    assert git(project, "show", "--format=", "--name-only", ledgers).split("\n") == [LEDGER, OTHER]
    assert git(project, "status", "--porcelain").split("\n") == ["M manual/index.md", "M  manual/task/mapping.md"]
    told = [str(problem) for problem in find_problems(config)[1] if "comments" in problem.path]
    assert told == []


def test_one_step_takes_all_of_it_back_and_keeps_what_was_edited_elsewhere(project: Project, config: Config) -> None:
    before = project.read(POST)
    accept(config, "XA-001", "XB-001")
    project.edit(POST, "Ask the ministry first", "First ask the ministry")
    commit(project)
    draft = issued_draft(config)
    seen = find_comment(config, 1, "XA-001")
    assert can_be_undone(config, draft, seen)
    opened = undo(config, draft, seen)
    assert [(one.id, one.disposition, one.applied_in) for one in opened] == [("XA-001", None, ""), ("XB-001", None, "")]
    assert project.read(POST) == before.replace("Ask the ministry first", "First ask the ministry")
    assert git(project, "status", "--porcelain") == ""
    assert git(project, "log", "-1", "--format=%s", "HEAD~1") == 'Revert "Apply XA-001, XB-001"'
    assert f"accepted, applied in {seen.applied_in}" in project.read(LEDGER)
    assert not can_be_undone(config, draft, find_comment(config, 1, "XA-001"))


def test_what_later_edits_touch_is_not_taken_back(project: Project, config: Config) -> None:
    accept(config, "XA-001")
    project.edit(POST, "Officials work from many", "Officials work from most")
    commit(project)
    state = git(project, "rev-parse", "HEAD"), project.read(POST), project.read(LEDGER)
    with pytest.raises(Trouble) as told:
        undo(config, issued_draft(config), find_comment(config, 1, "XA-001"))
    assert "the same lines were edited since" in str(told.value.problems[0])
    assert (git(project, "rev-parse", "HEAD"), project.read(POST), project.read(LEDGER)) == state


def test_a_change_that_brings_a_problem_is_told_and_not_made(project: Project, config: Config) -> None:
    wrong = said("XA-003", "", "Officials of every color", Mark.REPLACE, at(1))
    change_ledger(config, issued_draft(config), "XA", lambda known: Change((*known, wrong)))
    commit(project)
    draft = issued_draft(config)
    found = problems_of(config, edit_now(config, draft, wrong))
    line = project.line(POST, "Members work")
    assert [(one.path, one.line) for one in found] == [(POST, line)], found
    assert refused(config, "XA-003").startswith(f"{POST}:{line}: ")
    assert find_comment(config, 1, "XA-003").is_open and "Members work" in project.read(POST)


def test_nothing_is_applied_over_somebodys_uncommitted_edit(project: Project, config: Config) -> None:
    shown = confirmed(config, "XA-001")
    project.edit(POST, "Ask the ministry first", "First ask the ministry")
    assert "was edited since it was last committed" in refused(config, "XA-001")
    commit(project)
    with pytest.raises(Trouble) as told:
        apply_and_accept(config, issued_draft(config), shown)
    assert "has changed since it was shown" in str(told.value.problems[0])


@pytest.mark.parametrize("cause", ["index", "merge", "detached", "nobody"])
def test_where_git_cannot_commit_neither_file_changes(
    project: Project, config: Config, cause: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = project.read(POST), project.read(LEDGER), git(project, "rev-parse", "HEAD")
    said_of = {"index": "another program", "merge": "a merge", "detached": "no branch", "nobody": "who you are"}
    if cause == "index":
        project.write(".git/index.lock", "")
    elif cause == "merge":
        project.write(".git/MERGE_HEAD", state[2])
    elif cause == "detached":
        git(project, "checkout", "-q", "--detach")
    else:
        git(project, "config", "--unset", "user.email")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        monkeypatch.delenv("EMAIL", raising=False)
    assert said_of[cause] in refused(config, "XA-001")
    Path(project.root / ".git/index.lock").unlink(missing_ok=True)
    assert (project.read(POST), project.read(LEDGER), git(project, "rev-parse", "HEAD")) == state
    assert git(project, "status", "--porcelain") == ""


def test_the_line_ends_of_a_file_stay(project: Project, config: Config) -> None:
    data = project.read(POST).replace("\n", "\r\n").encode()
    project.write(POST, data)
    commit(project)
    accept(config, "XA-001")
    assert (project.root / POST).read_bytes() == data.replace(b"Members work", b"Officials work")
    assert git(project, "status", "--porcelain") == ""


def test_a_change_made_by_hand_is_found_and_the_one_with_the_proposed_words_is_first(
    project: Project, config: Config
) -> None:
    project.edit("manual/task/mapping.md", "Much is done", "A lot is done")
    commit(project)
    project.edit(POST, "Members work from", "Officials work from")
    right = commit(project)
    project.edit(POST, "work from many", "work from most")
    later = commit(project)
    made = MadeChanges(config, issued_draft(config)).of(OFFICIALS)
    assert [one.commit for one in made] == [right, later]
    assert made[0].before.startswith("Members work from many") and made[0].after.startswith("Officials work from many")
    assert made[1].before.startswith("Officials work from many") and made[1].subject == "Words"


def test_an_edit_that_is_not_committed_is_committed_alone_with_the_decision(project: Project, config: Config) -> None:
    project.edit(POST, "Members work from", "Officials work from")
    project.edit(POST, "Ask the ministry first", "First ask the ministry")
    draft = issued_draft(config)
    (made,) = MadeChanges(config, draft).of(OFFICIALS)
    assert (made.commit, made.after.split()[0]) == ("", "Officials")
    words = confirmed(config, "XA-001", shown=made.sign, disposition=Disposition.MODIFIED)
    (done,) = commit_and_accept(config, draft, words)
    assert (done.disposition, done.applied_in) == (Disposition.MODIFIED, git(project, "rev-parse", "HEAD~1"))
    assert git(project, "status", "--porcelain") == f"M {POST}"
    rest = git(project, "diff", "-U0", "--", POST)
    assert "+- First ask the ministry" in rest and "Officials" not in rest
    assert [str(one) for one in find_problems(config)[1] if "comments" in one.path] == []


def test_without_git_the_true_cause_is_told(project: Project, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    found = MadeChanges(config, issued_draft(config))
    assert found.why_none().startswith("Git is not installed here")
    assert found.of(OFFICIALS) == []
    with pytest.raises(Trouble) as told:
        apply_and_accept(config, issued_draft(config), Confirmed((OFFICIALS,), "Done.", "x"))
    assert "Git is not installed here" in str(told.value.problems[0])
