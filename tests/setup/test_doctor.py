"""What `focalpoint doctor` says of a machine, and what it tells a person to type."""

from __future__ import annotations

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from focalpoint.setup import doctor, libraries
from focalpoint.setup.doctor import Finding, examine
from sample_project import Project


@pytest.fixture
def git_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Git with the settings of a file that a test may change, and no others."""
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\nname = A. Author\nemail = author@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return settings


def of(name: str, root: Path) -> Finding:
    (found,) = [one for one in examine(root) if one.name == name]
    return found


def lock(project: Project, *lines: str) -> None:
    project.write("requirements.lock", "# head\n" + "".join(f"{line} \\\n    --hash=sha256:0\n" for line in lines))


def test_a_machine_with_everything_is_told_in_full(project: Project, git_user: Path) -> None:
    lock(project, "pytest==9.2.0", "colorama==0.4.6 ; sys_platform == 'win32'")
    result = project.run("doctor")
    lines = dict(line.split(None, 1) for line in result.out.splitlines())
    assert result.status == 0, result.out
    assert lines["Python"].startswith("3.")
    assert lines["Packages"] == "1 of 1 in requirements.lock"
    assert [lines[name].count(".") for name in ("Pango", "HarfBuzz", "Fontconfig")] == [2, 2, 2]
    assert "user.name   A. Author" in result.out
    assert result.out.splitlines()[-1] == "Everything needed is there."


def test_what_is_missing_is_told_with_what_to_type(project: Project, git_user: Path) -> None:
    git_user.write_text("")
    result = project.run("doctor")
    assert result.status == 1
    assert 'MISSING: not set; no change can be committed; type: git config --global user.name "Your Name"' in result.out
    assert 'type: git config --global user.email "you@example.org"' in result.out
    assert result.out.splitlines()[-1].startswith("Missing: 2.")


def test_it_works_in_a_folder_without_a_manual(tmp_path: Path, git_user: Path) -> None:
    assert Project(tmp_path).run("doctor").out.startswith("Python")


def test_packages_that_differ_from_the_lock_are_named(project: Project) -> None:
    lock(project, "pytest==1.0", "absent==1.0", "filelock==1.0", "rich==1.0", "lxml==6.1.3")
    found = of("Packages", project.root)
    assert found.found.startswith("1 of 5 in requirements.lock; pytest is 9.")
    assert "absent is 0 and not ==1.0" in found.found
    assert found.found.endswith(" and 1 more")
    assert found.advice == "rm -r .venv && make venv"


def test_without_a_lock_the_package_itself_says_what_it_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert of("Packages", tmp_path).advice == ""
    asked = ["filelock<1", "rich>=14", "pytest>=99; extra == 'dev'"]
    monkeypatch.setattr(doctor.metadata, "requires", lambda _: asked)
    found = of("Packages", tmp_path)
    assert found.found.startswith("1 of 2 asked for by focalpoint-press; filelock is 4.")
    assert found.advice == "pip install 'filelock<1'"


def test_a_missing_library_is_told_for_this_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    absent = (libraries.Library("Pango", "libabsent.so", "libabsent.dylib", "libabsent.dll"),)
    monkeypatch.setattr(libraries, "LIBRARIES", absent)
    monkeypatch.setattr(doctor, "LIBRARIES", absent)
    monkeypatch.setattr(doctor, "this_system", lambda: libraries.FEDORA)
    monkeypatch.setattr(libraries, "_is_root", lambda: True)
    assert of("Pango", tmp_path) == Finding("Pango", "not found", "dnf install -y pango")


def test_without_git_or_a_browser_the_line_to_type_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(doctor, "this_system", lambda: libraries.DEBIAN)
    assert of("Git", tmp_path) == Finding("Git", "not found", "sudo apt-get install git")
    chromium = of("Chromium", tmp_path)
    assert (chromium.advice, chromium.needed) == ("sudo apt-get install chromium", False)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dist").mkdir()

    def refuse(dir: Path) -> None:
        if dir.name == "dist":
            raise PermissionError(13, "Permission denied", str(dir))
        raise OSError(30, "Read-only file system", str(dir))

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    assert of("Folder", tmp_path).found == f"{tmp_path} cannot be written: Read-only file system"
    monkeypatch.undo()
    assert of("Folder", tmp_path).advice == ""
    assert list(tmp_path.iterdir()) == [tmp_path / "dist"]


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1, 1, 299_000_000))
    assert of("Disk", tmp_path) == Finding("Disk", "299 MB free", "make room for 300 MB")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1, 1, 300_000_000))
    assert of("Disk", tmp_path).advice == ""
