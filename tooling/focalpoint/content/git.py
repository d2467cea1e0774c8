"""Asks Git about the project: it runs nothing else, asks nobody, fetches nothing and changes nothing."""

from __future__ import annotations

import os
import subprocess

from focalpoint.config import Config

_QUIET = ("-c", "core.quotepath=off", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_PATIENCE = 120
"""Seconds after which no answer is waited for."""


def git(config: Config, *command: str, given: bytes = b"") -> bytes | None:
    """What Git answers; None where it refuses, does not answer, or is not installed."""
    try:
        answer = subprocess.run(
            ["git", "-C", str(config.root), "--no-optional-locks", *_QUIET, *command],
            input=given,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout if answer.returncode == 0 else None


def git_says(config: Config, *command: str) -> str | None:
    """The same as text, without space at its ends."""
    answer = git(config, *command)
    return None if answer is None else answer.decode(errors="replace").strip()
