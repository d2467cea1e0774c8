"""Note, points, paragraphs, actions: what rests on what, and what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from focalpoint.assembly.generated_pages import provenance
from focalpoint.assembly.generated_pages.provenance import Use, listed
from focalpoint.assembly.generated_pages.provenance_page import provenance_page
from focalpoint.config import Config
from focalpoint.content.manual import Manual, load_manual
from provenance_texts import ASKING, make_consulted_project
from sample_project import Project

MAPPING = "manual/task/mapping.md"
POST = "manual/ground/post.md"


@pytest.fixture
def consulted(tmp_path: Path) -> Project:
    return make_consulted_project(tmp_path / "consulted")


def manual_of(project: Project) -> Manual:
    manual, problems = load_manual(Config.load(project.root, date(2026, 11, 23)))
    assert problems == []
    return manual


def at(project: Project, words: str) -> int:
    return project.line(ASKING, words)


def test_every_use_of_a_point_tells_citation_and_place(consulted: Project) -> None:
    found = [use for use in provenance.uses(manual_of(consulted)) if use.path == ASKING]
    first, listing = at(consulted, "One government"), at(consulted, "This one rests")
    action, last = at(consulted, "```{action} Ask the neighbours"), at(consulted, "Only a note")
    second = at(consulted, "```{action} Ask the ministry")
    assert found == [
        *(Use("bonn-2026", point, ASKING, first + 1, first, "") for point in (1, 2, 3, 5)),
        Use("bonn-2026", 2, ASKING, at(consulted, "Two governments"), at(consulted, "Two governments"), ""),
        Use("lima-2026", 1, ASKING, at(consulted, "Both were"), at(consulted, "Two governments"), ""),
        Use("accra-2026", 1, ASKING, listing, listing, ""),
        Use("bonn-2026", 2, ASKING, at(consulted, "- An item"), listing, ""),
        Use("bonn-2026", 3, ASKING, at(consulted, ":from: bonn-2026 3; lima"), action, "A-1"),
        Use("lima-2026", 1, ASKING, at(consulted, ":from: bonn-2026 3; lima"), action, "A-1"),
        Use("bonn-2026", 5, ASKING, at(consulted, "Its text says"), action, "A-1"),
        Use("bonn-2026", 5, ASKING, at(consulted, "It says so again"), action, "A-1"),
        Use("bonn-2026", 3, ASKING, at(consulted, ":from: bonn-2026 3\n"), second, "A-2"),
        Use("oslo-2026", 1, ASKING, last, last, ""),
        Use("oslo-2026", 1, ASKING, at(consulted, ":from: oslo"), last, ""),
    ]  # fmt: skip


def test_chapters_come_in_the_order_of_the_contents(consulted: Project) -> None:
    assert list(dict.fromkeys(use.path for use in provenance.uses(manual_of(consulted)))) == [POST, MAPPING, ASKING]
    consulted.edit("manual/index.md", "ground/post", "task/mapping2")
    consulted.edit("manual/index.md", "task/mapping\ntask/asking", "task/asking\nground/post\ntask/mapping")
    assert list(dict.fromkeys(use.path for use in provenance.uses(manual_of(consulted)))) == [ASKING, POST, MAPPING]


def test_a_glossary_rests_on_points_by_its_entries(consulted: Project) -> None:
    consulted.edit("manual/glossary.md", "named by a government.", "named so. {heard}`bonn-2026 4`\n\nPost\n  A place.")
    (use,) = (use for use in provenance.uses(manual_of(consulted)) if use.path == "manual/glossary.md")
    assert (use.point, use.place) == (4, consulted.line("manual/glossary.md", "Focal Point"))


def test_a_citation_out_of_form_is_left_to_the_checks(consulted: Project) -> None:
    before = provenance.uses(manual_of(consulted))
    consulted.edit(ASKING, "Nobody was heard here.", "Nobody was heard here. {heard}`bonn-2026 some`")
    assert provenance.uses(manual_of(consulted)) == before


def test_points_that_no_chapter_cites_are_found_note_by_note(consulted: Project) -> None:
    assert provenance.unused_points(manual_of(consulted)) == {"accra-2026": [4], "bonn-2026": [4, 6, 7, 8]}


def test_paragraphs_and_actions_resting_on_one_government_alone(consulted: Project) -> None:
    places = ("One government", "This one rests", "```{action} Ask the ministry")
    expected = [(ASKING, at(consulted, words), "GH") for words in places]
    assert provenance.alone(manual_of(consulted)) == expected
    consulted.edit("consultations/notes/bonn-2026.md", "participants: [GH]", "participants: [GH, NL]")
    assert provenance.alone(manual_of(consulted)) == []
    consulted.edit("consultations/notes/lima-2026.md", "participants: [GH, PE]", "participants: [PE]")
    consulted.edit("consultations/notes/lima-2026.md", "kind: closed-meeting", "kind: public-source")
    assert provenance.alone(manual_of(consulted)) == []


def test_chapters_that_cite_no_note_have_no_consultation_behind_them(consulted: Project) -> None:
    silent = ["manual/glossary.md", "manual/sources.md"]
    assert [chapter.path for chapter in provenance.unconsulted(manual_of(consulted))] == silent
    text = consulted.read(MAPPING).replace("{heard}`lima-2026 1`", "").replace("accra-2026 3", "summit2005")
    consulted.write(MAPPING, text)
    assert [chapter.path for chapter in provenance.unconsulted(manual_of(consulted))] == [MAPPING, *silent]


def test_a_note_counts_once_in_a_chapter_for_each_group_that_was_heard(consulted: Project) -> None:
    latin = "Latin American and Caribbean States"
    assert {path: dict(counts) for path, counts in provenance.against_groups(manual_of(consulted)).items()} == {
        POST: {},
        MAPPING: {"African States": 1, latin: 1},
        ASKING: {"African States": 2, latin: 1},
        "manual/glossary.md": {},
        "manual/sources.md": {},
    }


def test_actions_are_found_by_the_point_they_rest_on(consulted: Project) -> None:
    found = provenance.actions_on_points(manual_of(consulted))
    assert {point: [use.action for use in actions] for point, actions in found.items()} == {
        ("accra-2026", 2): ["P-1"],
        ("bonn-2026", 3): ["A-1", "A-2"],
        ("lima-2026", 1): ["A-1"],
        ("bonn-2026", 5): ["A-1"],
    }


def test_a_withdrawn_note_is_behind_nothing(consulted: Project) -> None:
    for name in ("bonn", "lima"):
        path = f"consultations/notes/{name}-2026.md"
        consulted.edit(path, "challenge: 2", "challenge: 2\nwithdrawn_on: 2026-09-01")
    manual = manual_of(consulted)
    assert provenance.unused_points(manual) == {"accra-2026": [4]}
    assert provenance.alone(manual) == []
    assert list(provenance.actions_on_points(manual)) == [("accra-2026", 2)]
    assert not any(provenance.against_groups(manual).values())
    assert "bonn-2026" not in provenance_page(manual)
    assert any(use.note == "bonn-2026" for use in provenance.uses(manual))


@pytest.mark.parametrize(
    ("numbers", "text"), [([], ""), ([4], "4"), ([4, 5], "4, 5"), ([1, 4, 5, 6, 9, 10], "1, 4–6, 9, 10")]
)
def test_runs_of_points_are_joined(numbers: list[int], text: str) -> None:
    assert listed(numbers) == text


def test_the_summary_tells_each_fact_with_its_place(consulted: Project) -> None:
    actions = [at(consulted, f"```{{action}} Ask the {whom}") for whom in ("neighbours", "ministry")]
    bonn, accra, lima = (f"consultations/notes/{name}-2026.md" for name in ("bonn", "accra", "lima"))
    named = consulted.line(POST, "```{action}")
    text = consulted.read(POST)
    consulted.write(POST, f"{text.rstrip()}\n\n% confirm: the year, by the registry\n")
    assert provenance.summary(manual_of(consulted)) == [
        "Passages to be confirmed: 1",
        f"  {POST}:{consulted.line(POST, '% confirm')}: the year, by the registry",
        "Notes with points not yet used: 2",
        f"  {accra}:{consulted.line(accra, '4. ')}: 1 of 4: 4",
        f"  {bonn}:{consulted.line(bonn, '4. ')}: 4 of 8: 4, 6–8",
        "Points on which actions rest: 4",
        f"  {accra}:{consulted.line(accra, '2. ')}: point 2: P-1 ({POST}:{named})",
        f"  {lima}:{consulted.line(lima, '1. ')}: point 1: A-1 ({ASKING}:{actions[0]})",
        f"  {bonn}:{consulted.line(bonn, '3. ')}: point 3: A-1 ({ASKING}:{actions[0]}), A-2 ({ASKING}:{actions[1]})",
        f"  {bonn}:{consulted.line(bonn, '5. ')}: point 5: A-1 ({ASKING}:{actions[0]})",
        "Paragraphs resting on one government alone: 3",
        *(f"  {ASKING}:{line}: Ghana" for line in (at(consulted, "One gov"), at(consulted, "This one"), actions[1])),
        "Chapters with no consultation behind them: 2",
        "  manual/glossary.md",
        "  manual/sources.md",
        "Chapters in which regional groups were heard: 2",
        f"  {MAPPING}: African States 1, Latin American and Caribbean States 1",
        f"  {ASKING}: African States 2, Latin American and Caribbean States 1",
    ]


def test_the_table_of_groups_adds_up_in_both_directions(consulted: Project) -> None:
    page = provenance_page(manual_of(consulted))
    heads, *rows = (row.split("\n  - ") for row in page[page.rindex("\n\n* - ") + 6 :].rstrip("`\n").split("\n* - "))
    assert heads == [
        "Chapter", "African States", "Asia-Pacific States", "Eastern European States",
        "Latin American and Caribbean States", "Western European and other States", "In no regional group", "Total",
    ]  # fmt: skip
    figures = [[int(cell) for cell in row[1:]] for row in rows]
    assert [row[0] for row in rows][2:] == [
        "{doc}`/task/asking`",
        "{doc}`/glossary`",
        "{doc}`/sources`",
        "All chapters",
    ]
    assert figures[1:3] == [[1, 0, 0, 1, 0, 0, 2], [2, 0, 0, 1, 0, 0, 3]]
    assert figures[-1] == [sum(column) for column in zip(*figures[:-1], strict=True)] == [3, 0, 0, 2, 0, 0, 5]
    assert all(sum(row[:-1]) == row[-1] for row in figures)
