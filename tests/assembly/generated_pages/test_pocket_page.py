"""The page of the pocket edition holds what is tagged for it and the edition carries, and nothing of its own."""

from __future__ import annotations

import re
from datetime import date

import pytest

from focalpoint.assembly.tree import assemble
from focalpoint.checks import check_manual, find_problems
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from pocketed import with_pocket
from sample_project import Project


def page(project: Project, edition: Edition = Edition.PUBLIC) -> str:
    """The page in an edition's tree; empty where there is none."""
    config = Config.load(project.root, date(2026, 11, 23))
    tree = assemble(config, check_manual(config), edition, briefs=True).tree
    return tree["pocket/index.md"].data.decode() if "pocket/index.md" in tree else ""


def test_a_manual_without_tagged_passages_has_no_page(project: Project) -> None:
    assert page(project) == ""


def test_its_parts_stand_under_their_headings_in_the_order_of_the_vocabulary(project: Project) -> None:
    assert re.findall("^## (.*)", page(with_pocket(project)), re.MULTILINE) == [
        *("Ten actions", "What to say", "First questions", "Whom to call")
    ]


def test_the_actions_that_a_passage_names_take_its_place_in_their_order(project: Project) -> None:
    with_pocket(project)
    public, network = page(project), page(project, Edition.NETWORK)
    assert re.findall(r":id: (.*)", network) == ["J-2", "J-1", "P-1"]
    assert "begin with these" not in network
    # J-2 is withheld from the public.
    assert re.findall(r":id: (.*)", public) == ["J-1", "P-1"]
    assert "quiet list" not in public


def test_what_is_withheld_inside_a_passage_is_in_no_wider_edition(project: Project) -> None:
    with_pocket(project)
    assert "quiet sentence" not in page(project)
    assert "Say the quiet sentence of members." in page(project, Edition.NETWORK)


def test_sources_and_labels_stay_with_the_chapter_which_is_named(project: Project) -> None:
    text = page(with_pocket(project))
    assert "Say that the summit agreed.\nSay whom you heard.\n" in text
    assert "(said-first)=" not in text
    assert "{footcite}" not in text and "{heard}" not in text
    assert ":::{small-print} More in: {chapter}`mapping`" in text


def test_it_repeats_a_part_of_each_brief_below_the_ministry(project: Project) -> None:
    assert "### Justice\n\nWho would be called tomorrow?" in page(with_pocket(project))


def test_the_table_of_whom_to_call_has_a_row_for_each_ministry(project: Project) -> None:
    text = page(with_pocket(project))
    assert "* - Whom\n  - Office\n  - Telephone\n* - Foreign affairs\n  - \n  - \n" in text
    assert "* - Statistics\n" in text


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "said"', 'id = "ten"', "`pocket.parts`: two parts have `id = ten`; each part has its own"),
        ('brief = "question"\n', "", "the part `questions` holds nothing; give it `passages = true`, `brief` or `hol"),
        (
            'passages = true\nholds = "actions"',
            'holds = "actions"',
            "`pocket.parts`: the part `ten` holds the actions that its passages name; add `passages = true`",
        ),
        ('holds = "contacts"', 'holds = "peace"', "`pocket.parts.3.holds = peace` is not known"),
    ],
)
def test_mistakes_in_its_parts_are_told(project: Project, old: str, new: str, says: str) -> None:
    with_pocket(project).edit("manual/vocabulary.toml", old, new)
    told = project.run("check").err
    assert says in told


def test_a_part_without_a_passage_and_one_that_names_no_action_are_told(project: Project) -> None:
    with_pocket(project)
    project.edit("manual/task/mapping.md", "::::{pocket} said", "::::{note}")
    project.edit("manual/task/mapping.md", "1. J-2 and J-1: begin with these.\n2. P-1: the deputy; X-9 is", "1. X-9 is")
    _manual, problems = find_problems(Config.load(project.root, date(2026, 11, 23)))
    assert [str(one) for one in problems] == [
        "manual/vocabulary.toml: the passages for `ten` of the pocket edition name no action; name some by id [pocket]",
        "manual/vocabulary.toml: no chapter has a passage for `said` of the pocket edition; put `:::{pocket} said` and "
        "`:::` round one [pocket]",
    ]
