"""What the desk asks Git: the latest changes of a file, and whether it has some that are not committed."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

from focalpoint.config import Config

MOST = 12
"""Commits that are offered."""
_TIMEOUT = 20


@dataclass(frozen=True)
class Commit:
    """One commit, without whose it is."""

    commit: str
    day: str
    """`2026-11-25`."""
    subject: str


def latest_commits(config: Config, file: str) -> tuple[Commit, ...]:
    """The latest commits that changed a file, the newest first; none where Git does not answer."""
    listed = _git(config, "log", f"-n{MOST}", "--format=%H%x00%cs%x00%s", "--", file) if file else ""
    return tuple(Commit(*row.split("\0", 2)) for row in listed.splitlines() if row.count("\0") >= 2)


def is_committed(config: Config, file: str) -> bool:
    """Whether a file is as it was committed last."""
    return not _git(config, "status", "--porcelain", "--", file)


def _git(config: Config, *command: str) -> str:
    """What Git answers; empty where it does not."""
    try:
        answer = subprocess.run(
            ["git", "-C", str(config.root), "--no-optional-locks", "-c", "core.quotepath=off", *command],
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.decode(errors="replace") if answer.returncode == 0 else ""
