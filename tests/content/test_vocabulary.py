"""Lists as they are typed: words with commas, points with commas and ranges."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focalpoint.content.vocabulary import factors_named, points, words


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("12", [12]),
        ("9, 14-16", [9, 14, 15, 16]),
        ("14–16", [14, 15, 16]),
        (" 3 ,5", [3, 5]),
        ("7-7", [7]),
        ("5, 3", [5, 3]),
        ("1-200", list(range(1, 201))),
    ],
)
def test_points_are_read(typed: str, numbers: list[int]) -> None:
    assert points(typed) == numbers


@pytest.mark.parametrize(
    "typed", ["", " ", ",", "0", "0-3", "5-3", "a", "1-", "-1", "1--2", "1;2", "1 2", "1-201", "1.5"]
)
def test_what_names_no_points_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        points(typed)


@given(st.lists(st.integers(1, 500), min_size=1))
def test_points_are_read_as_they_are_written(numbers: list[int]) -> None:
    assert points(", ".join(map(str, numbers))) == numbers


@given(st.text(max_size=12) | st.text("0123456789-–, ", max_size=12))
def test_whatever_is_typed_gives_points_or_is_refused(typed: str) -> None:
    try:
        numbers = points(typed)
    except ValueError:
        return
    assert numbers
    assert min(numbers) > 0


def test_words_are_read_without_the_space_round_them() -> None:
    assert words(" justice ,finance,, ") == ["justice", "finance"]
    assert words("") == []


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([], ""),
        ([8], "Risk factor 8"),
        ([9, 8], "Risk factors 8 and 9"),
        (range(1, 15), "Risk factors 1 to 14"),
        ([2, 5, 6, 7, 9], "Risk factors 2, 5 to 7 and 9"),
    ],
)
def test_three_risk_factors_in_a_row_are_told_as_one(numbers: Iterable[int], told: str) -> None:
    assert factors_named(numbers) == told
