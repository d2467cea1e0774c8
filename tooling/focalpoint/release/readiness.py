"""Find what keeps the editions from being made, as far as the texts alone show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from focalpoint.assembly.tree import assemble
from focalpoint.checks import broken_rules
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.manual import Manual, load_manual
from focalpoint.content.text.reading_cache import ReadingCache
from focalpoint.problems import Problem, ProblemKind, Trouble

_BEFORE_ASSEMBLY = frozenset(
    {
        ProblemKind.UNREADABLE,
        ProblemKind.FRONT_MATTER,
        ProblemKind.HANDLING,
        ProblemKind.DRAFT,
        ProblemKind.COMMENT,
        ProblemKind.ROSTER,
        ProblemKind.DATA,
        ProblemKind.DUPLICATE,
        ProblemKind.CONTENTS,
        ProblemKind.EMPTY,
        ProblemKind.IMAGE,
        ProblemKind.CONSTRUCT,
        ProblemKind.FOOTNOTE,
        ProblemKind.ACTION,
        ProblemKind.BRIEF,
        ProblemKind.POCKET,
        ProblemKind.POINT,
    }
)
"""Faults with which no edition can be assembled, or only one that would tell what follows from them."""


def read_manual(config: Config) -> tuple[Manual, list[Problem]]:
    """Load the manual, parsing only the texts that changed since the last time; also what was wrong with reading it."""
    readings = _readings(config)
    manual, problems = load_manual(config, readings.read)
    readings.save()
    return manual, problems


def _readings(config: Config) -> ReadingCache:
    return ReadingCache(config.build / "cache" / "readings")


def ready_manual(config: Config) -> Manual:
    """Load the manual and return it if every edition of it can be made; raises Trouble with all problems if not."""
    manual, problems = examine(config)
    if problems:
        raise Trouble(problems)
    return manual


def examine(config: Config) -> tuple[Manual, list[Problem]]:
    """Load the manual as far as it can be read, and find everything that keeps an edition of it from being made."""
    with _readings(config) as readings:
        manual, problems = load_manual(config, readings.read)
        problems += broken_rules(config, manual)
        if not any(problem.kind in _BEFORE_ASSEMBLY for problem in problems):
            # Where markup was read as words, it is not certain what the text says.
            misread = {problem.path for problem in problems if problem.kind is ProblemKind.STRAY_MARKUP}
            told = {(problem.path, problem.line) for problem in problems}
            found = (one for one in _of_editions(config, manual) if one.path not in misread)
            problems += [one for one in found if (one.path, one.line) not in told]
    readings.save()
    return manual, problems


def _of_editions(config: Config, manual: Manual) -> Iterator[Problem]:
    """Yield what each edition cannot be assembled for; what holds for several is told once."""
    found: dict[Problem, list[Edition]] = {}
    for edition in Edition:
        try:
            assemble(config, manual, edition, briefs=True)
        except Trouble as trouble:
            for problem in trouble.problems:
                message = problem.message.replace(f"the {edition} edition", _ANY)
                found.setdefault(replace(problem, message=message), []).append(edition)
    for problem, editions in found.items():
        named = f"the {' and the '.join(editions)} edition"
        yield replace(problem, message=problem.message.replace(_ANY, named))


_ANY = "\0"
"""Stands for the editions in a message that several of them give."""
