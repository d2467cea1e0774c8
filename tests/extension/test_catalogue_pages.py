"""The page of actions as Sphinx writes it, and the capital of a citation that begins a sentence."""

from __future__ import annotations

import pytest

from catalogue_texts import make_catalogued_project
from sphinx_pages import Written, article, links, words, write

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Written, Written]:
    """The web pages and the units of the public edition."""
    project = make_catalogued_project(tmp_path_factory.mktemp("catalogued"))
    made = write(project), write(project, "print")
    assert [written.problems for written in made] == [[], []]
    return made


def test_the_web_lists_each_action_with_links_to_its_box_and_paragraph(both: tuple[Written, Written]) -> None:
    page = both[0].page("actions")
    items = article(page).xpath(".//ul[contains(@class, 'catalogue')]/li")
    assert [item.get("class").split() for item in items] == [
        ["ministry-foreign-affairs", "ministry-justice", "challenge-1", "pillar-I", "pillar-II", "effort-afternoon"],
        ["ministry-defence", "ministry-interior", "challenge-1", "challenge-2", "pillar-III", "effort-month"],
        ["ministry-justice", "ministry-statistics", "challenge-2", "pillar-I", "effort-year"],
    ]
    assert words(items[1]).startswith("M-1. Show the list to the staff. 2.3, Mapping · challenges 1")
    found = links(page)
    assert found["M-3. Count the entries."] == "task/mapping.html#action-m-3"
    assert found["1.2"] == "ground/post.html#p2"


def test_the_form_asks_only_what_it_can_answer_and_says_how_many_there_are(
    both: tuple[Written, Written],
) -> None:
    (form,) = both[0].page("actions").find_class("catalogue-filter")
    assert words(both[0].page("actions").find_class("catalogue-count")[0]) == "3 of 3 actions."
    assert [words(label).split(" ")[0] for label in form.iter("label")] == ["Ministry", "Challenge", "Pillar", "Effort"]
    offered = {select.get("name"): select.value_options for select in form.iter("select")}
    assert offered["ministry"] == ["", "foreign-affairs", "justice", "interior", "defence", "statistics"]
    assert offered["effort"] == ["", "afternoon", "month", "year"]


def test_print_has_the_index_with_the_numbers_of_paragraphs_in_its_place(both: tuple[Written, Written]) -> None:
    unit = both[1].page("actions")
    assert unit.xpath(".//form | .//ul[contains(@class, 'catalogue')]") == []
    assert [words(heading) for heading in unit.iter("h2")] == [
        "By ministry or body", "An afternoon", "A month", "A year",
    ]  # fmt: skip
    ministries = [words(item) for item in unit.xpath(".//ul[contains(@class, 'ministry-index')]/li")]
    assert ministries[1:3] == [
        "Justice. An afternoon: P-1; a year: M-3.",
        "Interior, police and migration. A month: M-1.",
    ]
    items = [words(item) for item in unit.xpath(".//ul[contains(@class, 'action-index')]/li")]
    assert items == [
        "P-1 Name a deputy before the first leave. 1.2 · foreign affairs; justice",
        "M-1 Show the list to the staff. 2.3 · defence; interior, police and migration",
        "M-3 Count the entries. 2.3 · justice; statistics",
    ]


def test_a_citation_of_a_chapter_that_begins_a_sentence_has_a_capital(both: tuple[Written, Written]) -> None:
    said = [words(p) for p in article(both[0].page("task/mapping")).find_class("numbered")]
    assert "Chapter 1 says who keeps it, and chapter 1 says when. It has an owner." in said[-1]
