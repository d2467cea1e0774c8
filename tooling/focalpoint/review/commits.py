"""Commits as decisions and places name them: those of this repository, stored in full."""

from __future__ import annotations

import subprocess

from focalpoint.config import Config
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped

SHOWN = 60
"""Letters of what somebody typed that a message repeats."""


def commit_in_full(config: Config, commit: str) -> str:
    """The whole name of a commit of this repository; raises Trouble where it has no such commit."""
    wanted = commit.strip()
    found = None if wanted.startswith("-") else _git(config, "rev-parse", "--verify", "-q", f"{wanted}^{{commit}}")
    if found is None:
        told = f"`{wanted[:SHOWN]}` is not a commit of this repository; copy it from `git log --oneline`"
        raise Trouble([Problem("", 0, ProblemKind.COMMENT, told)])
    return found.decode().strip()


def text_at_head(config: Config, file: str) -> tuple[str, str]:
    """The last commit, and the text of a file as it is there and on disk; raises Trouble where the two differ."""
    commit = commit_in_full(config, "HEAD")
    kept = _git(config, "show", f"{commit}:./{file}")
    path = config.root / file
    if kept is None or not path.is_file():
        raise stopped("there is no such file in the last commit; name a chapter, such as manual/ground/post.md", file)
    text = kept.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if path.read_text(encoding="utf-8-sig") != text:
        raise stopped(
            "has changes that are not committed; commit them first, so that the place can be found again", file
        )
    return commit, text


def _git(config: Config, *command: str) -> bytes | None:
    """What Git answers, or None where it refuses."""
    try:
        answer = subprocess.run(
            ["git", "-C", str(config.root), "--no-optional-locks", *command],
            capture_output=True,
            timeout=20,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise stopped("Git does not answer; see that it is installed, then type the command again") from None
    return answer.stdout if answer.returncode == 0 else None
