"""The command as a person types it: from nothing, with one paragraph edited, and with nothing edited."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from .report import Figures

FOCALPOINT = Path(sys.executable).with_name("focalpoint")
PAUSE = 0.05
"""Seconds between two looks at the memory of the processes."""


@dataclass(frozen=True)
class Command:
    """`make pdf` or `make html` of a project, without Make."""

    project: Path
    environment: dict[str, str]
    focalpoint: Path = FOCALPOINT
    """The command of the checkout that is measured."""
    form: str = "pdf"

    def clean(self) -> Figures:
        """Build a project that was never built."""
        for name in ("build", "dist"):
            shutil.rmtree(self.project / name, ignore_errors=True)
        return self.build()

    def edited(self) -> Figures:
        """Build after one sentence was added to a paragraph in the middle of the manual."""
        chapters = sorted((self.project / "manual").glob("*/*.md"))
        chapter = chapters[len(chapters) // 2]
        lines = chapter.read_text(encoding="utf-8").split("\n")
        # A line of plain text, far enough down to lie in a paragraph; the sentence gets a line of its own.
        third = len(lines) // 3
        place = next(n for n, line in enumerate(lines) if n > third and line.endswith(".") and line[0].isupper())
        lines.insert(place + 1, "This sentence was added by the benchmark.")
        chapter.write_text("\n".join(lines), encoding="utf-8")
        return self.build()

    def build(self) -> Figures:
        """Build; return the time, the processors' time, and the most memory that the processes held."""
        command = [str(self.focalpoint), "build", "--format", self.form]
        before, started = os.times(), time.perf_counter()
        peaks: dict[int, float] = {}
        with subprocess.Popen(command, cwd=self.project, env=self.environment, stdout=subprocess.DEVNULL) as running:
            while running.poll() is None:
                for process in (running.pid, *_children(running.pid)):
                    peaks[process] = max(peaks.get(process, 0.0), _peak(process))
                time.sleep(PAUSE)
        process, after = time.perf_counter() - started, os.times()
        if running.returncode:
            raise subprocess.CalledProcessError(running.returncode, command)
        return {
            "process": process,
            "cpu": after.children_user + after.children_system - before.children_user - before.children_system,
            "bytes": (self.project / "dist/public/manual.pdf").stat().st_size,
            "own_peak": peaks.pop(running.pid, 0.0),
            "worker_peak": max(peaks.values(), default=0.0),
        }


def _children(process: int) -> list[int]:
    """The processes that a process has started, by any of its threads; where there is no /proc, none."""
    found: list[int] = []
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += map(int, file.read_text().split())
        except OSError:
            continue
    return found


def _peak(process: int) -> float:
    """The most memory that a process has held so far, in MiB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
