"""The roster: members and rounds as they are written, and each mistake told at its own line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focalpoint.config import Config
from focalpoint.content.consultation.roster import NEWER_YAML, Response, Roster, load_roster
from focalpoint.content.manual import load_manual
from focalpoint.content.text.fields import load_fields, refusal
from focalpoint.problems import Problem
from sample_project import Project
from sample_texts import REPOSITORY

FILE = "consultations/roster.yaml"
ROSTER = """# The members.
members:
  - iso2: "NO"
    name: Freedonia
    kind: state
    regional_group: Western European and other States
    office: Legal adviser
    languages: [en, fr]
    evidence: {source: report2009, year: 2012, grade: A}
    rounds:
      1: {invited_on: 2026-05-04, draft_sent_on: 2026-05-04, response: no-comments}
      2:
        invited_on: 2026-09-01
        reminded_on: 2026-10-01
        consulted_on: 2026-10-02
        mode: call
        verdict: Useful
  - iso2: EU
    name: Union
    kind: organization
    regional_group: none
"""


def loaded(project: Project) -> tuple[Roster, list[Problem]]:
    return load_roster(Config.load(project.root, date(2026, 11, 23)))


def said(project: Project, text: str) -> list[tuple[int, str]]:
    """Lines and messages of a roster's problems."""
    project.write(FILE, text)
    _roster, problems = loaded(project)
    assert all((problem.path, problem.kind) == (FILE, "roster") for problem in problems)
    return [(problem.line, problem.message) for problem in problems]


def test_a_project_without_a_roster_has_no_members(project: Project) -> None:
    assert loaded(project) == (Roster((), "", "", True), [])


def test_members_are_read_with_their_rounds(project: Project) -> None:
    project.write(FILE, ROSTER)
    roster, problems = loaded(project)
    assert problems == []
    first, union = roster.members
    assert (first.id, first.office, first.languages) == ("NO", "Legal adviser", ("en", "fr"))
    assert first.rounds[1].response is Response.NO_COMMENTS
    assert (first.rounds[2].consulted_on, first.rounds[2].response) == (date(2026, 10, 2), Response.NONE)
    assert roster.member("EU") is union
    assert roster.member("XX") is None
    assert roster.line(0, "rounds", 2, "mode") == 16
    assert roster.line(1) == 18


def test_norway_needs_no_quotes(project: Project) -> None:
    project.write(FILE, ROSTER.replace('"NO"', "NO"))
    roster, problems = loaded(project)
    assert ([member.id for member in roster.members], problems) == (["NO", "EU"], [])


def test_the_manual_holds_the_roster(project: Project) -> None:
    project.write(FILE, ROSTER)
    manual, problems = load_manual(Config.load(project.root, date(2026, 11, 23)))
    assert ([member.name for member in manual.roster.members], problems) == (["Freedonia", "Union"], [])


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('iso2: "NO"', 'iso2: "no"', 3, "“no” is not a member's id; write the two capitals of a State, or an acronym"),
        ('iso2: "NO"', "iso2: NOR", 3, "`iso2: NOR` is not the code of a State; write its two capitals"),
        ('- iso2: "NO"\n    name', "- name", 3, "the field `iso2` is missing; add it"),
        ("kind: state", "kind: country", 5, "`kind: country` is not known; write 'state' or 'organization'"),
        ("Western European and other States", "WEOG", 6, "`regional_group: WEOG` is not known; write 'African States'"),
        ("office", "person", 7, "unknown field `person`; the fields here are iso2, name, kind, regional_group, office"),
        ("[en, fr]", "en", 8, "`languages: en` is not a list"),
        ("grade: A", "grade: E", 9, "`evidence.grade: E` is not known; write 'A', 'B', 'C' or 'D'"),
        ("grade: A", "grad: A", 9, "unknown field `evidence.grad`; the fields here are source, year, grade"),
        ("year: 2012", "year: 12", 9, "`evidence.year: 12` is not a number that fits here"),
        ("2026-05-04, draft", "2026-02-30, draft", 11, "`rounds.1.invited_on: 2026-02-30` is not a date"),
        ("2026-05-04, draft", "2026-05-05, draft", 11, "2026-05-04 lies before `invited_on`, 2026-05-05; check both"),
        ("response: no-comments", "response: silence", 11, "`rounds.1.response: silence` is not known; write 'none'"),
        ("      2:", "      0:", 12, "is not a number that fits here"),
        ("      2:", "      second:", 12, "is not a number that fits here"),
        ("reminded_on: 2026-10-01", "reminded_on: 2026-08-01", 14, "2026-08-01 lies before `invited_on`, 2026-09-01"),
        ("consulted_on: 2026-10-02", "consulted_on: 2026-08-31", 15, "lies before `invited_on`"),
        ("mode: call", "mode: dinner", 16, "`rounds.2.mode: dinner` is not known"),
        ("verdict", "opinion", 17, "unknown field `rounds.2.opinion`; the fields here are invited_on"),
        ("members:", "contact: x\nmembers:", 2, "unknown field `contact`; the roster holds `members` alone"),
        ("members:", "member:", 1, "holds no list `members`"),
        ('"NO"', "'NO", 3, "the roster cannot be read: the quotation mark that opens here is never closed"),
    ],
)
def test_a_mistake_is_told_at_its_line(project: Project, old: str, new: str, line: int, says: str) -> None:
    assert old in ROSTER
    found = said(project, ROSTER.replace(old, new, 1))
    assert {number for number, _message in found} == {line}
    assert any(says in message for _number, message in found)


def test_a_member_with_a_fault_can_still_be_named(project: Project) -> None:
    project.write(FILE, ROSTER.replace("kind: state", "kind: country"))
    roster, problems = loaded(project)
    assert len(problems) == 1
    assert roster.whole
    assert [member.name for member in roster.members] == ["Freedonia", "Union"]


def test_all_mistakes_come_at_once(project: Project) -> None:
    text = ROSTER.replace("kind: state", "kind: x").replace("mode: call", "mode: x").replace("kind: org", "kind: x")
    assert [line for line, _message in said(project, text)] == [5, 16, 20]


@pytest.mark.parametrize("text", ["", "members: none\n", "- one\n", "words\n", "members:\n  AR: x\n"])
def test_what_is_no_roster_is_told_and_nobody_is_missed_in_it(project: Project, text: str) -> None:
    project.edit("consultations/notes/lima-2026.md", "challenge: 2", "challenge: 2\nparticipants: [XA]")
    ((_line, message),) = said(project, text)
    assert "holds no list `members`" in message
    assert not loaded(project)[0].whole


@given(st.text(st.characters(exclude_categories=["Cs"], include_characters="-:[]{}#&*!|>'\"%@`\n "), max_size=60))
def test_whatever_yaml_refuses_is_told_on_one_line(text: str) -> None:
    try:
        load_fields(text, NEWER_YAML)
    except Exception as error:
        line, reason = refusal(text, error)
        assert 1 <= line <= text.count("\n") + 2
        assert "\n" not in reason


def test_the_repositorys_roster_is_the_evidence_of_2026() -> None:
    manual, problems = load_manual(Config.load(REPOSITORY, date(2026, 11, 23)))
    assert problems == []
    kinds = [member.kind for member in manual.roster.members]
    assert (kinds.count("state"), kinds.count("organization")) == (29, 1)
    assert all(m.evidence and m.evidence.grade in "AB" and not m.rounds for m in manual.roster.members)
    sources = {member.evidence.source for member in manual.roster.members if member.evidence}
    assert sources <= set(manual.sources)
    assert manual.roster.text.startswith("# yaml-language-server: $schema=schemas/roster.json\n")
