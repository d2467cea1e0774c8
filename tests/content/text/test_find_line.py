"""The line of a text on which printed words were written."""

from __future__ import annotations

from focalpoint.content.text.find_line import line_of

TEXT = """## A heading

The form is at {footcite}`there` and nowhere *else*, as everybody knows.
The form is at another place.

| One | Two |
|---|---|
| A cell with words | x |
""".split("\n")


def test_words_are_found_through_their_markup() -> None:
    assert line_of("and nowhere else, as everybody knows", TEXT) == 3
    assert line_of("A cell with words", TEXT) == 8
    assert line_of("One Two", TEXT) == 6


def test_the_longest_beginning_decides() -> None:
    assert line_of("The form is at another place. And more.", TEXT) == 4


def test_words_that_nobody_wrote_have_no_line() -> None:
    assert line_of("Written by the tools", TEXT) == 0
    assert line_of("", TEXT) == 0


def test_of_several_lines_with_the_words_the_shortest_is_meant() -> None:
    rows = ["Words of other scripts stand here.", "", "```{table} Words", ":landscape:", "```"]
    assert line_of("Words", rows) == 3
