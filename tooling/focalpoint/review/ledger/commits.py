"""Commits as decisions and places name them: those of this repository, stored in full."""

from __future__ import annotations

from focalpoint.config import Config
from focalpoint.content.git import git
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped

SHOWN = 60
"""Letters of what somebody typed that a message repeats."""


def commit_in_full(config: Config, commit: str) -> str:
    """The whole name of a commit of this repository; raises Trouble where it has no such commit."""
    wanted = commit.strip()
    found = None if wanted.startswith("-") else git(config, "rev-parse", "--verify", "-q", f"{wanted}^{{commit}}")
    if found is None:
        told = f"`{wanted[:SHOWN]}` is not a commit of this repository; copy it from `git log --oneline`"
        raise Trouble([Problem("", 0, ProblemKind.COMMENT, told)])
    return found.decode().strip()


def text_at_head(config: Config, file: str) -> tuple[str, str]:
    """The last commit, and the text of a file as it is there and on disk; raises Trouble where the two differ."""
    commit = commit_in_full(config, "HEAD")
    kept = git(config, "show", f"{commit}:./{file}")
    path = config.root / file
    if kept is None or not path.is_file():
        raise stopped("there is no such file in the last commit; name a chapter, such as manual/ground/post.md", file)
    text = kept.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if path.read_text(encoding="utf-8-sig") != text:
        raise stopped(
            "has changes that are not committed; commit them first, so that the place can be found again", file
        )
    return commit, text
