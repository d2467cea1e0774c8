"""What a program can mend it mends, once and for all, and no word but those it may."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from focalpoint.mending.texts import mended

pytestmark = pytest.mark.slow

CASES = [
    (title.strip(), before, after)
    for _line, title, before, after in read_fixture_file(Path(__file__).with_name("mending.md"))
]
TYPED = ["‘", "’", "“", "”", "'", '"']


@pytest.mark.parametrize(("title", "before", "after"), CASES, ids=[title for title, _before, _after in CASES])
def test_the_page_says_what_is_mended(title: str, before: str, after: str) -> None:
    assert mended(before) == after
    assert mended(after) == after


def test_fields_spaces_at_ends_and_what_has_no_shape() -> None:
    text = "---\ntitle: The labor. It's so.  \n---\n\nOne\u00ad word.  \nTwo.\u00a0\n   \nThe la\u200bbor.\n"
    assert mended(text) == "---\ntitle: The labor. It's so.  \n---\n\nOne word.\nTwo.\n\nThe labour.\n"


def test_of_a_closed_text_lines_are_mended_and_no_words() -> None:
    note = "1. The labor. It's so.\n2. [TLP:AMBER] The labor. It's so.\n   Here too. And here.\n3. Open. It is.  \n"
    assert mended(note, note=True, words=False) == (
        "1. The labor.\n   It's so.\n2. [TLP:AMBER] The labor. It's so.\n   Here too. And here.\n3. Open.\n   It is.\n"
    )


def test_a_change_that_would_make_another_block_is_not_made() -> None:
    text = "Take it so. 1) Then that.\n\nOne ends. Two begins.\n"
    assert mended(text) == "Take it so. 1) Then that.\n\nOne ends.\nTwo begins.\n"


def test_a_slip_in_the_fence_of_a_closed_passage_opens_it_to_nothing() -> None:
    text = "::: {handling} TLP:GREEN\n\nThe labor. It's so.\n\n:::\n"
    assert mended(text) == text


WORDS = st.sampled_from(
    "The the labor it's ends. Then goes “so “we and programs. 15% 1. - # > * **bold** *one* `code. X` "
    "{term}`post` {footcite}`a` [^a] [link. To](https://x.org) • \uf0b7 – | : :: ::: \\ \" ' _ % ( ) (a) e.g. No. 7 "
    "{heard}`n` TLP:GREEN <b> &amp; ~ = +".split(" ")
)
LINE = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
BEFORE = st.sampled_from(["", "", "", "- ", "  ", "1. ", "   ", "> ", "[^a]: ", "    ", "## ", "| ", ": "])
ROWS = st.lists(st.one_of(st.just(""), st.tuples(BEFORE, LINE).map("".join)), min_size=1, max_size=10)
CLOSED = ":::{handling} TLP:GREEN\nThe labor. It's “so.  \n• one\n:::"


def letters(text: str) -> str:
    """The words of a text without spaces and marks, as the house spells them."""
    text = text.replace("labor", "labour").replace("programs", "programmes")
    text = re.sub(r"(\d) ?%", r"\1 per cent", text)
    return re.sub(r"[\s\"'“”‘’•·\uf0b7–>\-]", "", text)


@settings(max_examples=150)
@given(ROWS, ROWS)
def test_mending_twice_is_mending_once_and_no_word_is_lost(above: list[str], below: list[str]) -> None:
    text = "\n".join([*above, "", CLOSED, "", *below, ""])
    once = mended(text)
    assert mended(once) == once
    assert CLOSED in once or text.count(CLOSED) != 1
    assert letters(once) == letters(text)
