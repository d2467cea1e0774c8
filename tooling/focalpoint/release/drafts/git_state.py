"""Tells whether the text is committed, and as what: a draft must be found again, word by word, for years."""

from __future__ import annotations

from focalpoint.config import Config
from focalpoint.content.git import git, git_says
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped

MOST = 20
"""Files that are named; of a thousand nobody reads more."""


def clean_commit(config: Config) -> str:
    """The commit that the project's files are; raises Trouble with every file that differs from it."""
    commit = git_says(config, "rev-parse", "--verify", "-q", "HEAD^{commit}")
    if not commit:
        raise stopped("the text is not in Git; commit it first: git add --all && git commit")
    listed = git(config, "status", "--porcelain", "-z", "--untracked-files=all", "--", ".") or b""
    changed = listed.decode(errors="replace").split("\0")
    names = [entry[3:] for entry in changed if len(entry) > 3]
    message = "is not committed; commit it, or put it away, and issue the draft then"
    if names:
        raise Trouble(Problem(name, 0, ProblemKind.DRAFT, message) for name in names[:MOST])
    return commit
