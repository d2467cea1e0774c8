"""Lists as they are typed, words with commas and points with ranges, and as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focalpoint.lists import points, runs, series, words


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


def test_a_series_is_read_aloud() -> None:
    assert [series(items) for items in ([], ["I"], ["I", "II"], ["I", "II", "III"])] == [
        *("", "I", "I and II", "I, II and III"),
    ]


def test_three_numbers_in_a_row_stay_together() -> None:
    assert runs([]) == []
    assert runs([1, 2, 4, 5, 6, 9]) == [[1], [2], [4, 5, 6], [9]]
