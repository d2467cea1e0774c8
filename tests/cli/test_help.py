"""What the command says of itself: in a policy officer's words, and plain where there is no terminal."""

from __future__ import annotations

import re
import resource
from pathlib import Path

import pytest

from sample_project import Project
from sample_texts import REPOSITORY

pytestmark = pytest.mark.slow

COMMANDS = [
    *((), ("build",), ("check",), ("leaks",), ("new",), ("new", "chapter"), ("new", "note"), ("note", "withdraw")),
    *(("roster", "show"), ("roster", "invite"), ("status",), ("schemas",), ("preview",)),
    *(("release", "make"), ("changes",), ("account",)),
]
PROGRAMMERS = (
    "sphinx|docutils|myst|python|yaml|pip|regex|exception|traceback|boolean|bool|str|int|integer|float|enum|dict|null|"
    "none|stdout|stderr|parse[rd]?|compile[rd]?|daemon|thread|spawn|config|cache|ast|json|api|cli|slug|docname|toctree"
).split("|")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_in_words_that_a_policy_officer_knows(project: Project, command: tuple[str, ...]) -> None:
    result = project.run(*command, "--help")
    assert (result.status, result.err) == (0, "")
    words = set(re.findall(r"[a-z]+", result.out.lower()))
    assert words.isdisjoint(PROGRAMMERS), words.intersection(PROGRAMMERS)
    assert "\x1b" not in result.out


def test_a_programmers_word_would_be_found() -> None:
    assert not set(re.findall(r"[a-z]+", "--workers <int range>")).isdisjoint(PROGRAMMERS)


def test_help_names_every_command(project: Project) -> None:
    text = project.run("--help").out
    assert all(f"\n  {command} " in text for command in ("build", "check", "new"))
    assert all(f"\n  {command} " in project.run("new", "--help").out for command in ("chapter", "note"))


@pytest.mark.parametrize("command", [(), ("new",)], ids=" ".join)
def test_without_a_command_it_shows_the_commands(project: Project, command: tuple[str, ...]) -> None:
    result = project.run(*command)
    assert result.status == 2
    assert "Commands:" in result.out + result.err


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("biuld",), "Did you mean 'build'?"),
        (("build", "--edition", "pubic"), "is not one of 'public', 'network', 'secretariat'"),
        (("build", "--format", "docx"), "is not one of 'html', 'pdf', 'all'"),
        (("new", "chapter"), "FOLDER/NAME"),
    ],
)
def test_a_mistyped_command_is_told(project: Project, command: tuple[str, ...], says: str) -> None:
    result = project.run(*command)
    assert result.status == 2
    assert says in result.err
    assert "Traceback" not in result.err


def test_a_build_is_told_in_plain_lines(built: Project, tmp_path: Path) -> None:
    result = built.copy(tmp_path / "again").run("build", "--workers", "1")
    lines = result.out.splitlines()
    assert lines[0] == "Checking the text"
    assert re.fullmatch(r"dist/public/manual\.pdf \(\d+ pages\)", lines[-3])
    assert lines[-2] == "dist/public/html/index.html"
    assert re.fullmatch(r"Done in \d+\.\d seconds", lines[-1])
    assert result.err == ""
    assert not set(result.out) & {"\x1b", "\r", "\b"}


def test_a_terminal_that_cannot_show_a_letter_shows_a_question_mark(project: Project) -> None:
    project.edit("manual/ground/post.md", "many ministries.", "many ministries. “Été” was one.")
    result = project.run("check", env={"PYTHONIOENCODING": "ascii"})
    assert result.status == 1
    assert "(`?" in result.err
    assert "Traceback" not in result.err


def test_what_looks_like_a_picture_or_a_colour_is_shown_as_it_is(project: Project) -> None:
    project.edit("manual/ground/post.md", "{para}`post-first`", "{para}`[red]:key:`")
    assert "nothing has the label `[red]:key:`" in project.run("check").err


def test_the_repositorys_own_manual_passes_the_check_in_two_seconds() -> None:
    # The first run keeps what it read of the texts.
    assert Project(REPOSITORY).run("check").status == 0
    # Seconds of the processor, which other work on the machine hardly changes.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = Project(REPOSITORY).run("check")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (result.status, result.err) == (0, "")
    assert re.fullmatch(r"\d+ chapters and \d+ consultation notes?: nothing to put right\n", result.out)
    assert 0.1 < after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2
