"""What chapters show from data: made from the files, only where it is shown, and nothing that is not public."""

from __future__ import annotations

from datetime import date

import pytest

from focalpoint.assembly.generated_pages.charts import Column, column_chart, columns_in_words
from focalpoint.assembly.generated_pages.from_data import data_text
from focalpoint.assembly.tree import assemble
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.data.data import Shown
from focalpoint.content.manual import Manual, load_manual
from sample_project import Project
from sample_texts import REPOSITORY

TODAY = date(2026, 11, 25)
ROSTER = """members:
  - {iso2: XF, name: Freedonia, kind: state, regional_group: African States,
     evidence: {source: report2009, year: 2012, grade: A}}
  - {iso2: XS, name: Sylvania, kind: state, regional_group: African States,
     evidence: {source: report2009, year: 2011, grade: C}}
  - {iso2: XG, name: Graustark, kind: state, regional_group: African States, evidence: {year: 2014, grade: B}}
  - {iso2: XR, name: Ruritania, kind: state, regional_group: none}
"""


@pytest.fixture(scope="module")
def shipped() -> Manual:
    """The manual of this repository."""
    return load_manual(Config.load(REPOSITORY, TODAY))[0]


def test_the_table_has_every_factor_with_the_ministries_of_its_data(shipped: Manual) -> None:
    factors = shipped.risk_factors.held
    assert factors is not None
    rows = data_text(shipped, Shown.RISK_FACTORS).split("\n* - ")[2:]
    assert len(rows) == len(factors.factors) == 14
    for row, factor in zip(rows, factors.factors, strict=True):
        assert row.startswith(f"{factor.number}\n  - {factor.title}\n")
        labels = {word: ministry.label for word, ministry in shipped.vocabulary.ministries.items()}
        assert all(f"{labels[word]} ({why})".lower() in row.lower() for word, why in factor.ministries.items())


def test_every_ministry_of_the_actions_touches_some_factor(shipped: Manual) -> None:
    assert shipped.risk_factors.held is not None
    touched = {word for factor in shipped.risk_factors.held.factors for word in factor.ministries}
    used = {
        word.strip()
        for chapter in shipped.chapters
        for box in chapter.reading.directives
        if box.name == "action"
        for word in box.options["ministries"][0].split(",")
    }
    assert used & set(shipped.vocabulary.ministries) <= touched | {"society", "media"}


def test_the_titles_are_typed_once(shipped: Manual) -> None:
    assert shipped.risk_factors.held is not None
    for factor in shipped.risk_factors.held.factors:
        assert [one.path for one in shipped.chapters if f"- {factor.title}\n" in one.text] == []


def test_only_members_that_a_published_source_shows_are_named(project: Project) -> None:
    project.write("consultations/roster.yaml", ROSTER)
    table = data_text(load_manual(Config.load(project.root, TODAY))[0], Shown.EVIDENCE)
    assert "Freedonia\n  - African States\n  - 2012\n  - A{footcite}`report2009`" in table
    assert not any(name in table for name in ("Sylvania", "Graustark", "Ruritania"))


def test_a_tree_has_what_its_chapters_show_with_the_sources_of_it(project: Project) -> None:
    for name in ("risk-factors", "network"):
        text = (REPOSITORY / "manual" / "data" / f"{name}.yaml").read_text(encoding="utf-8")
        keys = [
            key.strip() for row in text.split("\n") if "sources: [" in row for key in row[:-1].split("[")[1].split(",")
        ]
        for key in keys:
            text = text.replace(f"[{key}", "[report2009").replace(f", {key}]", ", summit2005]")
        project.write(f"manual/data/{name}.yaml", text)
    config = Config.load(project.root, TODAY)
    tree = assemble(config, load_manual(config)[0], Edition.PUBLIC).tree
    assert not [name for name in tree if name.startswith("data/")]
    project.edit("manual/task/mapping.md", "A list has an owner.{footcite}`report2009`", "A list has an owner.")
    project.edit(
        "manual/task/mapping.md",
        "A list has",
        "```{from-data} network-size\n```\n\n```{from-data} meetings\n```\n\nA list has",
    )
    tree = assemble(config, load_manual(config)[0], Edition.PUBLIC).tree
    assert {name for name in tree if name.startswith("data/")} == {
        "data/network-size.txt",
        "data/meetings.txt",
        "data/network-size.svg",
    }
    assert b"report2009" in tree["sources.bib"].data
    assert b"footbibliography" in tree["task/mapping.md"].data


def test_a_chart_leaves_no_year_out_and_says_all_that_it_shows() -> None:
    columns = [Column("2010", 11), Column("2011", None), Column("2012", 17)]
    drawing = column_chart("States", columns).decode()
    assert columns_in_words("States", columns) == "States. 2010: 11; 2011: no count found; 2012: 17."
    assert all(f">{words}<" in drawing for words in ("2010", "11", "2011", "–", "2012", "17"))
    assert drawing.count("<rect") == 2
