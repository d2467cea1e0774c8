"""A part of the measurement of edits in Word files, held to what the README says of the whole."""

from __future__ import annotations

import pytest

from .word_edits import measure
from .worded.chapter import sent_chapter


@pytest.mark.slow
def test_edits_of_all_kinds_and_habits_come_home_on_their_lines() -> None:
    scores = measure(sent_chapter(), 25)
    everything = scores["all"]
    assert (everything.edits, everything.text, everything.lines, everything.lost) == (25, 25, 25, 0), everything.wrong
    assert {"Word", "Google Docs", "tracked", "not tracked", "a paragraph moved", "a row deleted"} <= scores.keys()
    assert scores["a note's call deleted"].asked == 1
    assert scores["a word replaced"].asked == 0
