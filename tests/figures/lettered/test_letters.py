"""A part of the measurement of invented letters, held to what the README says of the whole."""

from __future__ import annotations

from .measuring import measure


def test_the_comments_of_invented_letters_are_on_their_places() -> None:
    score = measure(60, first=1)
    assert score.counted["right"] >= 195, score.told
    assert (score.counted["wrong"], score.counted["lost"], score.counted["words without a count"]) == (0, 0, 0)
