"""One cause gives one message: what only follows from another fault is not told, and nobody is told to delete work."""

from __future__ import annotations

from collections.abc import Sequence, Set

from focalpoint.checks.constructs import NAMELESS
from focalpoint.checks.toc import UNLISTED
from focalpoint.content.manual import Manual
from focalpoint.problems import Problem, ProblemKind

_OF_FIELDS = frozenset(
    {ProblemKind.BRIEF, ProblemKind.POCKET, ProblemKind.CONSENT, ProblemKind.EMPTY, ProblemKind.OUTDATED}
)
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


_OF_BLOCKS = frozenset({ProblemKind.ACTION, ProblemKind.IMAGE, ProblemKind.LINK})
"""What is judged by the options of a block."""
_IN_ROWS = ("a typed bullet", "a lettered item", "a table needs", "an option of a block")
"""Of a slip that lies in several lines one below the other, the first is told."""


def without_follow_ups(manual: Manual, problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems less those that are there only because of another one."""
    lost = any(text.path in manual.unread and not text.text.strip() for text in manual.texts)
    lost = lost or any(problem.kind is ProblemKind.EMPTY for problem in problems)
    broken = {(problem.path, problem.line) for problem in problems if problem.kind in _OF_MARKUP}
    constructs = {(one.path, one.line) for one in problems if one.kind is ProblemKind.CONSTRUCT}
    misread = _misread_blocks(manual, broken)
    stray = {one.path for one in problems if one.kind is ProblemKind.CONTENTS and one.message.startswith(UNLISTED)}
    slips = {(problem.path, problem.line) for problem in problems if problem.kind in _OF_SLIPS}
    return [
        problem
        for problem in problems
        if not (
            problem.path in manual.unread
            or (problem.path in manual.faulty and problem.kind in _OF_FIELDS)
            or (problem.kind in _OF_WORDS and (problem.path, problem.line) in slips)
            or (problem.kind in _OF_BLOCKS and (problem.path, problem.line) in misread)
            or _goes_on(problem, broken, constructs)
            or (problem.kind is ProblemKind.DUPLICATE and _is_of_copy(problem, stray))
            or (lost and problem.kind is ProblemKind.LINK)
            # What may be used where nobody could read it is not to be deleted.
            or ((slips or manual.faulty) and _is_unused(problem))
        )
    ]


_OF_MARKUP = frozenset({ProblemKind.CONSTRUCT, ProblemKind.STRAY_MARKUP})


def _misread_blocks(manual: Manual, broken: Set[tuple[str, int]]) -> set[tuple[str, int]]:
    """The first lines of the blocks that hold a slip: their options may be elsewhere than they were meant."""
    return {
        (text.path, block.line)
        for text in manual.texts
        for block in text.reading.directives
        if any((text.path, line) in broken for line in range(block.line + 1, block.end))
    }


def _goes_on(problem: Problem, broken: Set[tuple[str, int]], constructs: Set[tuple[str, int]]) -> bool:
    """Whether a problem is of the same slip as the one on its own line or on the line above."""
    if problem.kind is ProblemKind.CONSTRUCT and problem.message.startswith(NAMELESS[:40]):
        # A fence that closes what was not opened.
        return any(path == problem.path and line < problem.line for path, line in broken)
    if problem.kind is ProblemKind.STRAY_MARKUP and (problem.path, problem.line) in constructs:
        return True
    if problem.kind is not ProblemKind.STRAY_MARKUP or not any(part in problem.message for part in _IN_ROWS):
        return False
    return (problem.path, problem.line - 1) in broken


def _is_of_copy(problem: Problem, stray: Set[str]) -> bool:
    """Whether a name is given twice because a copy of the chapter lies beside it, which the contents do not list."""
    return problem.path in stray or any(f"is also at {path}:" in problem.message for path in stray)


def _is_unused(problem: Problem) -> bool:
    """Whether a problem is that nothing uses a source or figure."""
    return problem.kind is ProblemKind.UNUSED_SOURCE or (
        problem.kind is ProblemKind.ORPHAN and problem.path.startswith("manual/figures/")
    )
