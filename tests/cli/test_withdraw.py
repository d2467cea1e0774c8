"""A note that is withdrawn leaves a dated stub, and the list of what rested on it."""

from __future__ import annotations

import subprocess

import pytest

from sample_project import Project

pytestmark = pytest.mark.slow

NOTE = "consultations/notes/lima-2026.md"


def test_the_text_is_gone_and_what_rested_on_it_is_told(project: Project) -> None:
    line = project.line("manual/task/mapping.md", "lima-2026 1")
    done = project.run("note", "withdraw", "lima-2026", "--yes")
    assert done.status == 0, done.err
    stub = project.read(NOTE)
    assert "withdrawn_on: 2" in stub
    for word in ("Lima", "neighbours", "Second meeting"):
        assert word not in stub
    assert f"  manual/task/mapping.md:{line}\n" in done.out
    assert "No finished edition here carried it" in done.out
    check = project.run("check")
    assert check.status == 1
    assert f"manual/task/mapping.md:{line}: cites the note `lima-2026`, which was withdrawn" in check.err
    project.write("manual/task/mapping.md", project.read("manual/task/mapping.md").replace(" {heard}`lima-2026 1`", ""))
    assert project.run("check").status == 0


def test_finished_editions_that_carried_it_are_told(project: Project) -> None:
    git = ["git", "-C", str(project.root), "-c", "user.name=A", "-c", "user.email=a@example.test"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "One"], ["tag", "edition-1"]):
        subprocess.run([*git, *words], check=True)
    project.write("dist/network/manual.pdf", "%PDF")
    project.write("dist/public/manual.pdf", "%PDF")
    out = project.run("note", "withdraw", "lima-2026", "--yes").out
    assert "dist/network" in out
    assert "dist/public" not in out
    assert "the version edition-1 in Git (network, secretariat)" in out


def test_nothing_is_removed_unasked(project: Project) -> None:
    before = project.read(NOTE)
    done = project.run("note", "withdraw", "lima-2026")
    assert done.status == 1
    assert done.err == f"{NOTE}: removes its text for good; add --yes to do so [stopped]\n"
    assert project.read(NOTE) == before


def test_a_note_that_is_not_there_or_gone_already_is_told(project: Project) -> None:
    assert (
        "no note is called `rome-2026`; the notes are accra-2026, lima-2026"
        in project.run("note", "withdraw", "rome-2026", "--yes").err
    )
    project.run("note", "withdraw", "lima-2026", "--yes")
    again = project.run("note", "withdraw", "lima-2026", "--yes")
    assert again.status == 1
    assert "already; nothing was changed" in again.err
