"""The rules that every text keeps.

A rule is a function `check_…` in a module of this package; a new one is entered nowhere else.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator

from focalpoint.checks.follow_ups import without_follow_ups
from focalpoint.checks.waivers import without_accepted
from focalpoint.config import Config
from focalpoint.content.manual import Manual, load_manual
from focalpoint.problems import Problem, Trouble

Check = Callable[[Config, Manual], Iterator[Problem]]


def find_checks() -> tuple[Check, ...]:
    """Find every function `check_…` that a module of this package defines, in the order of the modules' names."""
    modules = sorted(module.name for module in pkgutil.walk_packages(__path__, f"{__name__}."))
    return tuple(check for module in modules for check in _checks_of(module))


def _checks_of(module: str) -> Iterator[Check]:
    for name, value in vars(importlib.import_module(module)).items():
        if name.startswith("check_") and value.__module__ == module:
            yield value


CHECKS = find_checks()
"""Every rule."""


def find_problems(config: Config) -> tuple[Manual, list[Problem]]:
    """Load the manual; return it as far as it could be read, with everything that is wrong and not accepted."""
    manual, problems = load_manual(config)
    return manual, problems + broken_rules(config, manual)


def broken_rules(config: Config, manual: Manual) -> list[Problem]:
    """Run every rule over a manual; return what is wrong and not accepted."""
    told = [problem for check in CHECKS for problem in check(config, manual)]
    return without_follow_ups(manual, without_accepted(config, manual, told))


def check_manual(config: Config) -> Manual:
    """Load the manual and return it if it keeps every rule; raises Trouble with all problems if it does not."""
    manual, problems = find_problems(config)
    if problems:
        raise Trouble(problems)
    return manual
