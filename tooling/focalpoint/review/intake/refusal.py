"""A returned file that is not read, said in one line."""

from __future__ import annotations

from focalpoint.problems import Problem, ProblemKind, Trouble


def refused(message: str, path: str = "") -> Trouble:
    """The Trouble of a returned file: what is wrong with it; what to do."""
    return Trouble([Problem(path, 0, ProblemKind.UNREADABLE, message)])
