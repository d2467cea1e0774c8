"""The page of actions, as an edition's tree has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from catalogue_texts import make_catalogued_project
from focalpoint.assembly.tree import assemble
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from sample_project import Project


@pytest.fixture
def catalogued(tmp_path: Path) -> Project:
    return make_catalogued_project(tmp_path / "catalogued")


def page(project: Project, edition: Edition = Edition.PUBLIC) -> str:
    config = Config.load(project.root, date(2026, 11, 23))
    tree = assemble(config, check_manual(config), edition).tree
    return tree["actions.md"].data.decode() if "actions.md" in tree else ""


def test_each_action_is_listed_by_the_words_of_its_box(catalogued: Project) -> None:
    entry = page(catalogued).partition("::::{catalogued}\n:ministry: defence")[2].partition("\n::::\n")[0]
    assert entry.split("\n") == [
        ", interior",
        ":challenge: 1, 2",
        ":pillar: III",
        ":effort: month",
        "",
        "{action}`M-1. Show the list to the staff. <M-1>`",
        "",
        "{action-place}`M-1`, {doc}`/task/mapping` · challenges 1 and 2 · pillar III · a month",
        "",
        "With: defence; interior, police and migration · Risk factors 2 and 13",
    ]


def test_the_index_gives_each_ministry_its_actions_and_each_action_once_by_effort(catalogued: Project) -> None:
    catalogued.edit("manual/task/mapping.md", ":ministries: justice, statistics\n:effort: year",
                    ":ministries: justice, statistics\n:effort: afternoon")  # fmt: skip
    index = page(catalogued).rpartition("{only} builder_print\n")[2]
    told = [row.removeprefix("```{rubric} ") for row in index.split("\n") if row.startswith(("```{rubric} ", "- "))]
    assert [row for row in told if not row.startswith("- {action}")] == [
        "By ministry or body",
        "- **Foreign affairs.** An afternoon: {action}`P-1 <P-1>`.",
        "- **Justice.** An afternoon: {action}`P-1 <P-1>`, {action}`M-3 <M-3>`.",
        "- **Interior, police and migration.** A month: {action}`M-1 <M-1>`.",
        "- **Defence.** A month: {action}`M-1 <M-1>`.",
        "- **Statistics.** An afternoon: {action}`M-3 <M-3>`.",
        "An afternoon",
        "A month",
    ]
    listed = [row for row in told if row.startswith("- {action}")]
    assert [row[:18] for row in listed] == ["- {action}`P-1 <P-", "- {action}`M-3 <M-", "- {action}`M-1 <M-"]
    assert listed[2].endswith("\N{NO-BREAK SPACE}{action-place}`M-1` · defence; interior, police and migration")


def test_an_action_for_fewer_readers_is_on_the_page_of_their_edition_alone(catalogued: Project) -> None:
    public, network = page(catalogued), page(catalogued, Edition.NETWORK)
    assert "proposes 3 actions: 1 takes an afternoon, 1 takes a month and 1 takes a year." in public
    assert "proposes 4 actions: 1 takes an afternoon, 1 takes a month and 2 take a year." in network
    for words in ("M-2", "neighbours"):
        assert (words in public, words in network) == (False, True)


def test_actions_of_a_withheld_chapter_are_not_on_the_page(catalogued: Project) -> None:
    catalogued.edit("manual/task/mapping.md", "handling: TLP:CLEAR", "handling: TLP:GREEN")
    catalogued.edit("manual/ground/post.md", "\n- Then read {chapter}`mapping`.", "")
    assert "M-1" not in page(catalogued)


def test_a_manual_whose_contents_do_not_name_the_page_has_none(project: Project) -> None:
    assert page(project) == ""


def test_a_page_without_an_action_says_so(catalogued: Project) -> None:
    text = catalogued.read("manual/ground/post.md")
    begin = text.index("```{action}")
    catalogued.write("manual/ground/post.md", text[:begin] + text[text.index("- Ask the ministry") :])
    text = catalogued.read("manual/task/mapping.md")
    catalogued.write("manual/task/mapping.md", text[: text.index(":::{action}")])
    assert page(catalogued).rstrip().endswith("This edition proposes no action.")
