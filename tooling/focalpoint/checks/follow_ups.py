"""One cause gives one message: what only follows from another fault is not told, and nobody is told to delete work."""

from __future__ import annotations

from collections.abc import Sequence

from focalpoint.content.manual import Manual
from focalpoint.problems import Problem, ProblemKind

_OF_FIELDS = frozenset({ProblemKind.BRIEF, ProblemKind.CONSENT, ProblemKind.EMPTY, ProblemKind.OUTDATED})
"""What is judged by the fields of a front matter."""
_OF_SLIPS = frozenset(
    {
        ProblemKind.HANDLING,
        ProblemKind.CITATION,
        ProblemKind.CONTENTS,
        ProblemKind.IMAGE,
        ProblemKind.CONSTRUCT,
        ProblemKind.STRAY_MARKUP,
    }
)
"""Faults in a text that may hide what it uses."""
_OF_WORDS = frozenset(
    {
        ProblemKind.UNCITED_FIGURE,
        ProblemKind.SENTENCE,
        ProblemKind.LONG_SENTENCE,
        ProblemKind.TERM,
        ProblemKind.SPELLING,
    }
)
"""What is judged by the words of a line: a piece of markup among them makes other words of them."""


def without_follow_ups(manual: Manual, problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems less those that are there only because of another one."""
    lost = any(text.path in manual.unread and not text.text.strip() for text in manual.texts)
    lost = lost or any(problem.kind is ProblemKind.EMPTY for problem in problems)
    slips = {(problem.path, problem.line) for problem in problems if problem.kind in _OF_SLIPS}
    return [
        problem
        for problem in problems
        if not (
            problem.path in manual.unread
            or (problem.path in manual.faulty and problem.kind in _OF_FIELDS)
            or (problem.kind in _OF_WORDS and (problem.path, problem.line) in slips)
            or (lost and problem.kind is ProblemKind.LINK)
            # What may be used where nobody could read it is not to be deleted.
            or ((slips or manual.faulty) and _is_unused(problem))
        )
    ]


def _is_unused(problem: Problem) -> bool:
    """Whether a problem is that nothing uses a source or figure."""
    return problem.kind is ProblemKind.UNUSED_SOURCE or (
        problem.kind is ProblemKind.ORPHAN and problem.path.startswith("manual/figures/")
    )
