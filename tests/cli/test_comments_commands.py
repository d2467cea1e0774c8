"""The commands of the ledger as a person types them: in, listed, shown, decided, placed, out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_help import PROGRAMMERS
from typer.testing import CliRunner

from commented import at, begin, commit, found, ids, issue, ledger, reading, returned
from focalpoint.checks import check_manual
from focalpoint.cli.comment_views import question
from focalpoint.cli.main import app, register
from focalpoint.config import Config
from focalpoint.content.rounds.comments import Mark
from focalpoint.content.rounds.returned import Finding
from focalpoint.review.intake.importing import ImportRequest, import_returned
from sample_project import Project

pytestmark = pytest.mark.slow
register([])

POST = "manual/ground/post.md"
LETTER = """From: desk
Subject: Comments on draft-1-1f0c9a7b52

Para 1.2: Which ministry is meant?
"""
COMMANDS = ("import", "list", "show", "decide", "duplicate", "withdraw", "reopen", "add", "place", "export")


@pytest.fixture
def config(project: Project, monkeypatch: pytest.MonkeyPatch) -> Config:
    """A round with comments of two members; commands are typed in its folder."""
    monkeypatch.chdir(project.root)
    config = begin(project)
    bring(config, "XA", found("Too many?"), found("", "States", Mark.REPLACE, at(1, 0, 7)))
    bring(config, "XB", found("", mark=Mark.DELETE, place=at(1, 0, 7)), found("Good figure", place=at(3)))
    commit(project)
    return config


def bring(config: Config, member: str, *findings: Finding) -> None:
    files = reading(a=returned(*findings))
    import_returned(config, [Path("a.pdf")], ImportRequest(member, config.today, anyway=True), files)


def run(*words: str, status: int = 0, typed: str = "") -> str:
    """What a command of the ledger prints in the folder of the round, or what is wrong."""
    result = CliRunner().invoke(app, ["comments", *words], input=typed)
    assert result.exit_code == status, result.output
    return result.stderr if status else result.output


def test_the_list_fits_a_narrow_terminal_and_tells_conflicts(config: Config, project: Project) -> None:
    out = project.run("comments", "list", env={"COLUMNS": "80"}).out
    assert max(map(len, out.splitlines())) <= 80
    assert "4 of 4 comments on draft 1, 4 open" in out
    assert "Conflicts: 2 comments that cannot be accepted together with another\n  XB-001 deletes" in out
    wide = project.run("comments", "list", env={"COLUMNS": "200"}).out
    assert f"exact {POST}:{project.line(POST, 'Members work')}" in wide


def test_the_list_is_as_short_as_asked(config: Config, project: Project) -> None:
    for words, count in (
        (("--member", "xb"), 2),
        (("--chapter", "mapping"), 1),
        (("--chapter", "1"), 3),
        (("--type", "ed"), 0),
        (("--member", "XA", "--open"), 2),
    ):
        assert f"{count} of 4 comments on draft 1" in run("list", *words), words


def test_an_empty_list_says_why(config: Config, project: Project) -> None:
    assert "no member has the id `XQ`; see focalpoint roster show" in run("list", "--member", "XQ", status=1)
    assert "the member of that name is XA" in run("list", "--member", "Freedonia", status=1)
    assert "Chapters with comments: 1, 2, mapping, post\n" in run("list", "--chapter", "none")
    (project.root / "consultations/comments/1/XA.yaml").unlink()
    (project.root / "consultations/comments/1/XB.yaml").unlink()
    assert "enter it: focalpoint comments import FILE --from MEMBER" in run("list")


def test_an_id_is_taken_as_people_type_it_and_one_of_another_draft_is_told(config: Config, project: Project) -> None:
    for id in ("xa-2", "XA002", "XA-002"):
        assert run("show", id).startswith("XA-002: ")
    issue(project, 2)
    assert run("show", "XA-002", status=1).startswith("draft 2 has no comment XA-002; draft 1 has: add --draft")
    assert run("show", "7", "--draft", "1", status=1).startswith("draft 1 has no comment 7; list them")


def test_a_comment_is_shown_with_its_place_then_and_now(config: Config, project: Project) -> None:
    project.edit(POST, "Members work from many ministries.", "Members work from some ministries.")
    out = run("show", "XA-002")
    assert "XA-002: general, replace, by pdf, 2026-11-23\nIn the draft: paragraph 1.1, page 1 (exact)\n" in out
    assert "Words: Members\nProposed change: States\n" in out
    assert "The paragraph then: Members work from many ministries. The tasks are in Table 1.1.\n" in out
    assert f"Today: edited {POST}:{project.line(POST, 'Members work')}" in out
    assert "The paragraph today: Members work from some ministries." in out
    assert "Decision: open" in out
    assert "On the same words, XA-001 (open): Too many?" in out
    assert "XB-001 deletes what XA-002 replaces" in out


def test_all_paragraphs_of_a_comment_are_shown(config: Config, project: Project) -> None:
    bring(config, "XA", found("Merge them", place=at(1).model_copy(update={"also": ("b2", "b3", *"x" * 3)})))
    project.edit(POST, "Ask the ministry first", "Always ask the ministry first")
    out = run("show", "XA-003")
    assert "The paragraph then: Members work from many ministries." in out
    assert "Paragraph 1.2 then: Ask the ministry first, as paragraph 1.1 says.\nToday: edited" in out
    assert "Paragraph 1.2 today: Always ask the ministry first" in out
    assert "Paragraph 2.1 then: Much is done" in out and "Further: the comment covers 3 more" in out
    assert "On the same words, XB-002 (open): Good figure" in out


def test_a_comment_is_decided(config: Config, project: Project) -> None:
    project.edit(POST, "Members work", "States work")
    done = commit(project)
    words = ("decide", "XA-002", "accepted", "--observation", "Yes: so it is.")
    assert run(*words, status=1).startswith("XA-002: `accepted` needs the commit that made the change")
    assert run(*words, "--applied-in", done[:8]) == f"XA-002 on draft 1: accepted, applied in {done[:12]}\n"
    comment = ledger(config).fields.comments[1]
    assert (comment.observation, comment.applied_in) == ("Yes: so it is.", done)
    assert "add --again to decide it anew" in run(*words, "--applied-in", done, status=1)
    assert "1 of 4 comments on draft 1, 1 open" in run("list", "--open", "--member", "XA")


def test_duplicates_withdrawals_and_calls(config: Config, project: Project) -> None:
    assert run("duplicate", "XB-002", "XA-001") == "XB-002 is a duplicate of XA-001\n"
    assert run("withdraw", "XB-001").startswith("XB-001 was withdrawn on 20")
    assert run("withdraw", "XA-001", status=1).startswith("XB-002 is marked as a duplicate of XA-001; reopen")
    for id in ("xb-001", "XB-002"):
        assert run("reopen", id) == f"{id.upper()} on draft 1: open again\n"
    said = ("add", "--from", "xb", "--channel", "call", "--paragraph", "1.2", "--comment", "Ask us first")
    assert run(*said) == "Entered as XB-003 on paragraph 1.2\n"
    assert ids(config, "XB") == ["XB-001", "XB-002", "XB-003"]
    assert "5 open" in run("list")
    assert check_manual(config).ledgers[1].fields.comments[2].comment == "Ask us first"


def test_a_file_is_imported_and_one_that_cannot_be_read_is_told(config: Config, project: Project) -> None:
    project.write("in/letter.txt", LETTER)
    project.write("in/broken.pdf", b"%PDF-1.7 nothing")
    result = project.run("comments", "import", "in/broken.pdf", "in/letter.txt", "--from", "XA", "--draft", "1")
    assert result.status == 1
    assert result.err.startswith("in/broken.pdf: ")
    assert "in/letter.txt, of draft 1: 1 comment (1 note)\n" in result.out
    assert "  new: 1 (XA-003); known before: 0\n" in result.out
    assert ledger(config).fields.comments[2].place.paragraph == "1.2"


def test_a_broken_ledger_is_told_and_hides_no_other(config: Config, project: Project) -> None:
    project.write("consultations/comments/1/XB.yaml", "\tbroken")
    result = project.run("comments", "list")
    assert result.status == 1
    assert result.err.startswith("consultations/comments/1/XB.yaml:1: the ledger cannot be read")
    assert "XA-001" in result.out
    assert "cannot be read" in run("export", status=1)


def test_a_person_places_what_nobody_else_can(config: Config, project: Project) -> None:
    bring(
        config, "XA", *(found(f"Where {n}?", place=at(1).model_copy(update={"block": "", "file": ""})) for n in "abc")
    )
    line = project.line(POST, "Members work")
    out = run("place", typed=f"7\nnowhere.md:1\n{POST}:{line}\ngone\n\n")
    assert "XA-003 (1 of 3), paragraph 1.1: Where a?" in out
    assert "Type file:line, type gone if it was deleted, or press Enter to skip" in out
    assert "`7` is not an answer; type a number from the list, file:line, or gone" in out
    assert "nowhere.md: is no text of the manual" in out
    assert "Placed 2 of 3 comments on draft 1 that need a place" in out
    listed = project.run("comments", "list", env={"COLUMNS": "200"}).out
    assert listed.count(f"exact {POST}:{line}") == 4
    assert "gone" in listed
    assert "(1 of 1)" in run("place", typed="\n")


@pytest.mark.parametrize(("candidates", "begins"), [(1, "Choose 1, type file:line"), (5, "Choose 1–5, type file:line")])
def test_the_question_says_which_numbers_can_be_chosen(candidates: int, begins: str) -> None:
    assert question(candidates).startswith(begins)


def test_comments_are_written_as_word_and_excel(config: Config, project: Project) -> None:
    for format in ("docx", "xlsx"):
        file = f"dist/drafts/1/comments-draft-1.{format}"
        assert run("export", "--format", format) == f"Wrote {file}; nothing was sent\n"
        assert (project.root / file).read_bytes().startswith(b"PK")


def test_without_a_draft_it_says_what_comes_first(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root)
    assert "no draft was issued yet; issue one first" in run("list", status=1)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_plain_words(command: str) -> None:
    out = run(*filter(None, (command,)), "--help")
    assert not set(re.findall("[a-z]+", out.lower())) & set(PROGRAMMERS)
    assert command or all(f"  {name} " in out for name in COMMANDS)
