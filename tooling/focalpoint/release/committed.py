"""Tells whether the text is committed, and as what: a draft must be found again, word by word, for years."""

from __future__ import annotations

import subprocess

from focalpoint.config import Config
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped

MOST = 20
"""Files that are named; of a thousand nobody reads more."""


def clean_commit(config: Config) -> str:
    """The commit that the project's files are; raises Trouble with every file that differs from it."""
    commit = _git(config, "rev-parse", "--verify", "-q", "HEAD^{commit}")
    if not commit:
        raise stopped("the text is not in Git; commit it first: git add --all && git commit")
    changed = (_git(config, "status", "--porcelain", "-z", "--untracked-files=all", "--", ".") or "").split("\0")
    names = [entry[3:] for entry in changed if len(entry) > 3]
    message = "is not committed; commit it, or put it away, and issue the draft then"
    if names:
        raise Trouble(Problem(name, 0, ProblemKind.DRAFT, message) for name in names[:MOST])
    return commit.strip()


def _git(config: Config, *command: str) -> str | None:
    """What Git answers, or None where it cannot."""
    try:
        answer = subprocess.run(
            ["git", "-C", str(config.root), "--no-optional-locks", *command],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout if answer.returncode == 0 else None
