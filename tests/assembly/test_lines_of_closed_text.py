"""The lines under a label, found without the parser."""

from __future__ import annotations

from focalpoint.assembly.closed_lines import closed_lines
from focalpoint.content.consultation.handling import Edition


def test_the_last_point_of_a_note_is_closed_to_its_last_line() -> None:
    text = "1. One.\n2. [TLP:AMBER] Two.\n\n   More of it."
    assert closed_lines(text, Edition.PUBLIC, note=True) == {2, 3, 4}
    assert closed_lines(text, Edition.PUBLIC, note=False) == frozenset()


def test_a_passage_without_an_end_is_closed_to_the_end_of_the_text() -> None:
    text = "One.\n\n:::{handling} TLP:AMBER\nTwo.\n::\n\nThree."
    assert closed_lines(text, Edition.NETWORK, note=False) == {3, 4, 5, 6, 7}
    assert closed_lines(text.replace("\n::\n", "\n:::\n"), Edition.NETWORK, note=False) == {3, 4, 5}
