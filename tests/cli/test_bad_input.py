"""Bad input, through the real command: told with path and line, nothing made, the last edition untouched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sample_project import Project, Result

pytestmark = pytest.mark.slow

GOOD = {"public/manual.pdf": b"%PDF the last good one", "public/html/index.html": b"<p>the last good one</p>"}
Spoil = Callable[[Project], object]


@pytest.fixture
def published(project: Project) -> Project:
    """The sample with an edition that was published before."""
    for path, data in GOOD.items():
        project.write(f"dist/{path}", data)
    return project


def refused(project: Project, *command: str) -> list[str]:
    """The lines that a command says before it stops; the last edition is still there, byte for byte."""
    result = project.run(*(command or ("build",)))
    assert_stopped(project, result)
    return result.err.splitlines()


def assert_stopped(project: Project, result: Result) -> None:
    assert result.status == 1
    assert "Traceback" not in result.out + result.err
    assert "build/" not in result.err
    assert str(project.root) not in result.err
    assert project.files("dist") == GOOD


def edited(path: str, old: str, new: str) -> Spoil:
    return lambda project: project.edit(path, old, new)


def outside(project: Project) -> None:
    project.write("../outside.md", "Mine.")
    (project.root / "manual/task/linked.md").symlink_to(project.root.parent / "outside.md")


POST = "manual/ground/post.md"
CASES: dict[str, tuple[Spoil, list[str]]] = {
    "unknown front-matter field": (
        edited(POST, "readers: A new official", "reader: A new official"),
        [f"{POST}:4: unknown field `reader`; the fields here are title, question, readers, status, "],
    ),
    "bad date": (
        edited(POST, "2026-11-23", "2026-11-31"),
        [f"{POST}:8: `checked: 2026-11-31` is not a date; write it as 2026-11-23 [front-matter]"],
    ),
    "duplicate id": (
        edited("consultations/notes/lima-2026.md", "id: lima-2026", "id: accra-2026"),
        [
            "consultations/notes/lima-2026.md:2: `id: accra-2026` is not the file's name; make both the same",
        ],
    ),
    "duplicate label": (
        edited("manual/task/mapping.md", "A list has", "(post-first)=\nA list has"),
        [f"manual/task/mapping.md:32: the label `post-first` is also at {POST}:13; rename one [duplicate]"],
    ),
    "note that is not there": (
        edited(POST, "{heard}`accra-2026 1`", "{heard}`accra-2062 1`"),
        [f"{POST}:17: no note is called `accra-2062` (perhaps `accra-2026`); notes are the files in consultations/"],
    ),
    "point that is not there": (
        edited(POST, "{heard}`accra-2026 1`", "{heard}`accra-2026 5`"),
        [f"{POST}:17: the note `accra-2026` has no point 5; its last is 4 [citation]"],
    ),
    "bad UN symbol": (
        edited(POST, "S/RES/2286 (2016)", "S/RES/2286"),
        [f"{POST}:15: `S/RES/2286` is not a UN symbol: a Security Council resolution carries its year: write S/RES/"],
    ),
    "missing image": (
        edited("manual/task/mapping.md", "figures/rings.svg", "figures/ring.svg"),
        [
            "manual/task/mapping.md:14: `../figures/ring.svg` does not exist; check the name [image]",
        ],
    ),
    "broken YAML": (
        edited(POST, "question: What", "question: What: what"),
        [f"{POST}:3: the fields cannot be read: a value holds a colon here; put the value in quotes"],
    ),
    "chapter not in the table of contents": (
        edited("manual/index.md", "task/mapping\n", ""),
        ["manual/task/mapping.md: is not in the table of contents; add `task/mapping` to manual/index.md [contents]"],
    ),
    "chapter that is not there": (
        edited("manual/index.md", "task/mapping\n", "task/mapping\ntask/missing\n"),
        ["manual/index.md:17: there is no chapter `task/missing`; write manual/task/missing.md or take the line out"],
    ),
    "non-UTF-8 file": (
        lambda project: project.write("manual/glossary.md", project.read("manual/glossary.md").encode("utf-16")),
        [
            "manual/glossary.md:1: is not UTF-8 text; save it again as UTF-8, without styles [unreadable]",
        ],
    ),
    "empty chapter": (
        lambda project: project.write("manual/glossary.md", "\n"),
        [
            "manual/glossary.md: is empty; write it, or delete the file [empty]",
        ],
    ),
    "file that one may not read": (
        lambda project: (project.root / "manual/sources.md").chmod(0),
        ["manual/sources.md: cannot be read (Permission denied); check the file [unreadable]"],
    ),
    "folder with a chapter's name": (
        lambda project: (project.root / "manual/task/x.md").mkdir(),
        ["manual/task/x.md: is not a file; move it, or give it another name [unreadable]"],
    ),
    "link to nowhere": (
        lambda project: (project.root / "manual/task/linked.md").symlink_to("nowhere.md"),
        ["manual/task/linked.md: cannot be read (No such file or directory); check the file [unreadable]"],
    ),
    "link out of the project": (
        outside,
        ["manual/task/linked.md: leads outside the project; put the file itself here [unreadable]"],
    ),
    "first page gone": (
        lambda project: (project.root / "manual/index.md").unlink(),
        ["manual/index.md: cannot be read (No such file or directory)"],
    ),
    "sources gone": (
        lambda project: (project.root / "manual/sources.bib").unlink(),
        ["manual/sources.bib: cannot be read (No such file or directory)"],
    ),
    "settings gone": (
        lambda project: (project.root / "manual/conf.py").unlink(),
        ["manual/conf.py: is missing; restore it (git checkout manual/conf.py) [unreadable]"],
    ),
    "first page empty": (
        lambda project: project.write("manual/index.md", "\n"),
        ["manual/index.md: is empty; it holds the table of contents: restore it [empty]"],
    ),
}


@pytest.mark.parametrize(("spoil", "begins"), CASES.values(), ids=CASES)
def test_bad_input_is_told(published: Project, spoil: Spoil, begins: list[str]) -> None:
    spoil(published)
    said = refused(published, "check")
    for begin in begins:
        assert any(line.startswith(begin) for line in said), "\n".join(said)
    assert said[0].startswith(begins[0])


def test_all_problems_are_told_at_once_worst_first(published: Project) -> None:
    spoilt = ["bad date", "point that is not there", "missing image", "bad UN symbol", "link to nowhere"]
    for name in spoilt:
        CASES[name][0](published)
    published.edit("manual/task/mapping.md", "A list has", "Two sentences. A list has")
    said = refused(published, "check")
    kinds = [line.rpartition("[")[2].rstrip("]") for line in said[:-1]]
    assert kinds == ["unreadable", "front-matter", "citation", "symbol", "image", "sentence"]
    assert said[-1] == "6 problems"


@pytest.mark.parametrize("name", ["bad date", "duplicate label", "non-UTF-8 file", "file that one may not read"])
def test_a_build_says_what_the_check_says_and_makes_nothing(published: Project, name: str) -> None:
    CASES[name][0](published)
    assert refused(published, "build", "--edition", "network") == refused(published, "check")
    assert not (published.root / "build" / "network" / "source").exists()


def test_once_mended_the_text_passes(published: Project) -> None:
    CASES["duplicate label"][0](published)
    assert refused(published, "check")
    published.edit("manual/task/mapping.md", "(post-first)=\n", "")
    assert published.run("check").status == 0


def test_settings_of_the_manual_that_cannot_be_used_are_told(published: Project) -> None:
    published.write("manual/conf.py", published.read("manual/conf.py") + "1 / 0\n")
    assert refused(published) == ["manual/conf.py: Configuration error: ZeroDivisionError: division by zero [build]"]


def test_outside_a_project_it_says_where_to_go(tmp_path: Path) -> None:
    result = Project(tmp_path).run("check")
    assert result.status == 1
    assert result.err.startswith("no manual here: type the command in the folder that holds pyproject.toml")


@pytest.mark.parametrize("name", [b"caf\xe9.md", b"a\nb.md", b"-x.md", b"a b.md", "ünïcödé.md".encode()])
def test_a_file_with_an_odd_name_is_told(published: Project, name: bytes) -> None:
    published.write(f"manual/{os.fsdecode(name)}", published.read("manual/sources.md"))
    said = "\n".join(refused(published, "check"))
    assert "is not in the table of contents" in said
    assert "its name would break links to it" in said
