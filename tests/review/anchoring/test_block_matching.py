"""Which block of a text is which block of an earlier one: the certain first, then the similar, never a mere guess."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from focalpoint.review.anchoring.block_matching import align, in_order

RECORD = "The desk keeps a record of every case that a mission sends to it."
OFFICIAL = "Each ministry names one official who answers for the whole of it."
YEARLY = "Parliament is told once a year what has been done and what not."
ARCHIVE = "No embassy closes before its archive has been copied twice over."
NEARLY = "Parliament hears each spring what was done and what was not done."
"""69 of 100 like the yearly one."""
HARDLY = "Parliament hears from it each spring what it did, and what it left."
"""Exactly 60 of 100."""
FAR = "Parliament may ask each spring how things went and whether more is due."
"""54 of 100."""

Found = dict[int, tuple[tuple[int, ...], bool, bool]]


def found(old: list[str], new: list[str]) -> Found:
    """The new blocks of each old one, whether it was moved, and whether that is sure."""
    return {index: (match.new, match.moved, match.sure) for index, match in align(old, new).items()}


def stays(*places: int) -> Found:
    """Every old block stands at a new place, unmoved and sure."""
    return {index: ((place,), False, True) for index, place in enumerate(places)}


def test_the_samples_are_as_similar_as_they_are_meant_to_be() -> None:
    assert all(fuzz.ratio(one, other) < 50 for one, other in combinations((RECORD, OFFICIAL, YEARLY, ARCHIVE), 2))
    assert [round(fuzz.ratio(YEARLY, one), 1) for one in (NEARLY, HARDLY, FAR)] == [68.8, 60.0, 53.7]


@given(st.permutations(range(7)))
def test_the_largest_set_in_order_stays_and_the_others_were_moved(new: list[int]) -> None:
    straight = sorted(in_order(dict(enumerate(new))))
    assert all(new[one] < new[other] for one, other in pairwise(straight))
    longer = combinations(range(7), len(straight) + 1)
    assert not any(all(new[a] < new[b] for a, b in pairwise(some)) for some in longer)


def test_nothing_is_in_order_with_nothing() -> None:
    assert in_order({}) == set() and in_order({3: 8}) == {3}


def test_a_block_that_is_not_there_any_more_has_no_match() -> None:
    assert found([RECORD, YEARLY, ARCHIVE], [RECORD, ARCHIVE]) == {0: ((0,), False, True), 2: ((1,), False, True)}
    assert found([RECORD, YEARLY, ARCHIVE], [RECORD, OFFICIAL, ARCHIVE]) == {
        0: ((0,), False, True), 2: ((2,), False, True),
    }  # fmt: skip
    assert found([RECORD], []) == found([], [RECORD]) == {}


def test_the_only_block_that_changed_between_two_that_did_not_is_the_same_without_asking() -> None:
    assert found([RECORD, YEARLY, ARCHIVE], [RECORD, NEARLY, ARCHIVE]) == stays(0, 1, 2)
    assert found([YEARLY, ARCHIVE], [NEARLY, ARCHIVE]) == stays(0, 1)
    assert found([RECORD, YEARLY], [RECORD, NEARLY]) == stays(0, 1)
    assert found([RECORD, YEARLY, ARCHIVE], [RECORD, HARDLY, ARCHIVE]) == stays(0, 1, 2)
    assert 1 not in found([RECORD, YEARLY, ARCHIVE], [RECORD, FAR, ARCHIVE])


def test_a_short_block_alone_between_two_may_become_anything_short() -> None:
    assert found([RECORD, "Yearly", ARCHIVE], [RECORD, "Once a month", ARCHIVE]) == stays(0, 1, 2)
    assert 1 not in found([RECORD, "Yearly", ARCHIVE], [RECORD, OFFICIAL, ARCHIVE])
    assert 1 not in found([RECORD, "Yearly", ARCHIVE], [RECORD, "Once", "a month", ARCHIVE])


def test_where_more_changed_a_block_of_which_less_than_80_of_100_stayed_is_asked_about() -> None:
    old, new = [RECORD, YEARLY, "Yes", ARCHIVE], [RECORD, NEARLY, "And so it goes on", "No", ARCHIVE]
    assert found(old, new)[1] == ((1,), False, False)
    old, new = [RECORD, YEARLY, "Yes", ARCHIVE], [RECORD, f"{YEARLY} Now.", "And so it goes on", "No", ARCHIVE]
    assert found(old, new)[1] == ((1,), False, True)


def test_a_short_block_is_the_same_only_in_order_or_beside_what_it_stood_beside() -> None:
    assert 1 not in found([RECORD, "Yes", OFFICIAL, ARCHIVE], [RECORD, OFFICIAL, ARCHIVE, "Yes"])
    assert found([RECORD, "Yes", OFFICIAL, ARCHIVE], [OFFICIAL, ARCHIVE, RECORD, "Yes"])[1] == ((3,), True, True)
    assert found([RECORD, "Yes", OFFICIAL, ARCHIVE], ["Yes", OFFICIAL, RECORD, ARCHIVE])[1] == ((0,), False, True)


def test_a_block_of_25_characters_is_known_by_its_words_alone_and_one_of_24_is_not() -> None:
    for text, known in (("a" * 12 + " " + "b" * 12, True), ("a" * 12 + " " + "b" * 11, False)):
        moved = found([RECORD, text, OFFICIAL, ARCHIVE], [RECORD, OFFICIAL, ARCHIVE, text])
        assert (1 in moved) is known


def test_a_text_that_stands_often_is_known_by_what_stands_beside_it() -> None:
    old = ["Yes", RECORD, "Yes", "Yes", OFFICIAL, "Yes"]
    assert found(old, ["Yes", RECORD, "Yes", OFFICIAL, "Yes"]) == {
        0: ((0,), False, True), 1: ((1,), False, True), 2: ((2,), False, True), 4: ((3,), False, True),
        5: ((4,), False, True),
    }  # fmt: skip
    assert found(old, [RECORD, "Yes", "Yes", OFFICIAL]) == {
        1: ((0,), False, True), 2: ((1,), False, True), 3: ((2,), False, True), 4: ((3,), False, True),
    }  # fmt: skip


def test_blocks_that_changed_places_are_moved_and_the_fewest_of_them() -> None:
    assert found([RECORD, OFFICIAL, YEARLY, ARCHIVE], [ARCHIVE, RECORD, OFFICIAL, YEARLY]) == {
        0: ((1,), False, True), 1: ((2,), False, True), 2: ((3,), False, True), 3: ((0,), True, True),
    }  # fmt: skip


def test_a_block_that_was_moved_and_edited_is_found_and_asked_about_where_little_of_it_stayed() -> None:
    assert found([YEARLY, RECORD, ARCHIVE], [RECORD, ARCHIVE, f"{YEARLY} Now."])[0] == ((2,), True, True)
    assert found([YEARLY, RECORD, ARCHIVE], [RECORD, ARCHIVE, NEARLY])[0] == ((2,), True, False)
    assert found([YEARLY, RECORD, ARCHIVE], [RECORD, ARCHIVE, HARDLY])[0] == ((2,), True, False)
    assert 0 not in found([YEARLY, RECORD, ARCHIVE], [RECORD, ARCHIVE, FAR])


def test_of_two_that_are_about_as_similar_the_better_is_taken_with_doubt() -> None:
    once, twice = f"{YEARLY} Now.", f"{YEARLY} Then!"
    assert found([YEARLY, RECORD, ARCHIVE], [RECORD, ARCHIVE, twice, once])[0] == ((3,), True, False)
    assert found([YEARLY, RECORD, ARCHIVE], [RECORD, ARCHIVE, NEARLY, once])[0] == ((3,), True, True)


def test_in_a_gap_the_pairs_are_those_most_similar_in_sum_that_keep_their_order() -> None:
    old = [ARCHIVE, YEARLY, OFFICIAL]
    new = [f"{ARCHIVE} Now.", "Something else stands here that nobody ever said.", f"{YEARLY} Now.", f"{OFFICIAL} Now."]
    assert found(old, new) == stays(0, 2, 3)
    assert found(old, new[::-1])[1][0] == (1,)


def test_a_split_block_has_all_its_parts_in_order() -> None:
    whole = f"{RECORD} {OFFICIAL} {YEARLY}"
    assert found([ARCHIVE, whole], [ARCHIVE, f"{RECORD} {OFFICIAL}", YEARLY]) == {
        0: ((0,), False, True), 1: ((1, 2), False, True),
    }  # fmt: skip
    assert found([whole, ARCHIVE], [YEARLY, f"{RECORD} {OFFICIAL}", ARCHIVE])[0][0] == (0, 1)
    cut = YEARLY.removesuffix(" and what not.")
    assert found([ARCHIVE, whole], [ARCHIVE, f"{RECORD} {OFFICIAL}", f"{cut} now"])[1][0] == (1, 2)


def test_a_part_needs_85_of_100_of_its_words_in_the_whole() -> None:
    words = [f"word{number:02d}" for number in range(20)]
    whole = " ".join([*words, *(f"more{number:02d}" for number in range(30))])
    rest = " ".join(f"more{number:02d}" for number in range(30))
    for kept, known in ((17, True), (16, False)):
        part = " ".join([*words[:kept], *(f"else{number:02d}" for number in range(20 - kept))])
        assert (found([ARCHIVE, whole], [ARCHIVE, rest, part])[1][0] == (1, 2)) is known


def test_blocks_that_were_joined_to_another_are_found_in_it_without_asking_where_they_stood_beside_it() -> None:
    joined = f"{RECORD} {OFFICIAL}"
    assert found([ARCHIVE, RECORD, OFFICIAL, YEARLY], [ARCHIVE, joined, YEARLY]) == {
        0: ((0,), False, True), 1: ((1,), False, True), 2: ((1,), False, True), 3: ((2,), False, True),
    }  # fmt: skip
    apart = [OFFICIAL, ARCHIVE, YEARLY, RECORD]
    assert found(apart, [ARCHIVE, YEARLY, joined])[0] == ((2,), True, True)
    most = joined.replace("Each ministry names", "One ministry names")
    assert found(apart, [ARCHIVE, YEARLY, most])[0] == ((2,), True, False)


def test_the_similarity_is_that_of_the_least_kept_words() -> None:
    match = align([RECORD, YEARLY, ARCHIVE], [RECORD, NEARLY, ARCHIVE])
    assert match[0].similarity == match[2].similarity == 100
    assert match[1].similarity == fuzz.ratio(YEARLY, NEARLY)
    whole = align([ARCHIVE, YEARLY], [ARCHIVE, f"{YEARLY} And more was said of it than anybody wished to hear."])
    assert whole[1].similarity == 100, "all of its words are kept"
