"""Comments that cannot both be followed, and comments that probably say the same."""

from __future__ import annotations

import pytest

from commented import TODAY, at, said
from focalpoint.content.rounds.comments import Comment, Mark, Origin, Place
from focalpoint.review.ledger.conflicts import conflicts, twins

NEWER = Origin(flags=("replaces-XA-001",))


def delete(id: str, start: int = 0, end: int = 7) -> Comment:
    return said(id, mark=Mark.DELETE, place=at(1, start, end))


def replace(id: str, words: str, start: int = 0, end: int = 7) -> Comment:
    return said(id, change=words, mark=Mark.REPLACE, place=at(1, start, end))


def insert(id: str, words: str, spot: int) -> Comment:
    return said(id, change=words, mark=Mark.INSERT, place=at(1, spot, spot))


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (replace("XA-001", "States"), delete("XB-001", 5, 12), "XB-001 deletes what XA-001 replaces"),
        (replace("XA-001", "States"), replace("XA-002", "Offices"), "XA-001 and XA-002 put different words in the"),
        (insert("XA-001", "all", 7), delete("XB-001"), "XB-001 deletes what XA-001 adds to"),
        (insert("XA-001", "all", 3), replace("XB-001", "x"), "XB-001 replaces what XA-001 adds to"),
        (replace("XA-001", "x", -1, -1), delete("XB-001", 20, 25), "XB-001 deletes what XA-001 replaces"),
        (said("XA-001", change="So"), replace("XB-001", "Not so"), "put different words"),
    ],
)
def test_what_cannot_both_be_followed_is_told(one: Comment, other: Comment, why: str) -> None:
    (pair,) = conflicts([one, other])
    assert why in pair.why
    assert pair.one_member == (one.member == other.member)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (delete("XA-001"), delete("XB-001", 3, 9)),
        (replace("XA-001", "States"), replace("XB-001", "states ")),
        (replace("XA-001", "x"), delete("XB-001", 7, 12)),
        (insert("XA-001", "all", 3), insert("XB-001", "some", 3)),
        (insert("XA-001", "all", 9), delete("XB-001")),
        (said("XA-001", "Is it so?"), delete("XB-001")),
        (replace("XA-001", "x"), said("XB-001", change="y", mark=Mark.REPLACE, place=at(2))),
        (replace("XA-001", "x", -1, -1), delete("XB-001").model_copy(update={"withdrawn_on": TODAY})),
        (replace("XA-001", "x"), delete("XB-001").model_copy(update={"duplicate_of": "XA-001"})),
        (replace("XA-001", "x"), replace("XA-002", "y").model_copy(update={"source": NEWER})),
        (said("XA-001", change="x", place=Place()), said("XB-001", change="y", place=Place())),
    ],
)  # fmt: skip
def test_what_goes_together_is_not(one: Comment, other: Comment) -> None:
    assert conflicts([one, other]) == conflicts([other, one]) == ()


def test_the_same_in_other_words_is_pointed_out() -> None:
    long = said("XA-001", "The paragraph should name the ministries of justice")
    alike = said("XB-001", "the paragraph should name  the ministry of justice.")
    other = said("XB-002", "The paragraph should be deleted, since nobody reads it")
    assert [pair.why for pair in twins([long, alike, other])] == ["XB-001 probably says the same as XA-001"]
    assert [pair.second.id for pair in twins([delete("XA-001"), delete("XB-001"), delete("XB-002", 9, 12)])] == [
        "XB-001"
    ]
    assert twins([said("XA-001"), said("XB-001", "Something")]) == ()
    assert twins([said("XA-001", "Where is it?"), said("XB-001", "Where is he?")]) == ()
