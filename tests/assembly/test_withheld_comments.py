"""Comments never reach the public edition; what the text itself says is the text's, whoever proposed it."""

from __future__ import annotations

import pytest

from commented import HEAD, TODAY, begin
from focalpoint.assembly.tree import assemble
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.consultation.withheld import Withheld
from focalpoint.leaks.find_leaks import find_leaks
from sample_project import Project

FILE = "consultations/comments/1/XA.yaml"
SECRET = "Our ministry of ports would rather not be asked again about the quarry"
CLOSER = "Nobody but the cabinet office knows that the quarry was sold last winter"
ANSWER = "The Secretariat has taken the quarry out of the annex at your request"
LEDGER = f"""{HEAD}comments:
  - id: XA-001
    received: 2026-11-23
    channel: call
    comment: {SECRET}
    proposed_change: Members work from many ministries, and some from none at all.
    disposition: noted
    observation: {ANSWER}
  - id: XA-002
    received: 2026-11-23
    channel: call
    handling: TLP:AMBER
    comment: {CLOSER}
"""


@pytest.fixture
def commenting(project: Project) -> Project:
    begin(project)
    project.write(FILE, LEDGER)
    return project


def withheld(project: Project, edition: Edition) -> tuple[list[Withheld], list[str]]:
    """The comments that an edition withholds, and what it carries."""
    config = Config.load(project.root, TODAY)
    manual = check_manual(config)
    found = assemble(config, manual, edition)
    return [one for one in found.withheld if one.what == "comment"], found.carried


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.NETWORK])
def test_every_edition_but_the_secretariats_withholds_all_comments(commenting: Project, edition: Edition) -> None:
    found, _carried = withheld(commenting, edition)
    assert [(one.path, one.line) for one in found] == [(FILE, 5), (FILE, 12)]
    assert [SECRET in found[0].texts, ANSWER in found[0].texts, CLOSER in found[1].texts] == [True] * 3
    assert withheld(commenting, Edition.SECRETARIAT)[0] == []


@pytest.mark.parametrize("words", [SECRET, CLOSER, ANSWER])
def test_a_comment_in_the_public_edition_is_found(commenting: Project, words: str) -> None:
    pieces, carried = withheld(commenting, Edition.PUBLIC)
    page = commenting.root / "dist" / "public" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<p>{words.upper()}.</p>", encoding="utf-8")
    problems = find_leaks(page.parent, pieces, carried, ())
    assert problems and all(f"the comment at {FILE}:" in problem.message for problem in problems)
    assert not any(words[:20] in str(problem) for problem in problems)


def test_what_was_accepted_into_the_text_or_quotes_it_is_no_leak(commenting: Project) -> None:
    accepted = "The list of the ministry is short, and it is read by all of its deputies"
    quoting = "Ask the ministry first, as paragraph 1.1 says."
    commenting.edit("manual/ground/post.md", "- Then read", f"- {accepted}. {{heard}}`accra-2026 1`\n- Then read")
    commenting.write(FILE, LEDGER.replace(SECRET, quoting).replace("Members work from many", f"{accepted}, from many"))
    pieces, carried = withheld(commenting, Edition.PUBLIC)
    page = commenting.root / "dist" / "public" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<p>{accepted}.</p><p>{quoting}</p>", encoding="utf-8")
    assert find_leaks(page.parent, pieces, carried, ()) == []
    assert not any(accepted[:30] in row or quoting in row for piece in pieces for row in piece.texts)
