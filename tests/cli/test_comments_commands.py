"""The commands of the ledger as a person types them: in, listed, shown, decided, placed, out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from test_help import PROGRAMMERS

from commented import at, begin, commit, found, git, ids, ledger, reading, returned
from focalpoint.config import Config
from focalpoint.content.comments import Mark
from focalpoint.review.importing import import_returned
from sample_project import COMMAND, Project, environment

POST = "manual/ground/post.md"
LETTER = """From: desk
Subject: Comments on draft-1-1f0c9a7b52

Para 1.2: Which ministry is meant?
"""
COMMANDS = ("import", "list", "show", "decide", "duplicate", "withdraw", "add", "place", "export")


@pytest.fixture
def config(project: Project) -> Config:
    """A round with comments of two members."""
    config = begin(project)
    bring(config, "XA", found("Too many?"), found("", "States", Mark.REPLACE, at(1, 0, 7)))
    bring(config, "XB", found("", mark=Mark.DELETE, place=at(1, 0, 7)), found("Good figure", place=at(3)))
    commit(project)
    return config


def bring(config: Config, member: str, *findings: object) -> None:
    files = reading(a=returned(*findings))  # type: ignore[arg-type]
    import_returned(config, [Path("a.pdf")], member, None, config.today, files)


def run(project: Project, *words: str, status: int = 0, columns: str = "80") -> str:
    """What a command of the ledger prints, or what is wrong."""
    result = project.run("comments", *words, env={"COLUMNS": columns})
    assert result.status == status, result.out + result.err
    assert "Traceback" not in result.err
    return result.err if status else result.out


def test_the_list_fits_a_narrow_terminal_and_tells_conflicts(config: Config, project: Project) -> None:
    out = run(project, "list")
    assert max(map(len, out.splitlines())) <= 80
    assert "4 of 4 comments on draft 1, 4 open" in out
    assert "Conflicts: 1; only one of each two can be followed:\n  XB-001 deletes what XA-002 replaces\n" in out
    assert f"exact {POST}:{project.line(POST, 'Members work')}" in run(project, "list", columns="200")


def test_the_list_is_as_short_as_asked(config: Config, project: Project) -> None:
    for words, count in (
        (("--member", "xb"), 2),
        (("--chapter", "mapping"), 1),
        (("--chapter", "1"), 3),
        (("--type", "ed"), 0),
        (("--member", "XA", "--open"), 2),
    ):
        assert f"{count} of 4 comments on draft 1" in run(project, "list", *words), words


def test_a_comment_is_shown_with_its_place_then_and_now(config: Config, project: Project) -> None:
    project.edit(POST, "Members work from many ministries.", "Members work from some ministries.")
    out = run(project, "show", "XA-002", columns="200")
    assert "XA-002: general, replace, by pdf, 2026-11-25\nIn the draft: paragraph 1.1, page 1 (exact)\n" in out
    assert "Words: Members\nProposed change: States\n" in out
    assert "The paragraph then: Members work from many ministries.\n" in out
    assert f"Today: edited {POST}:{project.line(POST, 'Members work')}" in out
    assert "The paragraph today: Members work from some ministries." in out
    assert "Decision: open" in out
    assert "On the same words, XA-001 (open): Too many?" in out
    assert "XB-001 deletes what XA-002 replaces" in out


def test_a_comment_is_decided(config: Config, project: Project) -> None:
    done = git(project, "rev-parse", "HEAD")
    words = ("decide", "XA-002", "accepted", "--observation", "Yes: so it is.")
    assert run(project, *words, status=1).startswith("XA-002: `accepted` needs the commit that made the change")
    assert run(project, *words, "--applied-in", done[:8]) == f"XA-002 on draft 1: accepted, applied in {done[:12]}\n"
    comment = ledger(config).fields.comments[1]
    assert (comment.observation, comment.applied_in) == ("Yes: so it is.", done)
    assert "add --again to decide it anew" in run(project, *words, "--applied-in", done, status=1)
    assert "1 of 4 comments on draft 1, 1 open" in run(project, "list", "--open", "--member", "XA")


def test_duplicates_withdrawals_and_calls(config: Config, project: Project) -> None:
    assert run(project, "duplicate", "XB-002", "XA-001") == "XB-002 is a duplicate of XA-001\n"
    assert run(project, "withdraw", "XB-001").startswith("XB-001 was withdrawn on 20")
    said = ("add", "--from", "xb", "--channel", "call", "--paragraph", "1.2", "--comment", "Ask us first")
    assert run(project, *said) == "Entered as XB-003 on paragraph 1.2\n"
    assert ids(config, "XB") == ["XB-001", "XB-002", "XB-003"]
    assert "3 open" in run(project, "list")
    assert project.run("check").status == 0


def test_a_file_is_imported_and_one_that_cannot_be_read_is_told(config: Config, project: Project) -> None:
    project.write("in/letter.txt", LETTER)
    project.write("in/broken.pdf", b"%PDF-1.7 nothing")
    result = project.run("comments", "import", "in/broken.pdf", "in/letter.txt", "--from", "XA", "--draft", "1")
    assert result.status == 1
    assert result.err.startswith("in/broken.pdf: ")
    assert "in/letter.txt, of draft 1: 1 comments (1 note)\n" in result.out
    assert "  new: 1 (XA-003); known before: 0\n" in result.out
    assert ledger(config).fields.comments[2].place.paragraph == "1.2"
    again = project.run("comments", "import", "in/letter.txt", "--from", "XA", "--draft", "1")
    assert (again.status, "  new: 0; known before: 1\n" in again.out) == (0, True)


def test_a_broken_ledger_is_told_and_hides_no_other(config: Config, project: Project) -> None:
    project.write("consultations/comments/1/XB.yaml", "\tbroken")
    result = project.run("comments", "list")
    assert result.status == 1
    assert result.err.startswith("consultations/comments/1/XB.yaml:1: the ledger is not readable")
    assert "XA-001" in result.out
    assert "not readable" in run(project, "export", status=1)


def answered(project: Project, answers: str) -> str:
    """What `place` prints while a person types these answers."""
    done = subprocess.run(
        [COMMAND, "comments", "place"], cwd=project.root, input=answers, capture_output=True, encoding="utf-8",
        env=environment(), timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_person_places_what_nobody_else_can(config: Config, project: Project) -> None:
    bring(
        config, "XA", *(found(f"Where {n}?", place=at(1).model_copy(update={"block": "", "file": ""})) for n in "abc")
    )
    line = project.line(POST, "Members work")
    out = answered(project, f"7\nnowhere.md:1\n{POST}:{line}\ngone\n\n")
    assert "XA-003 (1 of 3), paragraph 1.1: Where a?" in out
    assert "`7` is no answer; type a number above" in out
    assert "nowhere.md: is no text of the manual" in out
    assert "Placed 2 of 3 comments on draft 1 that are to be asked" in out
    listed = run(project, "list", columns="200")
    assert listed.count(f"exact {POST}:{line}") == 4
    assert "gone" in listed
    assert "(1 of 1)" in answered(project, "")


def test_comments_are_written_as_word_and_excel(config: Config, project: Project) -> None:
    for format in ("docx", "xlsx"):
        file = f"dist/drafts/1/comments-draft-1.{format}"
        assert run(project, "export", "--format", format) == f"Wrote {file}; nothing was sent\n"
        assert (project.root / file).read_bytes().startswith(b"PK")


def test_without_a_draft_it_says_what_comes_first(project: Project) -> None:
    assert "no draft was issued yet; issue one first" in run(project, "list", status=1)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_plain_words(project: Project, command: str) -> None:
    out = run(project, *filter(None, (command,)), "--help")
    words = out.lower().replace("[", " ").replace("<", " ").replace(">", " ").split()
    assert not set(words) & set(PROGRAMMERS)
    assert command or all(f"  {name} " in out for name in COMMANDS)
