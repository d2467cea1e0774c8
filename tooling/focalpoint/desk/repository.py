"""What the desk asks Git: the latest changes of a file, and whether it has some that are not committed."""

from __future__ import annotations

from dataclasses import dataclass

from focalpoint.config import Config
from focalpoint.content.git import git_says

MOST = 12
"""Commits that are offered."""


@dataclass(frozen=True)
class Commit:
    """One commit, without whose it is."""

    commit: str
    day: str
    """`2026-11-25`."""
    subject: str


def latest_commits(config: Config, file: str) -> tuple[Commit, ...]:
    """The latest commits that changed a file, the newest first; none where Git does not answer."""
    listed = git_says(config, "log", f"-n{MOST}", "--format=%H%x00%cs%x00%s", "--", file) if file else None
    return tuple(Commit(*row.split("\0", 2)) for row in (listed or "").splitlines() if row.count("\0") >= 2)


def is_committed(config: Config, file: str) -> bool:
    """Whether a file is as it was committed last."""
    return not git_says(config, "status", "--porcelain", "--", file)
