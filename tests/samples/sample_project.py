"""A small project on disk, and the real command run over it."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import processes
from sample_texts import FILES

COMMAND = Path(sys.executable).with_name("focalpoint")


@dataclass(frozen=True)
class Result:
    """How a command ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Project:
    """A project on disk, and what a person does with it."""

    root: Path

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file, and the folders it lies in."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def read(self, path: str) -> str:
        """The text of a file."""
        return (self.root / path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words that stand once in a file."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def line(self, path: str, words: str) -> int:
        """The number of the first line that holds the words."""
        return self.read(path)[: self.read(path).index(words)].count("\n") + 1

    def run(
        self, *args: str, env: Mapping[str, str] | None = None, folder: str = ".", largest: int | None = None
    ) -> Result:
        """Run the real command, as in a log without a terminal; `largest` limits the bytes of a file that it writes."""

        def start() -> None:
            like_anyone()
            if largest is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

        done = processes.run([COMMAND, *args], self.root / folder, env=environment(env), before=start)
        return Result(done.returncode, done.stdout, done.stderr)

    def files(self, folder: str) -> dict[str, bytes]:
        """Every file under a folder, by its path inside it."""
        top = self.root / folder
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}

    def copy(self, root: Path) -> Project:
        """The same project elsewhere, with whatever was built in it and the times of its files."""
        shutil.copytree(self.root, root, symlinks=True)
        return Project(root)


def like_anyone() -> None:
    """Give up root's right to read and write whatever it likes, for the command that is about to start."""
    if sys.platform == "linux" and os.geteuid() == 0:
        drop_from_bounding_set, override, search = 24, 1, 2
        for right in (override, search):
            ctypes.CDLL(None).prctl(drop_from_bounding_set, right, 0, 0, 0)


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables a command runs with: plain output, and one fixed date of the text."""
    fixed = {"CI": "1", "SOURCE_DATE_EPOCH": "1795392000", "COLUMNS": "200"}
    return {**os.environ, **fixed, **(more or {})}


def make_project(root: Path) -> Project:
    """The sample project, written into a folder."""
    project = Project(root)
    for path, text in FILES.items():
        project.write(path, text)
    return project
