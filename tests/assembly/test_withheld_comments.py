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


def rows_of(project: Project, comment: str, said: str, **fields: str) -> tuple[str, ...]:
    """What is searched for of a comment with these words, where a chapter says some of its own."""
    project.edit("manual/ground/post.md", "- Then read", f"- {said}\n- Then read")
    more = "".join(f"    {name}: {words}\n" for name, words in fields.items())
    head = f"{HEAD}comments:\n  - id: XA-001\n    received: 2026-11-23\n    channel: call\n"
    project.write(FILE, f"{head}    comment: {comment}\n{more}")
    return tuple(row for piece in withheld(project, Edition.PUBLIC)[0] for row in piece.texts)


EIGHT = "keep one list of all ports for everybody"


@pytest.mark.parametrize(
    ("comment", "searched"),
    [
        (f"The minister said {EIGHT} and then he left", ("The minister said", "and then he left")),
        (f"{EIGHT} and then he left", ("and then he left",)),
        (f"The minister said {EIGHT}", ("The minister said",)),
        (f"The minister said {EIGHT.upper()} — {EIGHT}", ("The minister said",)),
        (
            "He said keep one list of all ports for nobody at all",
            ("He said keep one list of all ports for nobody at all",),
        ),
    ],
)
def test_eight_words_in_a_row_that_the_text_says_are_the_texts_and_no_fewer(
    commenting: Project, comment: str, searched: tuple[str, ...]
) -> None:
    assert rows_of(commenting, comment, f"Always {EIGHT} who asks") == searched


@pytest.mark.parametrize(
    ("comment", "searched"),
    [
        ("keep one list", ()),
        ("Keep *one* list!", ()),
        ("one lists", ("one lists",)),
        ("keep one list of all ports for", ()),
        ("keep one list of all ports of", ("keep one list of all ports of",)),
        ("'…'", ()),
    ],
)
def test_fewer_words_than_eight_are_the_texts_where_it_has_all_of_them_in_a_row(
    commenting: Project, comment: str, searched: tuple[str, ...]
) -> None:
    assert rows_of(commenting, comment, f"Always {EIGHT} who asks") == searched


def test_the_words_of_two_texts_make_no_row_of_eight(commenting: Project) -> None:
    commenting.edit("manual/ground/post.md", "question: What is the post for?", "question: When is one list of all?")
    comment = "when is one list of all ports for everybody here"
    assert rows_of(commenting, comment, "Ports for everybody are closed") == (comment,)


def test_every_word_of_a_comment_and_of_the_answers_to_it_is_searched_for(commenting: Project) -> None:
    thread = "{thread: [{author: ab12cd34, text: The harbour office agrees with every word of this}]}"
    rows = rows_of(
        commenting, SECRET, "Ask again", proposed_change=CLOSER, disposition="noted", observation=ANSWER, source=thread
    )
    assert rows == (SECRET, CLOSER, ANSWER, "The harbour office agrees with every word of this")


def test_the_lines_of_a_comment_are_searched_for_by_themselves(commenting: Project) -> None:
    comment = f"|\n      {SECRET}\n      {CLOSER}"
    assert rows_of(commenting, comment, "Ask again") == (SECRET, CLOSER)


def test_what_a_draft_says_is_no_secret_of_a_comment(commenting: Project) -> None:
    """The text has changed since; the draft that the comment quotes is what its readers have."""
    commenting.edit("manual/ground/post.md", "Members work from many ministries.", "Members work where they can.")
    commenting.edit("manual/ground/post.md", "The tasks are in", "Their tasks are in")
    assert rows_of(commenting, "Members work from many ministries. The tasks are in Table 1.1.", "Ask again") == ()
