"""What was said last of a comment is taken back, and stays readable in its record."""

from __future__ import annotations

import pytest
from test_deciding import BY_HAND, FILE, NOTED, refusal

from commented import TODAY, begin, commit, ledger
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.rounds.comments import Disposition
from focalpoint.problems import Trouble
from focalpoint.review.ledger.deciding import Decision, decide, mark_duplicate, reopen, withdraw
from sample_project import Project


@pytest.fixture
def config(project: Project) -> Config:
    """A round with one ledger that somebody has written by hand."""
    config = begin(project)
    project.write(FILE, BY_HAND)
    return config


def test_what_was_said_last_is_taken_back_and_stays_readable(config: Config, project: Project) -> None:
    project.edit("manual/ground/post.md", "many ministries", "most ministries")
    done = decide(config, 1, "XA-002", Decision(Disposition.ACCEPTED, "First: so.\nThen.", commit(project)))
    withdraw(config, 1, "XA-002")
    again = reopen(config, 1, "XA-002")
    assert (again.withdrawn_on, again.disposition, again.applied_in) == (None, done.disposition, done.applied_in)
    open_again = reopen(config, 1, "XA-002")
    assert open_again.is_open and (open_again.observation, open_again.applied_in) == (done.observation, "")
    mark_duplicate(config, 1, "XA-002", "XA-001")
    assert reopen(config, 1, "XA-002") == ledger(config).fields.comments[1] == open_again
    text = project.read(FILE)
    for row in (
        f"# Until {TODAY}: withdrawn on {TODAY}\n",
        f"# Until {TODAY}: accepted, applied in {done.applied_in}\n    # First: so.\n    # Then.\n",
        f"# Until {TODAY}: a duplicate of XA-001\n",
    ):
        assert f"    {row}" in text
    assert text.startswith(BY_HAND.partition("  # About the next.")[0]) and "    # In the record.\n" in text
    assert refusal(lambda: reopen(config, 1, "XA-002")) == "XA-002 is open; there is nothing to take back"
    assert project.read(FILE) == text
    decide(config, 1, "XA-002", Decision(NOTED, "Other words"))
    assert "# Until 2026-11-23: not decided\n    # First: so.\n    # Then.\n    disposition: noted" in project.read(
        FILE
    )


def test_what_is_decided_is_a_duplicate_only_when_reopened(config: Config) -> None:
    seen = decide(config, 1, "XA-002", Decision(NOTED, "Yes"))
    assert "reopen it first" in refusal(lambda: mark_duplicate(config, 1, "XA-002", "XA-001"))
    decide(config, 1, "XA-002", Decision(NOTED, "By the other window"), again=True)
    assert "has changed since you saw it" in refusal(lambda: reopen(config, 1, "XA-002", seen=seen))
    reopen(config, 1, "XA-002")
    mark_duplicate(config, 1, "XA-002", "XA-001")
    said = refusal(lambda: withdraw(config, 1, "XA-001"))
    assert said == "XA-002 is marked as a duplicate of XA-001; reopen what is so marked, then withdraw XA-001"
    assert not ledger(config).fields.comments[0].withdrawn_on


def test_a_duplicate_of_what_was_withdrawn_is_a_mistake(config: Config, project: Project) -> None:
    mark_duplicate(config, 1, "XA-002", "XA-001")
    project.edit(FILE, "    id: XA-001\n", "    id: XA-001\n    withdrawn_on: 2026-11-23\n")
    with pytest.raises(Trouble) as caught:
        check_manual(config)
    (problem,) = caught.value.problems
    assert problem.line == project.line(FILE, "duplicate_of")
    assert problem.message.startswith("XA-002: `XA-001` was withdrawn; name another comment, or empty")
