"""From 80 of 100 on a changed block is the same without asking, and only where no other is nearly as much like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from followed import CODE, DESK, LAST, LAW, POST, TREATY, YEAR, Manual, chapter, make_manual

from figures.committing import commit
from focalpoint.review.anchoring.anchoring import CurrentPlace, PlaceStatus

MUCH = "It reports to the minister twice a year in letters, and to parliament only when a member asks for it."
"""81 of 100 like the block."""
ALMOST = "It reports to the minister once a month in writing, and to parliament only if one member asks for news."
"""79 of 100 like the block."""
HALF = "It reports to the president once a month by telephone, and to nobody else whoever asks for news."
"""63 of 100 like the block."""
MORE = "It reports to the minister twice a year in writing, and to parliament only when a member asks for news."
"""84 of 100 like the block."""
DELETED = "the block was deleted or rewritten; say whether it is one of those that are like it"


@pytest.fixture
def manual(tmp_path: Path) -> Manual:
    return make_manual(tmp_path / "manual")


def moved_as(manual: Manual, text: str) -> CurrentPlace:
    """Where the block stands after it went into the other chapter in these words, in one commit."""
    manual.texts[POST] = chapter("The post", "## Tasks", DESK, LAST)
    manual.texts[LAW] = chapter("The law", "## Codes", CODE, text, TREATY)
    commit(manual.root, manual.texts)
    return manual.place(YEAR)


def came_later(manual: Manual, *texts: str) -> CurrentPlace:
    """Where the block stands after it was deleted, and these came into the other chapter a commit later."""
    manual.edit(POST, f"{YEAR}\n\n", "")
    manual.texts[LAW] = chapter("The law", "## Codes", CODE, *texts, TREATY)
    commit(manual.root, manual.texts)
    return manual.place(YEAR)


def test_a_block_of_which_81_of_100_stayed_is_the_same(manual: Manual) -> None:
    today = moved_as(manual, MUCH)
    assert (today.status, today.file, today.text, today.why) == (PlaceStatus.MOVED, LAW, MUCH, "")


def test_a_block_of_which_79_of_100_stayed_is_asked_about(manual: Manual) -> None:
    today = moved_as(manual, ALMOST)
    told = "the block changed so much that it may be another (79 of 100 alike); say whether it is the same"
    assert (today.status, today.why) == (PlaceStatus.ASK, told)
    assert [one.text for one in today.similar] == [ALMOST]


@pytest.mark.parametrize("text", [ALMOST, HALF])
def test_what_came_after_the_block_was_deleted_is_asked_about_unless_it_is_much_like_it(
    text: str, manual: Manual
) -> None:
    today = came_later(manual, text)
    assert (today.status, today.why, today.before) == (PlaceStatus.ASK, DELETED, YEAR)
    assert [(one.file, one.text) for one in today.similar] == [(LAW, text)]


def test_what_came_later_and_is_much_like_the_deleted_block_is_that_block(manual: Manual) -> None:
    today = came_later(manual, MUCH)
    assert (today.status, today.file, today.text) == (PlaceStatus.MOVED, LAW, MUCH)
    assert today.why == "the block was taken out, and put in again later"


def test_of_two_that_came_later_and_are_much_alike_a_person_must_say_which(manual: Manual) -> None:
    today = came_later(manual, MUCH, MORE)
    assert (today.status, today.why) == (PlaceStatus.ASK, DELETED)
    assert [one.text for one in today.similar] == [MORE, MUCH]


def test_of_two_of_which_one_is_clearly_more_like_it_that_one_is_the_block(manual: Manual) -> None:
    assert came_later(manual, ALMOST, YEAR).text == YEAR
