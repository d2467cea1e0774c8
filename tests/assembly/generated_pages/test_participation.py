"""Participation for every reader: no count that is hidden can be worked out, whatever the reader knows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focalpoint.assembly.generated_pages.consultations import participation_table, suppressed
from focalpoint.config import Config
from focalpoint.content.manual import load_manual
from sample_project import Project

LIMA = "consultations/notes/lima-2026.md"
LARGEST = {1: 9, 2: 9, 3: 7, 4: 6}
"""How large the groups are tried, by how many there are."""


def every_case(groups: int) -> list[tuple[tuple[int, ...], list[tuple[int, ...]]]]:
    """Limits of so many groups, each with all the counts that they allow."""
    return [
        (limits, list(product(*(range(limit + 1) for limit in limits))))
        for limits in combinations_with_replacement(range(6 if groups == 4 else 1, LARGEST[groups] + 1), groups)
    ]


def determined(cells: tuple[int | None, ...], possible: list[tuple[int, ...]]) -> list[int]:
    """The hidden cells that have one value in all that is possible."""
    return [
        place for place, cell in enumerate(cells) if cell is None and len({counts[place] for counts in possible}) < 2
    ]


@pytest.mark.parametrize("groups", LARGEST)
def test_a_reader_who_knows_the_rule_cannot_work_out_a_hidden_count(groups: int) -> None:
    for limits, cases in every_case(groups):
        # What leads to the same table cannot be told apart, by whatever reasoning. No table, no reader.
        same: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
        for counts in cases:
            same[suppressed(counts, limits)].append(counts)
        for cells, possible in same.items():
            if any(cell is not None for cell in cells):
                assert determined(cells, possible) == [], (limits, possible)


@pytest.mark.parametrize("groups", LARGEST)
def test_nor_can_a_reader_who_learns_the_sum_elsewhere(groups: int) -> None:
    for limits, cases in every_case(groups):
        for counts in cases:
            cells = suppressed(counts, limits)
            if all(cell is None for cell in cells):
                continue
            possible = [
                other
                for other in cases
                if sum(other) == sum(counts)
                and all(cell in (None, value) for cell, value in zip(cells, other, strict=True))
            ]
            assert determined(cells, possible) == [], (limits, counts)


def test_without_the_second_step_a_sum_would_give_it_away() -> None:
    counts, limits = (5, 1, 6), (9, 9, 9)
    only_small = tuple(None if count < 3 else count for count in counts)
    possible = [other for other in product(range(10), repeat=3) if sum(other) == 12 and other[::2] == counts[::2]]
    assert determined(only_small, possible) == [1]
    assert suppressed(counts, limits) == (None, None, 6)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=6))
def test_what_is_shown_is_true_and_large_enough(groups: list[tuple[int, int]]) -> None:
    counts, limits = [min(pair) for pair in groups], [max(pair) for pair in groups]
    cells = suppressed(counts, limits)
    assert all(cell is None or cell == count >= 3 for cell, count in zip(cells, counts, strict=True))
    assert all(cell is None or limit - count >= 3 for cell, count, limit in zip(cells, counts, limits, strict=True))
    if all(3 <= count <= limit - 3 for count, limit in zip(counts, limits, strict=True)):
        assert list(cells) == counts


@pytest.mark.parametrize(
    ("counts", "limits", "shown"),
    [
        ((3, 5, 4), (3, 10, 9), (None, 5, None)),
        ((3, 3, 3), (3, 3, 3), (None, None, None)),
        ((8, 5), (10, 10), (None, None)),
        ((7, 5), (10, 10), (7, 5)),
    ],
)
def test_a_whole_group_or_all_but_one_or_two_is_hidden(
    counts: tuple[int, ...], limits: tuple[int, ...], shown: tuple[int | None, ...]
) -> None:
    assert suppressed(counts, limits) == shown


def test_between_two_editions_a_count_changes_by_three_or_not_at_all(project: Project) -> None:
    members = "".join(member(f"A{letter}", "African States") for letter in "ABCDEFGHIJKL")
    one = table(project, members, "AA, AB, AC, AD, AE, AF")
    assert "African States\n  - 12\n  - at least 6\n" in one
    project.edit(LIMA, "participants: [AA,", "participants: [AG, AH, AA,")
    manual, _problems = load_manual(Config.load(project.root, date(2026, 11, 23)))
    assert participation_table(manual) == one


def member(id: str, group: str, rounds: str = "{}") -> str:
    return f"  - {{iso2: {id}, name: Land {id}, kind: state, regional_group: {group}, rounds: {rounds}}}\n"


def table(project: Project, members: str, participants: str, withdrawn: str = "") -> str:
    """The table of a project with these members, whose note has these participants."""
    project.write("consultations/roster.yaml", f"members:\n{members}" if members else "members: []\n")
    project.edit(LIMA, "challenge: 2", f"challenge: 2\nparticipants: [{participants}]{withdrawn}")
    manual, problems = load_manual(Config.load(project.root, date(2026, 11, 23)))
    assert problems == []
    return participation_table(manual)


AFRICA = "".join(member(f"A{letter}", "African States") for letter in "ABCDEHIJ")
EUROPE = "".join(member(f"E{letter}", "Eastern European States") for letter in "ABCDEFGH")
ASIA = "".join(member(f"P{letter}", "Asia-Pacific States") for letter in "ABCDEFGH")


def test_members_are_counted_once_and_never_named(project: Project) -> None:
    heard = "{1: {consulted_on: 2026-06-01}}"
    more = member("AF", "African States", heard) + member("AG", "African States", heard)
    text = table(project, AFRICA + more + EUROPE, "AA, AB, AF, EA, EB, EC, EC")
    assert (
        "* - African States\n  - 10\n  - at least 3\n"
        "* - Eastern European States\n  - 8\n  - at least 3\n"
        "* - All\n  - 18\n  - at least 6\n"
    ) in text
    assert "Land" not in text
    assert "AA" not in text


def test_small_counts_their_neighbours_and_the_sum_are_one_dash(project: Project) -> None:
    text = table(project, AFRICA + EUROPE + ASIA, "AA, AB, AC, PA, PB, PC, PD, EA")
    assert "African States\n  - 8\n  - –\n" in text
    assert "Asia-Pacific States\n  - 8\n  - at least 3\n" in text
    assert "Eastern European States\n  - 8\n  - –\n" in text
    assert "All\n  - 24\n  - –\n" in text


@pytest.mark.parametrize(
    ("members", "participants", "withdrawn"),
    [
        ("", "", ""),
        (AFRICA + EUROPE, "", ""),
        (AFRICA + EUROPE, "AA, EA", ""),
        (AFRICA, "AA, AB, AC", "\nwithdrawn_on: 2026-10-01"),
        (member("AA", "African States"), "AA", ""),
    ],
    ids=["no members", "nobody consulted", "only few", "a withdrawn note", "one member"],
)
def test_there_is_no_table_where_it_would_tell_nothing(
    project: Project, members: str, participants: str, withdrawn: str
) -> None:
    assert table(project, members, participants, withdrawn) == ""


def test_a_project_without_a_roster_has_no_table(project: Project) -> None:
    assert participation_table(load_manual(Config.load(project.root, date(2026, 11, 23)))[0]) == ""


@pytest.mark.parametrize(
    ("africa", "shown"),
    [("AA, AB, AC", ("at least 3", "at least 3", "at least 3")), ("AA, AB", ("–", "–", "at least 3"))],
)
def test_three_members_are_a_count_and_two_are_a_dash_as_is_the_next_smallest_count(
    project: Project, africa: str, shown: tuple[str, str, str]
) -> None:
    text = table(project, AFRICA + EUROPE + ASIA, f"{africa}, EA, EB, EC, ED, PA, PB, PC, PD, PE")
    rows = [
        text.partition(f"* - {group}\n")[2].split("\n")[:2]
        for group in ("African States", "Eastern European States", "Asia-Pacific States")
    ]
    assert rows == [["  - 8", f"  - {cell}"] for cell in shown]
