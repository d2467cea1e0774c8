"""Numbers of laws, rules and versions are no places; `1,2` and “Article 1.2” may be one, and are asked about."""

from __future__ import annotations

import pytest
from invented_draft import invented_map

from focalpoint.content.rounds.comments import Confidence
from focalpoint.review.citations.citations import citations_in
from focalpoint.review.citations.narrowing import Cited
from focalpoint.review.citations.placement import cited_in_columns, place_cited
from focalpoint.review.citations.targets import Targets
from focalpoint.review.citations.vocabulary import Kind

TARGETS = Targets(invented_map())


@pytest.mark.parametrize(
    "text",
    [
        "Our Rule 3.1 says the opposite.",
        "The Law No. 1.2/2009 applies.",
        "Version 2.1 of the program is out.",
        "Budget line 3.1 covers this.",
        "under Article 2.1 of our Constitution the ministry decides",
        "Paragraph 2.1 of the Convention is quoted.",
        "selon le paragraphe 2.1 de notre loi",
        "§ 2.1 des Gesetzes",
        "закон № 1.2 уже действует",
    ],
)
def test_a_number_of_a_law_or_a_version_is_no_place(text: str) -> None:
    assert citations_in(text, TARGETS.known) == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("1,2: die Stunden nennen", ["1.2"]),
        ("Absatz 1,2: die Stunden nennen", ["1.2"]),
        ("Zu 2,1 und 2,2: doppelt", ["2.1", "2.2"]),
        ("- 3,1 zu scharf", ["3.1"]),
        ("Article 1.2: say the hours", ["1.2"]),
    ],
)
def test_a_number_that_may_be_something_else_is_never_certain(text: str, labels: list[str]) -> None:
    found = citations_in(text, TARGETS.known)
    assert [label for one in found for label in one.labels] == labels
    placed = place_cited(Cited(tuple(found)), TARGETS)
    assert (placed.place.paragraph, placed.confidence) == (labels[0], Confidence.FUZZY)


def test_a_law_that_is_named_after_the_place_leaves_it_a_place() -> None:
    for text in ("Concerning 2.1, our law of 12.5.2009 is older", "Para 2.1: the law of 2009", "2.1 our law differs"):
        assert [one.labels for one in citations_in(text, TARGETS.known)] == [("2.1",)], text


@pytest.mark.parametrize("text", ["Costs rose by 1,2 points.", "Es sind 1,2 % der Orte.", "1,2 millions", "9,9: no"])
def test_another_number_with_a_comma_stays_a_number(text: str) -> None:
    assert citations_in(text, TARGETS.known) == []


@pytest.mark.parametrize(
    ("cell", "labels"), [("1,2", ("1.2",)), ("1,2; 2,1", ("1.2", "2.1")), ("3,1-3,3", ("3.1", "3.2", "3.3"))]
)
def test_the_column_of_paragraphs_may_have_commas(cell: str, labels: tuple[str, ...]) -> None:
    (one,) = cited_in_columns({Kind.PARAGRAPH: cell}, TARGETS).citations
    assert (one.labels, one.sure) == (labels, False)


def test_a_place_inside_a_chapter_that_is_not_understood_is_not_certain() -> None:
    assert place_cited(cited_in_columns({Kind.PARAGRAPH: "Ch. 2, first para"}, TARGETS), TARGETS).confidence is (
        Confidence.FUZZY
    )
