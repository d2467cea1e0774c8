"""A release that is killed at any moment leaves none or a whole one; the next run completes it."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from commented import git
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import Trouble
from focalpoint.release.addresses.registry import Registry
from focalpoint.release.package import making
from focalpoint.release.package.edition_files import Making
from focalpoint.release.package.making import ReleaseRequest, make_release
from focalpoint.release.package.manifest import altered, read_manifest
from released import clear
from sample_project import Project
from silent import Silent

REQUEST = ReleaseRequest("1.0", editions=(Edition.PUBLIC,))
STEPS = ("open", "os.mkdir", "os.rename", "os.chmod", "subprocess.Popen")
"""What a process does to files, and to Git, as Python's audit names it."""


def small_edition(config: Config, edition: Edition, folder: Path, making: Making) -> None:
    """An edition of two files."""
    (folder / "html").mkdir(parents=True)
    (folder / "manual.pdf").write_bytes(b"%PDF")
    (folder / "html" / "index.html").write_bytes(b"<p>Manual</p>")


def run_and_die(config: Config, step: int) -> bool:
    """Make a release in a process of its own that is killed before its given step; answers whether it was."""
    child = os.fork()
    if child == 0:
        left = step

        def count(event: str, given: tuple[object, ...]) -> None:
            nonlocal left
            writes = event != "open" or (isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR))
            if event in STEPS and writes:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        make_release(config, REQUEST, Silent())
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.fixture
def ready(project: Project, monkeypatch: pytest.MonkeyPatch) -> Config:
    """A project of which a release takes a moment."""
    config = clear(project)
    monkeypatch.setattr(making, "make_edition", small_edition)
    monkeypatch.setattr(making, "open_points", lambda config: [])
    monkeypatch.setattr(making, "add_addresses", lambda *_: None)
    monkeypatch.setattr(making, "advanced", lambda _config, _registry, commit, _editions: Registry(commit=commit))
    return config


def test_killed_before_any_step_there_is_none_or_a_whole_one_and_the_next_run_completes_it(
    project: Project, ready: Config
) -> None:
    release, seen = project.root / "dist/releases/1.0", set()
    for step in range(200):
        killed = run_and_die(ready, step)
        there = release.exists()
        if there:
            assert list(altered(release, read_manifest(release, "1.0"))) == []
        if not killed:
            break
        tagged, recorded = bool(git(project, "tag")), (project.root / "releases/1.0.yaml").exists()
        if (there, recorded, tagged) not in seen:
            # The next run makes what is missing, whatever that is.
            seen.add((there, recorded, tagged))
            before = release.stat().st_ino if there else 0
            if not (recorded and tagged):
                assert make_release(ready, REQUEST, Silent()).completed is there
            assert not there or release.stat().st_ino == before
            assert list(altered(release, read_manifest(release, "1.0"))) == []
            assert git(project, "tag") == "release-1.0" and (project.root / "releases/1.0.yaml").exists()
        shutil.rmtree(project.root / "dist", ignore_errors=True)
        shutil.rmtree(project.root / "releases", ignore_errors=True)
        if git(project, "tag"):
            git(project, "tag", "--delete", "release-1.0")
    assert not killed and step > 20
    assert {(False, False, False), (True, False, False), (True, True, False)} <= seen


def test_a_release_that_is_there_is_never_touched(project: Project, ready: Config) -> None:
    make_release(ready, REQUEST, Silent())
    before = project.files("dist")
    with pytest.raises(Trouble, match=r"release 1\.0 is there already and is never touched; release the next version"):
        make_release(ready, REQUEST, Silent())
    assert project.files("dist") == before


def test_an_altered_release_is_not_given_a_record(project: Project, ready: Config) -> None:
    make_release(ready, REQUEST, Silent())
    (project.root / "releases/1.0.yaml").unlink()
    project.write("dist/releases/1.0/public/manual.pdf", b"other")
    with pytest.raises(Trouble, match=r"public/manual\.pdf: was altered after the release"):
        make_release(ready, REQUEST, Silent())
    assert not (project.root / "releases/1.0.yaml").exists()


def test_a_version_whose_tag_is_in_git_is_not_released_again(project: Project, ready: Config) -> None:
    make_release(ready, REQUEST, Silent())
    shutil.rmtree(project.root / "dist")
    with pytest.raises(Trouble, match=r"Git has the tag release-1\.0 already; a version is released once"):
        make_release(ready, REQUEST, Silent())


@pytest.mark.parametrize("version", ["../1.0", "1.0/public", "one", "", "-1"])
def test_what_is_no_version_is_refused(ready: Config, version: str) -> None:
    with pytest.raises(Trouble, match="is no version; write it as"):
        make_release(ready, ReleaseRequest(version), Silent())
