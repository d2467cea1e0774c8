"""What the machine refuses: a full disk, a folder that may not be written. The last edition stays in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from focalpoint.cli.command import guarded
from sample_project import Project, Result

pytestmark = pytest.mark.slow

UNTOUCHED = "(what was finished before still stands in dist/) [stopped]\n"
FULL = Path("/dev/full")
"""A file of Linux on a disk that is always full."""


@pytest.fixture
def changed(built_copy: Callable[[], Project]) -> Project:
    """A built project, with a change that is not built yet."""
    project = built_copy()
    project.edit("manual/ground/post.md", "senior official.", "very senior official.")
    return project


def assert_refused(project: Project, result: Result, before: dict[str, bytes], says: str) -> None:
    """One line for a person, and nothing of the edition touched or left behind."""
    assert result.status == 1
    assert says in result.err
    assert result.err.endswith(UNTOUCHED)
    assert result.err.count("\n") == 1
    assert "Traceback" not in result.out + result.err
    assert project.files("dist") == before
    assert not (project.root / "build" / "fault.txt").exists()


@pytest.mark.parametrize("name", ["print/ground/post.unit", "doctrees/environment.pickle"])
def test_a_full_disk_is_told(changed: Project, name: str) -> None:
    before = changed.files("dist")
    file = changed.root / "build" / "public" / name
    file.unlink()
    file.symlink_to(FULL)
    result = changed.run("build", "--format", "pdf")
    assert_refused(changed, result, before, "the disk is full; free some space and type the command again")


def test_with_room_again_the_next_build_is_whole(changed: Project) -> None:
    before = changed.files("dist")
    assert changed.run("build", "--format", "pdf", largest=5_000).status == 1
    assert changed.run("build", "--format", "pdf").status == 0
    assert changed.files("dist")["public/manual.pdf"] != before["public/manual.pdf"]


def test_a_limit_on_files_is_told(changed: Project) -> None:
    before = changed.files("dist")
    result = changed.run("build", "--format", "html", largest=60_000)
    assert_refused(changed, result, before, "a limit on the size of files stops this; ask for a higher one")


@pytest.mark.parametrize(
    ("folder", "edition", "shown"),
    [
        ("dist/public", "public", "dist/public"),
        ("dist", "secretariat", "dist/secretariat"),
        ("build/public/source/ground", "public", "build/public/source/ground"),
    ],
)
def test_a_folder_that_may_not_be_written_is_told(changed: Project, folder: str, edition: str, shown: str) -> None:
    before = changed.files("dist")
    (changed.root / folder).chmod(0o555)
    result = changed.run("build", "--edition", edition)
    (changed.root / folder).chmod(0o755)
    assert_refused(changed, result, before, f"{shown}: you may not write or read this here; ask who owns the folder")


def test_a_fault_of_the_toolchain_is_called_one_and_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @guarded
    def command() -> None:
        raise ValueError("a number is wrong\nand more")

    monkeypatch.chdir(tmp_path)
    with pytest.raises(typer.Exit) as caught:
        command()
    assert caught.value.exit_code == 1
    assert capsys.readouterr().err == (
        "a fault of the toolchain, not of your text: ValueError a number is wrong; the report for its maintainers is "
        "in build/fault.txt (what was finished before still stands in dist/)\n"
    )
    assert "Traceback" in (tmp_path / "build" / "fault.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("between", [ValueError("wrapped"), RuntimeError("wrapped")])
def test_a_full_disk_is_seen_through_other_errors(capsys: pytest.CaptureFixture[str], between: Exception) -> None:
    @guarded
    def command() -> None:
        try:
            raise OSError(28, "No space left on device")
        except OSError as error:
            raise between from error

    with pytest.raises(typer.Exit):
        command()
    assert capsys.readouterr().err.startswith("the disk is full; free some space")
