"""Ask Git about the project: run none of its programs, such as hooks, ask nobody and fetch nothing."""

from __future__ import annotations

import os
import shutil
import subprocess

from focalpoint.config import Config
from focalpoint.problems import stopped

_QUIET = ("-c", "core.quotepath=off", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_ALONE = {"GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
_PATIENCE = 120
"""Seconds after which no answer is waited for."""


def git(config: Config, *command: str, given: bytes = b"", index: str = "") -> bytes | None:
    """Return what Git answers; None where it refuses, does not answer, or is not installed.

    `index` is the path of another index than that of the working tree.
    """
    try:
        answer = subprocess.run(
            ["git", "-C", str(config.root), "--no-optional-locks", *_QUIET, *command],
            input=given,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={**os.environ, **_ALONE, **({"GIT_INDEX_FILE": index} if index else {})},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout if answer.returncode == 0 else None


def git_says(config: Config, *command: str) -> str | None:
    """Return what Git answers as text, without space at its ends."""
    answer = git(config, *command)
    return None if answer is None else answer.decode(errors="replace").strip()


NOT_INSTALLED = "Git is not installed here; install it (on Debian and Ubuntu: sudo apt install git), then try again"
COMMIT = "git add --all && git commit --message 'What was done'"


def need_commit(config: Config) -> str:
    """Find the hash of the last commit; raises Trouble with what to type where there is no Git or no commit."""
    if shutil.which("git") is None:
        raise stopped(NOT_INSTALLED)
    if git(config, "rev-parse", "--git-dir") is None:
        raise stopped(f"this folder is not kept in Git yet; keep it: git init && {to_commit(config)}")
    commit = git_says(config, "rev-parse", "--verify", "-q", "HEAD^{commit}")
    if not commit:
        raise stopped(f"nothing is kept in Git yet; keep it: {to_commit(config)}")
    return commit


def uncommitted_files(config: Config) -> list[str]:
    """List the files of the project that differ from the last commit, and those that Git does not know."""
    listed = git(config, "status", "--porcelain", "-z", "--untracked-files=all", "--", ".") or b""
    entries = iter(listed.decode(errors="replace").split("\0"))
    names = []
    for entry in entries:
        if len(entry) > 3:
            names.append(entry[3:])
            if entry[0] in "RC":
                next(entries, "")  # the name before it was renamed
    return names


def to_commit(config: Config) -> str:
    """Return what a person types to keep all changes, with who they are where Git does not know it."""
    settings = (("user.name", "Your Office"), ("user.email", "you@example.org"))
    unknown = ((name, given) for name, given in settings if not git_says(config, "config", name))
    return " && ".join((*(f'git config --global {name} "{given}"' for name, given in unknown), COMMIT))
