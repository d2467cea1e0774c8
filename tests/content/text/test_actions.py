"""Actions and practices as data, in the order of the book."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from catalogue_texts import make_catalogued_project
from focalpoint.config import Config
from focalpoint.content.manual import Manual, load_manual
from focalpoint.content.text.actions import Action, Practice, read_actions, read_practices

MAPPING = "manual/task/mapping.md"


def manual_in(folder: Path) -> Manual:
    manual, problems = load_manual(Config.load(folder, date(2026, 11, 23)))
    assert problems == []
    return manual


def test_an_action_is_read_with_all_that_its_box_says(tmp_path: Path) -> None:
    project = make_catalogued_project(tmp_path)
    first, shown, closed, last = read_actions(manual_in(project.root))
    assert (first.id, first.chapter, first.origins) == ("P-1", "ground/post", ("accra-2026 2", "summit2005"))
    assert shown == Action(
        id="M-1",
        title="Show the list to the staff.",
        body="One page is enough.",
        chapter="task/mapping",
        file=MAPPING,
        line=project.line(MAPPING, ":::{action} Show the list"),
        handling="",
        challenges=("1", "2"),
        pillars=("III",),
        ministries=("defence", "interior"),
        risk_factors=(2, 13),
        effort="month",
        origins=("report2009",),
    )
    assert (closed.id, closed.handling, closed.body) == ("M-2", "TLP:GREEN", "")
    assert [action.challenges for action in (first, shown, last)] == [("1",), ("1", "2"), ("2",)]


def test_actions_stand_in_the_order_of_the_contents_and_sort_by_effort(tmp_path: Path) -> None:
    project = make_catalogued_project(tmp_path)
    project.edit("manual/index.md", "ground/post", "task/swap")
    project.edit("manual/index.md", "task/mapping", "ground/post")
    project.edit("manual/index.md", "task/swap", "task/mapping")
    manual = manual_in(project.root)
    actions = read_actions(manual)
    assert [action.id for action in actions] == ["M-1", "M-2", "M-3", "P-1"]
    by_effort = sorted(actions, key=lambda action: manual.vocabulary.effort_rank(action.effort))
    assert [action.id for action in by_effort] == ["P-1", "M-1", "M-2", "M-3"]


def test_a_practice_is_read_with_whose_it_is(tmp_path: Path) -> None:
    project = make_catalogued_project(tmp_path)
    line = project.line(MAPPING, ":::{practice} Freedonia")
    assert read_practices(manual_in(project.root)) == (
        Practice("Freedonia", "The ministry kept a list.", "task/mapping", MAPPING, line, ("accra-2026 3",)),
    )
