"""A manual of one's own: what `focalpoint new project` lays out is whole, passes the check, can be built and sent."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focalpoint.problems import Trouble
from focalpoint.templates.new_project import Names, lay_out_project
from sample_project import COMMAND, Project, Result, environment

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 23)
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
"""Variables under which Git does not know who types."""
FILES = {
    *(".gitignore", "README.md", "pyproject.toml", "manual/conf.py", "manual/index.md", "manual/vocabulary.toml"),
    *("manual/first-steps/the-task.md", "manual/glossary.md", "manual/sources.md", "manual/sources.bib"),
    *("consultations/notes/first-consultation.md", "consultations/roster.yaml", "consultations/invitation.txt"),
    *(f"consultations/schemas/{name}.json" for name in ("chapter", "draft", "language", "ledger", "note", "roster")),
    "consultations/schemas/vocabulary.json",
}


def new_project(above: Path, folder: str, *more: str, title: str = "Handbook for Inspectors") -> Result:
    command = [COMMAND, "new", "project", folder, "--title", title, "--publisher", "Office of Inspection", *more]
    done = subprocess.run(command, cwd=above, env=environment(ALONE), capture_output=True, text=True, check=False)
    return Result(done.returncode, done.stdout, done.stderr)


def tracked(folder: Path) -> set[str]:
    return set(git(folder, "ls-files").splitlines())


def git(folder: Path, *command: str) -> str:
    return subprocess.run(["git", *command], cwd=folder, capture_output=True, text=True, check=True).stdout


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_has_all_files_committed_and_passes_the_check(tmp_path: Path) -> None:
    made = new_project(tmp_path, "handbook")
    assert (made.status, made.err) == (0, "")
    assert "  cd handbook\n  focalpoint check\n" in made.out
    assert "git config --global user.name" in made.out
    folder = tmp_path / "handbook"
    assert tracked(folder) == FILES
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "log", "--format=%an: %s") == "Secretariat: A new manual\n"
    assert git(folder, "config", "--local", "--get-regexp", "user.*|core.bare") == "core.bare false\n"
    assert left_in(tmp_path) == ["handbook"]
    checked = Project(folder).run("check")
    assert (checked.status, checked.err) == (0, "")
    assert Project(folder).read("manual/first-steps/the-task.md").count("checked: 2026-11-23\n") == 1


def test_the_first_commit_is_in_the_name_that_git_knows(tmp_path: Path) -> None:
    known = {"GIT_AUTHOR_NAME": "An office", "GIT_AUTHOR_EMAIL": "office@example.org"}
    known |= {"GIT_COMMITTER_NAME": "An office", "GIT_COMMITTER_EMAIL": "office@example.org"}
    command = [COMMAND, "new", "project", "x", "--title", "Handbook", "--publisher", "Office"]
    env = environment(ALONE | known)
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "git config --global" not in done.stdout
    assert git(tmp_path / "x", "log", "--format=%an") == "An office\n"


def test_an_empty_folder_is_filled_and_keeps_its_place(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    assert new_project(tmp_path / "here", ".").status == 0
    assert tracked(tmp_path / "here") == FILES


def test_folders_above_it_are_made(tmp_path: Path) -> None:
    assert new_project(tmp_path, "a/b/c").status == 0
    assert tracked(tmp_path / "a" / "b" / "c") == FILES


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear all", encoding="utf-8")
    made = new_project(tmp_path, "full")
    assert made.status == 1
    assert made.err.endswith("already exists and is not empty; name a new folder [stopped]\n")
    assert left_in(tmp_path) == ["full"] and left_in(tmp_path / "full") == ["letter.txt"]


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("", "--title is empty or holds a character that cannot be printed; write it in words [stopped]"),
        ("A\x07B", "--title is empty or holds a character that cannot be printed; write it in words [stopped]"),
        ("Organising inspections", "`Organising` is spelled `Organizing` in this manual; write it so (--title or"),
    ],
)
def test_a_title_that_cannot_be_is_told_and_nothing_is_made(tmp_path: Path, title: str, says: str) -> None:
    made = new_project(tmp_path, "handbook", title=title)
    assert made.status == 1
    assert says in made.err
    assert left_in(tmp_path) == []


def test_a_fault_half_way_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    with pytest.raises(Trouble, match="Git is not installed here"):
        lay_out_project(tmp_path / "a" / "handbook", Names("Handbook", "Office"), TODAY)
    assert left_in(tmp_path) == []


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0x24F), min_size=1, max_size=30))
def test_any_title_stands_as_it_was_typed_or_is_refused(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    folder = tmp_path_factory.mktemp("titled") / "project"
    try:
        lay_out_project(folder, Names(title, title), TODAY)
    except Trouble:
        assert left_in(folder.parent) == []
        return
    settings_file = (folder / "pyproject.toml").read_text(encoding="utf-8")
    assert f"title = {json.dumps(' '.join(title.split()), ensure_ascii=False)}\n" in settings_file


@pytest.mark.slow
def test_it_builds_each_edition_and_issues_a_draft(tmp_path: Path) -> None:
    assert new_project(tmp_path, "handbook", "--network", "Network of Inspectors").status == 0
    project = Project(tmp_path / "handbook")
    for edition in ("public", "network", "secretariat"):
        built = project.run("build", "--edition", edition)
        assert (built.status, built.err) == (0, "")
        assert (project.root / "dist" / edition / "html" / "index.html").is_file()
    with pypdfium2.PdfDocument(project.root / "dist/public/manual.pdf") as document:
        cover = " ".join(document[0].get_textpage().get_text_range().split())
        assert all(words in cover for words in ("Network of Inspectors", "Handbook for Inspectors", "How to begin"))
    issued = project.run("draft", "issue", "--copies", env=ALONE)
    assert (issued.status, issued.err) == (0, "")
    assert (project.root / "consultations/drafts/1/draft.yaml").is_file()
    assert (project.root / "dist/drafts/1/copies/manual-draft-1-EXAMPLE.pdf").is_file()
