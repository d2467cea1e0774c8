"""The rules that every text keeps; each is a generator of problems, and all of them run before a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from focalpoint.checks.actions import check_actions
from focalpoint.checks.citations import check_citations
from focalpoint.checks.comments import check_comments, check_ledgers
from focalpoint.checks.constructs import check_constructs
from focalpoint.checks.handling import check_handling, check_stray_labels, check_usable
from focalpoint.checks.links import check_labels, check_links
from focalpoint.checks.orphans import check_contents, check_files
from focalpoint.checks.pictures import check_pictures
from focalpoint.checks.points import check_points
from focalpoint.checks.roster import check_consent, check_participants, check_roster
from focalpoint.checks.sentences import check_sentences
from focalpoint.config import Config
from focalpoint.content.manual import Manual, load_manual
from focalpoint.problems import Problem, Trouble

Check = Callable[[Config, Manual], Iterator[Problem]]
CHECKS: tuple[Check, ...] = (
    check_contents,
    check_files,
    check_handling,
    check_stray_labels,
    check_usable,
    check_roster,
    check_participants,
    check_consent,
    check_ledgers,
    check_comments,
    check_labels,
    check_points,
    check_citations,
    check_links,
    check_pictures,
    check_constructs,
    check_actions,
    check_sentences,
)
"""Every rule, in the order of the work: first what is there, then what it says."""


def find_problems(config: Config) -> tuple[Manual, list[Problem]]:
    """The manual as far as it could be read, and everything that is wrong with it."""
    manual, problems = load_manual(config)
    return manual, problems + [problem for check in CHECKS for problem in check(config, manual)]


def check_manual(config: Config) -> Manual:
    """The manual, which keeps every rule; raises Trouble with all problems where it does not."""
    manual, problems = find_problems(config)
    if problems:
        raise Trouble(problems)
    return manual
