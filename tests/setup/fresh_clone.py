"""A clone as if fresh from git, for tests of what happens before anything is installed; pip is pretended."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path("tooling/focalpoint/setup/bootstrap.py")

# Runs the program of a folder after the changes that a test makes to it. Commands are noted down, not run.
DRIVER = """
import importlib.util, pathlib, subprocess, sys
root = pathlib.Path.cwd()
spec = importlib.util.spec_from_file_location("bootstrap", root / "tooling/focalpoint/setup/bootstrap.py")
bootstrap = importlib.util.module_from_spec(spec)
spec.loader.exec_module(bootstrap)
really = bootstrap.run

def pretend(root, lock, *command):
    with open("commands", "a") as notes:
        print(*command, file=notes)
    if "venv" in command:
        (root / ".venv/bin").mkdir(parents=True)
        (root / ".venv" / bootstrap.PYTHON).touch()

def instead(script):  # Runs a script in place of each program.
    bootstrap.run = lambda root, lock, *_: really(root, lock, sys.executable, "-I", "-S", "-c", script)

bootstrap.run, bootstrap.MEGABYTES = pretend, 0
exec(sys.argv[1])
bootstrap.main(root)
"""


@dataclass
class Clone:
    """A fresh clone, and what running its program says."""

    root: Path
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, change: str = "", terminal: int | None = None) -> subprocess.Popen[str]:
        """Start the program; its output goes to a pipe, or to the terminal of that file number."""
        output = subprocess.PIPE if terminal is None else terminal
        running = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", DRIVER, change],
            cwd=self.root,
            env=self.environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.started.append(running)
        return running

    def end(self) -> None:
        """End whatever still runs of it, and what that has started in a session of its own."""
        for running in self.started:
            running.kill()
            running.wait()
        sleeper = self.root / "sleeper"
        with contextlib.suppress(OSError, ValueError):
            os.kill(int(sleeper.read_text()), signal.SIGKILL)

    def run(self, change: str = "") -> tuple[int, str]:
        running = self.start(change)
        said = running.communicate(timeout=20)[0]
        assert "Traceback" not in said
        return running.returncode, said

    def commands(self) -> list[str]:
        notes = self.root / "commands"
        commands = notes.read_text().splitlines() if notes.exists() else []
        notes.write_text("")
        return commands

    def stub(self, name: str, script: str) -> None:
        """Put a program on the PATH that notes down how it was called."""
        path = self.root / "stubs" / name
        path.write_text(f'#!/bin/sh\necho {name} "$@" >>"{self.root}/commands"\n{script}\n')
        path.chmod(0o755)


def make_clone(root: Path) -> Clone:
    """Copy what a set-up needs, with a lock file and a package that name nothing real."""
    (root / PROGRAM).parent.mkdir(parents=True)
    shutil.copy(ROOT / PROGRAM, root / PROGRAM)
    shutil.copy(ROOT / "Makefile", root)
    (root / "pyproject.toml").write_text("")
    (root / "requirements.lock").write_text("one==1\n")
    (root / "stubs").mkdir()
    return Clone(root, {**os.environ, "PATH": f"{root / 'stubs'}:/usr/bin:/bin"})
