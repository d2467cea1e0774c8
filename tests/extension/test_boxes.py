from __future__ import annotations

import pytest

from sample_project import Project
from sphinx_pages import Written, article, words

pytestmark = pytest.mark.slow


def lines(written: Written, kind: str) -> list[str]:
    box = article(written.page("ground/first")).xpath(f".//div[@class='{kind}']")[0]
    return [words(child) for child in box]


def test_an_action_says_what_it_takes_what_to_do_with_whom_and_whence(web: Written, units: Written) -> None:
    assert lines(web, "action") == [
        "Action F-1 · a month · pillars I, II and III",
        "Ask A/RES/60/1 for it.",
        "What is inside has no number.",
        "With: justice; national human rights institution · Risk factors 2 and 3 · From: [Accra 2026, 1 and 3][1]",
    ]
    assert lines(units, "action")[:3] == lines(web, "action")[:3]
    assert [child.get("class") for child in units.page("ground/first").find_class("action")[0]] == [
        "action-label", "action-text", None, "action-with",
    ]  # fmt: skip


def test_an_action_can_be_linked_to(web: Written) -> None:
    assert article(web.page("ground/first")).xpath(".//div[@id='action-f-1']")


def test_a_practice_says_whose_it_is_with_its_source(web: Written) -> None:
    assert lines(web, "practice") == ["Practice · Freedonia[3]", "Nor has this."]


def test_a_practice_that_was_heard_says_so_below(built: Project) -> None:
    page = built.read("dist/public/html/task/mapping.html")
    assert '<p class="practice-from">From:\N{NO-BREAK SPACE}<span class="heard">[' in page


def test_a_passage_stands_below_its_label_where_the_edition_carries_it(network: Written) -> None:
    assert lines(network, "handling")[0] == "TLP:GREEN"
    assert lines(network, "handling")[1].startswith("1.5a ")


def test_a_symbol_links_to_the_document_and_stays_on_one_line(web: Written, units: Written) -> None:
    for written in (web, units):
        link = article(written.page("task/third")).xpath(".//a[contains(@class, 'undoc')]")[0]
        assert (words(link), link.get("href")) == ("S/RES/2286 (2016)", "https://undocs.org/S/RES/2286(2016)")
