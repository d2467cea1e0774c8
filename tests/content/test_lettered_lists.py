"""Lists that are lettered as United Nations manuals letter them: read as lists, and nothing else is."""

from __future__ import annotations

import pytest

from focalpoint.content.lettered_lists import LETTERED
from focalpoint.content.text.markdown import markdown_parser, read_markdown


def items(text: str) -> list[tuple[int, str, str]]:
    """Line, letter and style of every item of a lettered list."""
    found: list[tuple[int, str, str]] = []
    styles: list[str] = []
    for token in markdown_parser().parse(text):
        if token.type == "ordered_list_open":
            styles.append(str(token.attrs.get("style", "")))
        elif token.type == "ordered_list_close":
            styles.pop()
        elif token.type == "list_item_open" and LETTERED in token.meta and token.map:
            found.append((token.map[0] + 1, token.meta[LETTERED], styles[-1]))
    return found


def test_letters_and_small_roman_figures_make_lists_within_one_another() -> None:
    text = "Three tasks:\n(a) it keeps:\n    (i) one;\n    (ii) two;\n\n(b) it calls.\n\n    Again.\n(c) it writes.\n"
    assert items(text) == [
        (2, "a", "lower-alpha"),
        (3, "i", "lower-roman"),
        (4, "ii", "lower-roman"),
        (6, "b", "lower-alpha"),
        (9, "c", "lower-alpha"),
    ]


def test_i_behind_h_is_a_letter() -> None:
    text = "".join(f"({letter}) Words.\n" for letter in "abcdefghij")
    assert [(mark, style) for _line, mark, style in items(text)][8:] == [("i", "lower-alpha"), ("j", "lower-alpha")]
    assert read_markdown(text).faults == []


def test_they_stand_in_quotations_items_and_points() -> None:
    assert items("> (a) One.\n> (b) Two.\n") == [(1, "a", "lower-alpha"), (2, "b", "lower-alpha")]
    assert items("- One:\n  (a) Two.\n") == [(2, "a", "lower-alpha")]
    reading = read_markdown("1. One:\n   (a) two\n   (b) three\n2. Four.\n")
    assert [(point.number, point.line, point.end) for point in reading.points] == [(1, 1, 4), (2, 4, 5)]


@pytest.mark.parametrize(
    "text",
    ["Words (a) within a line.\n", "```\n(a) code\n```\n", "% (a) mine\n", "(A) Words.\n", "(abc) Words.\n", "(a)W.\n"],
)
def test_nothing_else_is_one_and_nothing_is_changed(text: str) -> None:
    assert items(text) == []
    assert not any("01)" in token.content for token in markdown_parser().parse(text))


def test_a_block_keeps_what_is_typed_in_it() -> None:
    (block,) = read_markdown(":::{note}\n(a) One.\n(b) Two.\n:::\n").directives
    assert [row for row, _line in block.body] == ["(a) One.", "(b) Two.", ""]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("(b) One.\n", 1, "this item is lettered (b), where 0 stand before it; letter them in order"),
        ("(a) One.\n(c) Two.\n", 2, "this item is lettered (c), where 1 stand before it"),
        ("Words go on\n(b) here.\n", 2, "this letter begins no item of a list; put an empty line above the list"),
        ("1) One.\n2) Two.\n", 1, "a numbered list is written `1. `, a lettered one `(a) `"),
        ("(a) One.\n2) Two.\n", 2, "a numbered list is written `1. `"),
    ],
)
def test_what_is_out_of_order_is_told(text: str, line: int, says: str) -> None:
    at, message = read_markdown(text).faults[0]
    assert (at, says in message) == (line, True), message
