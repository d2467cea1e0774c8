"""Comments that cannot both be followed, and comments that probably say the same."""

from __future__ import annotations

import time
from random import Random

import pytest

from commented import TODAY, at, said
from focalpoint.content.rounds.comments import Comment, Mark, Origin, Place
from focalpoint.content.rounds.contradictions import conflicting, contradictions, standing
from focalpoint.review.ledger.similar_comments import same_words

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
    found = conflicting(standing([other, one]))
    assert set(found) == {one.id, other.id}
    assert {pair.second.id for pair in found.values()} == {one.id, other.id}
    (pair,) = contradictions(one, [one, other])
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
    assert conflicting(standing([one, other])) == conflicting(standing([other, one])) == {}


@pytest.mark.parametrize("seed", range(20))
def test_whoever_contradicts_anybody_is_found(seed: int) -> None:
    chance = Random(seed)
    made = []
    for number in range(1, 16):
        start, id = chance.randrange(12), f"XA-{number:03d}"
        end = start + chance.randrange(1, 6)
        ways = (delete(id, start, end), replace(id, chance.choice("xy"), start, end), insert(id, "z", start))
        made.append(chance.choice(ways))
    slowly = {one.id for one in made for _pair in contradictions(one, made)}
    assert set(conflicting(made)) == slowly


def test_four_hundred_proposals_for_one_place_are_compared_in_no_time() -> None:
    many = [replace(f"XA-{number:03d}", f"word {number}") for number in range(1, 401)]
    begun = time.process_time()
    assert len(conflicting(many)) == 400
    assert time.process_time() - begun < 0.2


def test_the_same_in_other_words_is_pointed_out() -> None:
    long = said("XA-001", "The paragraph should name the ministries of justice")
    alike = said("XB-001", "the paragraph should name  the ministry of justice.")
    other = said("XB-002", "The paragraph should be deleted, since nobody reads it")
    assert groups(long, alike, other) == [["XA-001", "XB-001"]]
    assert groups(delete("XA-001"), delete("XB-001"), delete("XB-002", 9, 12)) == [["XA-001", "XB-001"]]
    assert groups(said("XA-001"), said("XB-001", "Something")) == []
    assert groups(said("XA-001", "Where is it?"), said("XB-001", "Where is he?")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("This paragraph should be deleted altogether", "This paragraph should not be deleted altogether"),
        ("The committee should meet 2 times a year, please", "The committee should meet 4 times a year, please"),
        ("Le texte doit rester dans ce chapitre du manuel", "Le texte ne doit pas rester dans ce chapitre du manuel"),
    ],
)
def test_words_that_turn_the_sense_are_not_the_same(one: str, other: str) -> None:
    assert groups(said("XA-001", one), said("XB-001", other)) == []


def test_opposite_proposals_are_no_group_however_alike() -> None:
    comment = "The ministries should meet more often than they do now"
    one, other = (replace(id, id).model_copy(update={"comment": comment}) for id in ("XA-001", "XB-001"))
    assert groups(one, other) == []


def groups(*comments: Comment) -> list[list[str]]:
    return [[comment.id for comment in group] for group in same_words(comments)]
