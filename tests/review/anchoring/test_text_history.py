"""Blocks are followed through the history that Git has, and what is wrong with that history is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from followed import DESK, POST, TEXTS, YEAR, Manual, make_manual

from figures.committing import git, issue
from focalpoint.review.anchoring.anchoring import PlaceStatus


@pytest.fixture
def manual(tmp_path: Path) -> Manual:
    return make_manual(tmp_path / "manual")


def test_what_is_not_committed_yet_counts(manual: Manual) -> None:
    file = manual.root / POST
    file.write_text(TEXTS[POST].replace("once a year", "each year"), encoding="utf-8")
    before = git(manual.root, "status", "--porcelain")
    assert manual.place(YEAR).status is PlaceStatus.EDITED
    assert git(manual.root, "status", "--porcelain") == before


def test_without_git_only_the_same_words_are_accepted(manual: Manual) -> None:
    manual.edit(POST, "once a year", "each year")
    shutil.rmtree(manual.root / ".git")
    same, other = manual.place(DESK), manual.place(YEAR)
    assert same.status is PlaceStatus.EXACT and "not in Git" in same.why
    assert other.status is PlaceStatus.ASK and other.similar[0].text == YEAR.replace("once a year", "each year")


def test_a_shallow_copy_says_that_the_commit_is_missing(manual: Manual, tmp_path: Path) -> None:
    manual.edit(POST, "once a year", "each year")
    git(tmp_path, "clone", "-q", "--depth", "1", manual.root.as_uri(), "shallow")
    today = Manual(tmp_path / "shallow", manual.draft).place(YEAR)
    assert today.status is PlaceStatus.ASK and "shallow" in today.why and today.similar


def test_a_commit_that_today_s_text_does_not_come_from_is_compared_in_one_step(manual: Manual) -> None:
    git(manual.root, "commit", "-q", "--amend", "-m", "rewritten")
    manual.edit(POST, "once a year", "each year")
    today = manual.place(YEAR)
    assert today.status is PlaceStatus.EDITED and "one step" in today.why


def test_a_draft_made_on_a_branch_is_followed_through_the_merge(manual: Manual) -> None:
    git(manual.root, "checkout", "-q", "-b", "side")
    made = manual.edit(POST, "once a year", "each year")
    draft = issue(manual.root, 2, made)
    git(manual.root, "checkout", "-q", "main")
    git(manual.root, "merge", "-q", "--no-ff", "-m", "merge", "side")
    side = Manual(manual.root, draft, manual.texts)
    side.edit(POST, "each year", "every year")
    today = side.place(YEAR.replace("once a year", "each year"))
    assert today.status is PlaceStatus.EDITED and not today.why
