"""What stands behind a withheld passage is read as before, or the edition is refused."""

from __future__ import annotations

from datetime import date

import pytest

from focalpoint.assembly.tree import assemble
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import ProblemKind, Trouble
from sample_project import Project

CITED = "Nobody has cleared this. {heard}`lima-2026 1`"
BEFORE = {
    "a passage in a quoted remark": "> ::::{note}\n> One.\n>\n> :::{handling} TLP:AMBER\n> Two.\n> :::\n> ::::\n>\n> ",
    "a comment in a quoted remark": "> :::{note}\n> One.\n>\n> % Two.\n>\n> Three.\n> :::\n>\n> ",
    "a passage that begins an item": "10. :::{handling} TLP:AMBER\n    One.\n    :::\n\n    ",
    "a passage that begins an item in an item": "- One.\n\n  - :::{handling} TLP:AMBER\n    Two.\n    :::\n\n      ",
    "a comment that begins an item": "10. % One.\n\n    ",
}


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_a_citation_behind_what_is_withheld_is_still_seen(before: str, project: Project) -> None:
    project.edit("manual/ground/post.md", "## What to do\n", f"## What to do\n\n{before}{CITED}\n")
    config = Config.load(project.root, date(2026, 11, 23))
    with pytest.raises(Trouble) as caught:
        assemble(config, check_manual(config), Edition.PUBLIC)
    places = {(problem.path, problem.kind) for problem in caught.value.problems}
    # One of them stands further right than its item, which is told before anything is withheld.
    assert places <= {("manual/ground/post.md", ProblemKind.HANDLING), ("manual/ground/post.md", ProblemKind.CONSTRUCT)}
    assert places
