"""Hold texts that are not written yet against the rules, in a copy of the project."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from focalpoint.checks import broken_rules
from focalpoint.config import Config
from focalpoint.content.manual import load_manual
from focalpoint.files import write_all
from focalpoint.problems import Problem


def problems_with(config: Config, texts: Mapping[str, bytes]) -> list[Problem]:
    """Find what is wrong in the project with other contents of some files, given by their paths."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in (config.manual, config.notes.parent):
            shutil.copytree(part, copy / part.relative_to(config.root))
        shutil.copyfile(config.root / "pyproject.toml", copy / "pyproject.toml")
        write_all({copy / path: data for path, data in texts.items()})
        there = Config.load(copy, config.today)
        manual, problems = load_manual(there)
        return [*problems, *broken_rules(there, manual)]


def new_problems(config: Config, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[Problem]:
    """Find what is wrong with some texts that was not wrong with those before them."""
    if before == after:
        return []
    old = {(problem.path, problem.message) for problem in problems_with(config, before)}
    return [one for one in problems_with(config, after) if (one.path, one.message) not in old]
