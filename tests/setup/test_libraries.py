"""The libraries that printing needs: found, installed where no password is asked for, or told in a line to type."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from focalpoint.setup import libraries

ABSENT = (libraries.Library("Pango", "libabsent.so", "libabsent.dylib", "libabsent.dll"),)
Stub = Callable[[str, str], None]


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """The file in which stubs note down how they were called."""
    return tmp_path / "calls"


@pytest.fixture
def stub(tmp_path: Path, calls: Path, monkeypatch: pytest.MonkeyPatch) -> Stub:
    """Make a machine of an ordinary user who lacks Pango and has no programs but those that a test puts there."""
    monkeypatch.setattr(libraries, "LIBRARIES", ABSENT)
    monkeypatch.setattr(libraries, "_is_root", lambda: False)
    (tmp_path / "programs").mkdir()
    for name in ("env", "true"):
        (tmp_path / "programs" / name).symlink_to(shutil.which(name) or "")
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))

    def make(name: str, script: str) -> None:
        path = tmp_path / "programs" / name
        path.write_text(f'#!/bin/sh\necho {name} "$@" >>"{calls}"\n{script}\n')
        path.chmod(0o755)

    return make


def stopped() -> str:
    """Run what the Makefile runs, and return the words with which it ends."""
    with pytest.raises(SystemExit) as end:
        libraries.main()
    return str(end.value)


def test_an_ordinary_user_gets_the_line_to_type(stub: Stub, calls: Path) -> None:
    stub("sudo", "exit 1")
    stub("apt-get", "exit 1")
    assert stopped() == (
        "Printing needs the Pango libraries. Type once, then the same command again: "
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )
    assert calls.read_text() == "sudo -n true\n"


def test_without_sudo_the_line_is_for_su(stub: Stub) -> None:
    stub("dnf", "exit 1")
    assert stopped().endswith(": su -c 'dnf install -y pango'")


def test_sudo_is_used_where_it_asks_nothing(stub: Stub, calls: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stub("sudo", 'shift; exec "$@"')
    stub("apt-get", "echo E: no network; exit 1")
    assert "sudo apt-get install" in stopped()
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("Installing the Pango libraries with apt-get")
    assert said[1] == "That failed (no network?); apt-get ended with: E: no network"
    called = [line.split()[1] for line in calls.read_text().splitlines() if line.startswith("apt-get")]
    assert called == ["install", "update", "install"]


def test_what_could_be_installed_is_not_asked_for(stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "libpresent.so"
    monkeypatch.setattr(libraries, "LIBRARIES", (libraries.Library("Pango", str(library), "", ""),))
    (real,) = {line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines() if "libc.so" in line}
    stub("sudo", 'shift; exec "$@"')
    stub("dnf", f"PATH=/bin:/usr/bin ln -s {real} {library}")
    assert libraries.missing_libraries() == ["Pango"]
    libraries.main()
    assert libraries.missing_libraries() == []


def test_an_unknown_system_gets_a_line_for_each(stub: Stub) -> None:
    lines = stopped().splitlines()
    assert [line.split(":")[0].strip() for line in lines[1:]] == ["Debian and Ubuntu", "Fedora", "macOS", "Windows"]


def test_homebrew_is_never_called_by_root(monkeypatch: pytest.MonkeyPatch, stub: Stub, calls: Path) -> None:
    stub("brew", "exit 0")
    monkeypatch.setattr(libraries, "this_system", lambda: libraries.MACOS)
    monkeypatch.setattr(libraries, "_is_root", lambda: True)
    assert stopped().endswith(": brew install pango")
    assert not calls.exists()


def test_where_all_are_there_nothing_is_run() -> None:
    if libraries.missing_libraries():
        pytest.skip("Pango is not installed on this machine")
    command = [sys.executable, "-I", "-m", "focalpoint.setup.libraries"]
    done = subprocess.run(command, env={**os.environ, "PATH": ""}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
