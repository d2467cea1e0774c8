"""Run commands in process groups of their own, of which a test leaves nothing running, whether it passes or fails."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

Command = Sequence[str | Path]
_ADOPT = 36
"""Linux's number for: who loses its parent becomes a child of this process, not of the first one."""


def run(
    command: Command,
    folder: Path,
    *,
    env: Mapping[str, str] | None = None,
    timeout: float = 240,
    before: Callable[[], object] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; `before` is called in its process first. A timeout ends its whole group."""
    with started(command, folder, env=env, before=before, stderr=subprocess.PIPE) as process:
        out, err = process.communicate(timeout=timeout)
        return subprocess.CompletedProcess(command, process.returncode, out, err)


@contextlib.contextmanager
def started(
    command: Command,
    folder: Path,
    *,
    env: Mapping[str, str] | None = None,
    before: Callable[[], object] | None = None,
    stdin: int = subprocess.DEVNULL,
    stderr: int = subprocess.STDOUT,
) -> Iterator[subprocess.Popen[str]]:
    """Start a command, and end whatever of its group still runs when the block is left."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=stderr,
        encoding="utf-8",
        preexec_fn=before,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def children(process: int) -> list[int]:
    """The processes that a process has started by any of its threads, and that have not ended; Linux tells them."""
    found: list[int] = []
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(child) for child in file.read_text().split() if runs(int(child))]
    return found


def runs(process: int) -> bool:
    """Whether a process has not ended yet; one that has and was not waited for has ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] not in "ZX"


def ended(processes: Sequence[int], seconds: float = 2) -> bool:
    """Wait until none of some processes runs any more, and say whether that came."""
    end = time.monotonic() + seconds
    while any(map(runs, processes)):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def adopt_orphans() -> None:
    """Have whatever this process' children leave behind become its own children, so that it can be found."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)


def left_running() -> list[str]:
    """End what still runs of all that this process started; returns its command lines."""
    left = children(os.getpid())
    ended(left)  # what was just told to end may take a moment
    told = []
    for process in filter(runs, left):
        line = Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8", errors="replace")
        told.append(f"{process}: {line.replace(chr(0), ' ').strip()}")
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    return told
