"""What the Secretariat sees of its consultations: who stands where, in words, tables and drawings."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from focalpoint.assembly.generated_pages.charts import Bar, bar_chart, in_words
from focalpoint.assembly.generated_pages.consulted import consultation_log_page, plain
from focalpoint.assembly.generated_pages.rounds import Standing, consulted, latest_round, standings, to_approach
from focalpoint.config import Config
from focalpoint.content.consultation.roster import Round
from focalpoint.content.manual import Manual, load_manual
from sample_project import Project

LIMA = "consultations/notes/lima-2026.md"
TODAY = date(2026, 11, 23)
ROSTER = """members:
  - iso2: XA
    name: Freedonia
    kind: state
    regional_group: African States
    rounds:
      1: {invited_on: 2026-09-01, draft_sent_on: 2026-09-02, reminded_on: 2026-10-01}
  - iso2: XB
    name: Sylvania
    kind: state
    regional_group: African States
    rounds:
      1: {invited_on: 2026-09-01, response: declined}
  - iso2: XC
    name: Tomainia
    kind: state
    regional_group: African States
  - iso2: XD
    name: Bacteria
    kind: state
    regional_group: Eastern European States
    rounds:
      1: {invited_on: 2026-08-31}
  - iso2: XE
    name: Osterlich
    kind: state
    regional_group: Eastern European States
    rounds:
      1: {invited_on: 2026-11-01}
  - iso2: XF
    name: Pottsylvania
    kind: state
    regional_group: Eastern European States
    rounds:
      1: {invited_on: 2026-09-01, consulted_on: 2026-09-20, mode: call, response: no-comments}
  - iso2: UKS
    name: Union [of] Seas
    kind: organization
    regional_group: none
    rounds:
      1: {invited_on: 2026-09-01, response: acknowledged}
"""


def read(project: Project) -> tuple[Config, Manual]:
    config = Config.load(project.root, TODAY)
    manual, problems = load_manual(config)
    assert problems == []
    return config, manual


@pytest.fixture
def consulting(project: Project) -> Project:
    """The sample with a round of consultation under way."""
    project.write("consultations/roster.yaml", ROSTER)
    project.edit(LIMA, "challenge: 2", "challenge: 2\nparticipants: [XC, UKS]")
    return project


def test_who_answered_and_who_is_silent(consulting: Project) -> None:
    _config, manual = read(consulting)
    turn = standings(manual.roster, latest_round(manual.roster), TODAY)
    assert [standing.member.id for standing in turn if standing.silent] == ["XA", "XD"]
    assert [standing.member.id for standing in turn if standing.answered] == ["XB", "XF"]
    assert consulted(manual) == {"XC", "XF", "UKS"}


@pytest.mark.parametrize(
    ("fields", "silent"),
    [
        ({"invited_on": "2026-10-24"}, True),
        ({"invited_on": "2026-10-25"}, False),
        ({"invited_on": "2026-10-24", "response": "acknowledged"}, False),
        ({"invited_on": "2026-10-24", "response": "no-comments"}, False),
        ({"invited_on": "2026-10-24", "consulted_on": "2026-11-01"}, False),
        ({}, False),
    ],
)
def test_silence_begins_after_thirty_days(consulting: Project, fields: dict[str, str], silent: bool) -> None:
    _config, manual = read(consulting)
    assert Standing(manual.roster.members[0], Round.model_validate(fields), TODAY).silent is silent


def test_the_least_heard_group_and_the_longest_silent_come_first(consulting: Project) -> None:
    _config, manual = read(consulting)
    # One in three was consulted in each group: who is silent longest comes first. Who declined is not asked again.
    assert [standing.member.id for standing in to_approach(manual, TODAY)] == ["XD", "XA"]
    consulting.edit(LIMA, "[XC, UKS]", "[UKS]")
    _config, manual = read(consulting)
    assert [standing.member.id for standing in to_approach(manual, TODAY)] == ["XA", "XC", "XD"]


def test_no_more_than_ten_are_proposed(project: Project) -> None:
    rows = [
        f"  - {{iso2: X{letter}, name: Land {letter}, kind: state, regional_group: none}}\n"
        for letter in "ABCDEFGHIJKL"
    ]
    project.write("consultations/roster.yaml", "members:\n" + "".join(rows))
    assert len(to_approach(read(project)[1], TODAY)) == 10


def test_the_page_holds_the_log_the_round_and_the_next(consulting: Project) -> None:
    page, figures = consultation_log_page(*read(consulting))
    assert page.startswith("---\ntitle: Consultation log\n")
    assert "how matters stood on 23 November 2026" in page
    assert (
        "* - 4 May 2026\n  - {doc}`Lima 2026 </consultations/lima-2026>`\n  - closed meeting\n"
        "  - TLP:GREEN\n  - Chatham House\n  - Tomainia, Union \\[of\\] Seas\n  - 1\n"
    ) in page
    assert (
        "* - Freedonia\n  - 1 September 2026\n  - 2 September 2026\n  - 1 October 2026\n  - –\n  - –\n"
        "  - since 1 September 2026\n"
    ) in page
    assert (
        "* - Pottsylvania\n  - 1 September 2026\n  - –\n  - –\n  - 20 September 2026\n  - no comments\n  - –\n" in page
    )
    assert "* - Bacteria\n  - Eastern European States\n  - silent since 31 August 2026\n" in page
    assert all(f"```{{figure}} {path}\n" in page for path in figures)
    assert (
        ":alt: Silent in round 1, of the members invited. African States: 1 of 2; Eastern European States: 1 of 3"
        in page
    )


def test_of_a_withdrawn_note_the_log_tells_only_that(consulting: Project) -> None:
    consulting.edit(LIMA, "challenge: 2", "challenge: 2\nwithdrawn_on: 2026-10-01")
    page, _figures = consultation_log_page(*read(consulting))
    assert (
        "  - withdrawn on 1 October 2026\n  - closed meeting\n  - TLP:GREEN\n  - Chatham House\n  - –\n  - –\n" in page
    )
    assert "lima" not in page.lower()


def test_a_project_without_roster_and_notes_has_a_page_that_says_so(project: Project) -> None:
    for name in ("accra-2026", "lima-2026"):
        (project.root / f"consultations/notes/{name}.md").unlink()
    page, figures = consultation_log_page(*read(project))
    assert figures == {}
    assert "No consultation has been noted yet." in page
    assert "The roster has no member yet." in page
    assert "No round of consultation has begun." in page


def test_a_chart_is_sound_and_says_all_it_shows() -> None:
    bars = [Bar("African <States>", 3, 12), Bar("None & nobody", 0, 1)]
    drawing = etree.fromstring(bar_chart("Heard", bars))
    texts = [str(element.text) for element in drawing.iter("{*}text")]
    assert texts == ["African <States>", "3 of 12", "None & nobody", "0 of 1"]
    assert drawing.findtext("{*}title") == "Heard"
    assert drawing.findtext("{*}desc") == in_words("Heard", bars)
    assert in_words("Heard", bars) == "Heard. African <States>: 3 of 12; None & nobody: 0 of 1."
    widths = [float(element.get("width", "0")) for element in drawing.iter("{*}rect")]
    assert widths[1] / widths[0] == pytest.approx(3 / 12)
    assert widths[3] == 0
    right = max(float(element.get("x", "0")) for element in drawing.iter("{*}text"))
    assert right + 60 < float(drawing.get("width", "0"))


def test_words_are_shown_as_they_are() -> None:
    assert plain("A *b* [c] {d}`e`") == "A \\*b\\* \\[c\\] \\{d\\}\\`e\\`"
