"""What a note may quote and name: the cases that the page of faults has no room for."""

from __future__ import annotations

from datetime import date

import pytest

from focalpoint.checks.roster import check_consent, check_participants, check_roster
from focalpoint.config import Config
from focalpoint.content.manual import load_manual
from sample_project import Project

LIMA = "consultations/notes/lima-2026.md"
POINT = "1. The neighbours wish for a quieter list."
ROSTER = """members:
  - {iso2: XA, name: Freedonia, kind: state, regional_group: African States}
  - {iso2: OAS, name: Organization of Arrows, kind: organization, regional_group: none}
"""


def told(project: Project, point: str, fields: str = "challenge: 2") -> list[tuple[int, str]]:
    """Line, counted from that of the first point, and first word of what is said of a note."""
    project.write("consultations/roster.yaml", ROSTER)
    before = project.line(LIMA, POINT) + fields.count("\n")
    project.edit(LIMA, POINT, point)
    project.edit(LIMA, "challenge: 2", fields)
    config = Config.load(project.root, date(2026, 11, 23))
    problems = check_consent(config, load_manual(config)[0])
    return [(problem.line - before, problem.message.split(" ")[0].rstrip(",")) for problem in problems]


@pytest.mark.parametrize(
    "point",
    [
        "1. They said: “We cannot do it.”",
        '1. They said: "We cannot do it."',
        "1. They said: «We cannot do it.»",
        "1. They said: „We cannot do it.“",
        "1. They said: ‘The State’s list won’t do.’",
        "1. They said: “We *cannot* {term}`do` it.”",
        "1. They said: “We cannot\n   do it.”",
        "1. - They said: “We cannot do it.”",
    ],
)
def test_a_quotation_needs_consent(project: Project, point: str) -> None:
    assert told(project, point) == [(0, "quotes")]


@pytest.mark.parametrize(
    "point",
    [
        "1. They spoke of “the quiet list”.",
        "1. The States’ list, and the neighbour’s own.",
        "1. They wrote `“one two three four”` in a file.",
    ],
)
def test_a_term_or_an_apostrophe_is_no_quotation(project: Project, point: str) -> None:
    assert told(project, point) == []


def test_the_line_within_a_paragraph_is_told(project: Project) -> None:
    assert told(project, "1. They met.\n   They said: “We cannot do it.”\n\n   > Never.") == [
        (1, "quotes"),
        (3, "quotes"),
    ]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("challenge: 2\nconsent: none", True),
        ("challenge: 2\nconsent: internal-use\ngiven_on: 2026-06-01", True),
        ("challenge: 2\nconsent: paraphrase\ngiven_on: 2026-06-01", True),
        ("challenge: 2\nconsent: quote-anonymous\ngiven_on: 2026-06-01", False),
        ("challenge: 2\nconsent: quote-attributed\ngiven_on: 2026-06-01", False),
    ],
)
def test_consent_to_quote_allows_it(project: Project, fields: str, found: bool) -> None:
    assert bool(told(project, "1. They said: “We cannot do it.”", fields)) is found


def test_a_public_source_may_be_quoted(project: Project) -> None:
    project.edit(LIMA, "kind: closed-meeting", "kind: public-source")
    assert told(project, "1. They said: “We cannot do it.”") == []


@pytest.mark.parametrize(
    "words",
    [
        "Freedonia",
        "freedonia",
        "The Freedonian desk",
        "XA",
        "The XA’s desk",
        "OAS",
        "the Organization\n   of Arrows",
        "Chile",
        "A Chilean official",
        "The Qatari desk",
        "Timor-Leste",
        "Côte d’Ivoire",
        "COTE D'IVOIRE",
        "the [desk](https://example.org/ghana/desk)",
        "the desk\n\n% Ghana said so.\n",
    ],
)
def test_the_chatham_house_rule_forbids_to_name_a_country(project: Project, words: str) -> None:
    assert [name for _line, name in told(project, f"1. {words} said so.")] == ["names"]


@pytest.mark.parametrize("words", ["xa", "MAXA", "OASIS", "Nobody", "A Romanesque desk", "chilled", "the jordanesque"])
def test_other_words_name_none(project: Project, words: str) -> None:
    assert told(project, f"1. {words} said so.") == []


def test_without_the_rule_a_country_may_be_named(project: Project) -> None:
    assert told(project, "1. Freedonia said so.", "challenge: 2\nrule: none") == []


def test_who_took_part_and_where_may_stand_in_the_fields(project: Project) -> None:
    assert told(project, POINT, "challenge: 2\nparticipants: [XA]\nthemes: [ghana]") == []


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("desk@example.org", "an e-mail address"),
        ("+1 212 555 01 02", "a telephone number"),
        ("(212) 555-0102", "a telephone number"),
        ("0221234567", "a telephone number"),
        ("2026-05-04", ""),
        ("from 2026-05-04 - 2026-06-01", ""),
        ("2012/2013", ""),
        ("gcr2p2012unga67", ""),
        ("100 000", ""),
        ("A/RES/60/1", ""),
    ],
)
def test_contact_details_are_found_wherever_they_stand(project: Project, value: str, found: str) -> None:
    project.write("consultations/roster.yaml", ROSTER + f"# {value}\n")
    config = Config.load(project.root, date(2026, 11, 23))
    problems = list(check_roster(config, load_manual(config)[0]))
    assert [problem.line for problem in problems] == ([4] if found else [])
    assert all(found in problem.message and value not in problem.message for problem in problems)


def test_nobody_is_missed_in_a_roster_that_cannot_be_read(project: Project) -> None:
    project.write("consultations/roster.yaml", "members: [")
    project.edit(LIMA, "challenge: 2", "challenge: 2\nparticipants: [XA]")
    config = Config.load(project.root, date(2026, 11, 23))
    assert list(check_participants(config, load_manual(config)[0])) == []


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ("cleared_text: Words.\ncleared_on: 2026-05-03", "`cleared_on`: 2026-05-03 lies before `date`, 2026-05-04"),
        ("withdrawn_on: 2026-05-03", "`withdrawn_on`: 2026-05-03 lies before `date`, 2026-05-04; check both"),
        (
            "consent: paraphrase\ngiven_on: 2026-06-01\nwithdrawn_on: 2026-05-31",
            "`withdrawn_on`: 2026-05-31 lies before `given_on`, 2026-06-01; check both",
        ),
    ],
)
def test_dates_of_a_note_that_cannot_be_are_told_at_their_line(project: Project, fields: str, says: str) -> None:
    project.edit(LIMA, "challenge: 2", f"challenge: 2\n{fields}")
    (problem,) = load_manual(Config.load(project.root, date(2026, 11, 23)))[1]
    assert (problem.path, problem.line) == (LIMA, project.line(LIMA, fields.split("\n")[-1]))
    assert problem.message.startswith(says)
    assert problem.kind == "front-matter"
