"""The page of a brief holds what its chapter tags for it, the actions that concern its ministry, and nothing else."""

from __future__ import annotations

import re
from datetime import date

from briefed import with_brief
from focalpoint.assembly.tree import assemble
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from sample_project import Project


def pages(project: Project, edition: Edition = Edition.PUBLIC, *, briefs: bool = True) -> dict[str, str]:
    """The pages of the briefs in an edition's tree."""
    config = Config.load(project.root, date(2026, 11, 23))
    tree = assemble(config, check_manual(config), edition, briefs=briefs).tree
    return {name: piece.data.decode() for name, piece in tree.items() if name.startswith("briefs/")}


def test_pages_are_made_only_where_they_are_asked_for(project: Project) -> None:
    assert pages(with_brief(project), briefs=False) == {}
    assert pages(project).keys() == {"briefs/justice.md", "briefs/index.md"}


def test_a_manual_without_a_brief_has_no_page(project: Project) -> None:
    assert pages(project) == {}


def test_a_page_has_what_is_tagged_under_the_headings_of_a_brief(project: Project) -> None:
    page = pages(with_brief(project))["briefs/justice.md"]
    assert re.findall("^## (.*)", page, re.MULTILINE) == [
        "Why this concerns you",
        "What you already do",
        "The risk factors in your daily work",
        "What we ask of you, and what it takes",
        "What you get from us",
        "Who does this already",
        "What we shall ask you first",
        "Who should see this page",
        "Where to read more",
    ]
    assert "Courts see the first file" in page
    assert "* - Criminal code" in page
    assert "The ministry has kept a calendar.\n:::\n\nFor the calendar no example was found." in page
    assert "Only the chapter says this." not in page
    assert "A section that the brief leaves out" not in page


def test_labels_stay_with_the_chapter(project: Project) -> None:
    page = pages(with_brief(project))["briefs/justice.md"]
    assert "(justice-why)=" not in page
    assert ":name:" not in page
    assert "{para}`justice-why`" in page


def test_own_actions_come_first_then_those_that_are_put_to_the_ministry_by_effort(project: Project) -> None:
    page = pages(with_brief(project))["briefs/justice.md"]
    assert re.findall(":id: (.*)", page) == ["J-1", "M-2", "M-1"]


def test_an_action_is_said_as_it_is_put_to_the_ministry(project: Project) -> None:
    page = pages(with_brief(project))["briefs/justice.md"]
    assert ":::{proposed} We ask you to name the post, as paragraph {para}`post-first` of the manual says.\n" in page
    assert ":with: interior, police and migration; health\n:takes: an hour of one office; no money\n" in page
    for words in ("Ask for the name of the post.", "It is a post and no person."):
        assert words not in page


def test_an_action_that_is_put_to_nobody_keeps_its_own_words(project: Project) -> None:
    with_brief(project).edit("manual/task/justice.md", ":ask: We ask you to name the post", ":risk-factors: 2\n:x: x")
    project.edit("manual/task/justice.md", ":x: x, as paragraph {para}`post-first` of the manual says.\n", "")
    page = pages(project)["briefs/justice.md"]
    assert ":::{proposed} Ask for the name of the post.\n" in page
    assert "It is a post and no person.\n:::" in page


def test_a_passage_on_peers_stands_in_for_a_practice(project: Project) -> None:
    chapter = "manual/task/justice.md"
    practice = ":::{practice} Ruritania\n:from: report2009\n\nThe ministry has kept a calendar.\n:::\n"
    with_brief(project).edit(chapter, practice, "")
    page = pages(project)["briefs/justice.md"]
    assert "## Who does this already\n\nFor the calendar no example was found.\n" in page


def test_what_an_edition_withholds_is_in_no_brief_of_it(project: Project) -> None:
    with_brief(project)
    public, network = (pages(project, edition)["briefs/justice.md"] for edition in (Edition.PUBLIC, Edition.NETWORK))
    for words in ("The quiet reason is for members.", "Keep the quiet list."):
        assert words not in public
        assert words in network


def test_a_chapter_that_is_withheld_has_no_brief(project: Project) -> None:
    with_brief(project).edit("manual/task/justice.md", "handling: TLP:CLEAR", "handling: TLP:GREEN")
    assert pages(project) == {}
    assert "briefs/justice.md" in pages(project, Edition.NETWORK)


def test_the_risk_factors_of_the_table_are_named(project: Project) -> None:
    factors = "".join(
        f"  - {{number: {number}, title: Factor {number}x, group: common, ask: Why?, ministries: {{justice: law}}}}\n"
        for number in range(1, 15)
    )
    with_brief(project).write("manual/data/risk-factors.yaml", f"source: report2009\nfactors:\n{factors}")
    page = pages(project)["briefs/justice.md"]
    assert "The risk factors by their numbers: 2 Factor 2x; 3 Factor 3x.{footcite}`report2009`" in page
