"""The rules that every text keeps; each is a generator of problems, and all of them run before a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from focalpoint.checks.actions import check_actions
from focalpoint.checks.briefs import check_briefs
from focalpoint.checks.citations import check_citations
from focalpoint.checks.comments import check_comments, check_ledgers
from focalpoint.checks.constructs import check_constructs, check_headings
from focalpoint.checks.data import check_data
from focalpoint.checks.footnotes import check_ends, check_footnotes
from focalpoint.checks.forms import check_forms
from focalpoint.checks.freshness import check_dates
from focalpoint.checks.handling import check_handling, check_stray_labels, check_usable
from focalpoint.checks.links import check_labels, check_links
from focalpoint.checks.pictures import check_alternatives, check_pictures
from focalpoint.checks.points import check_points
from focalpoint.checks.roster import check_consent, check_participants, check_roster
from focalpoint.checks.stray_markup import check_stray_markup, check_structure
from focalpoint.checks.toc import check_contents, check_files
from focalpoint.checks.waivers import without_accepted
from focalpoint.checks.wording.sentences import check_length, check_sentences
from focalpoint.checks.wording.spelling import check_spelling
from focalpoint.checks.wording.terms import check_terms
from focalpoint.checks.wording.uncited import check_uncited_figures, check_unused_sources
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
    check_dates,
    check_roster,
    check_participants,
    check_consent,
    check_ledgers,
    check_comments,
    check_labels,
    check_points,
    check_citations,
    check_uncited_figures,
    check_unused_sources,
    check_links,
    check_pictures,
    check_alternatives,
    check_constructs,
    check_structure,
    check_stray_markup,
    check_footnotes,
    check_ends,
    check_headings,
    check_actions,
    check_data,
    check_forms,
    check_briefs,
    check_sentences,
    check_length,
    check_terms,
    check_spelling,
)
"""Every rule, in the order of the work: first what is there, then what it says."""


def find_problems(config: Config) -> tuple[Manual, list[Problem]]:
    """Load the manual; return it as far as it could be read, with everything that is wrong and not accepted."""
    manual, problems = load_manual(config)
    return manual, problems + broken_rules(config, manual)


def broken_rules(config: Config, manual: Manual) -> list[Problem]:
    """Run every rule over a manual; return what is wrong and not accepted."""
    told = [problem for check in CHECKS for problem in check(config, manual)]
    return without_accepted(config, manual, told)


def check_manual(config: Config) -> Manual:
    """Load the manual and return it if it keeps every rule; raises Trouble with all problems if it does not."""
    manual, problems = find_problems(config)
    if problems:
        raise Trouble(problems)
    return manual
