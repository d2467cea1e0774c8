"""The steps by which a returned Word file becomes lines of Markdown, each by itself."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from figures.word_edits import Trial
from figures.worded.chapter import sent_chapter
from figures.worded.habits import accepted
from figures.worded.hands import WordFile
from figures.worded.structure import move
from focalpoint.content.editable.blocks import editable_blocks, rebuild
from focalpoint.content.editable.inline_pieces import inline_pieces, typed
from focalpoint.word.returned.rows import NotTakenError, Rows
from focalpoint.word.returned.sentence_lines import on_lines
from focalpoint.word.returned.tokens import Edit, Token, applied, edits, merged, returned_tokens, sent_tokens
from focalpoint.word.returned.views import Sign

RAW = "It *may* rise (see {undoc}`S/RES/1 (2001)`).{footcite}`one,two`\nThen it `falls` [again](https://example.org/a)."
TABLE = "| Bell | Meaning |\n|---|---|\n| one | well |"
LIST = "1. Ring.\n2. Write.\n\nText.\n"


def tokens(text: str) -> list[Token]:
    return returned_tokens([Sign(one) for one in text], {})


def sent(raw: str, *shown: str) -> list[Token]:
    pieces = inline_pieces(raw)
    assert pieces is not None
    return sent_tokens(pieces, "", shown, "0_0", frozenset())


def test_pieces_are_written_as_they_were_typed() -> None:
    pieces = inline_pieces(RAW)
    assert pieces is not None
    assert [one.raw for one in pieces if one.is_whole] == ["{undoc}`S/RES/1 (2001)`", "{footcite}`one,two`"]
    assert "".join(one.shown for one in pieces if one.is_italic) == "may"
    assert on_lines(pieces, divided=True) == RAW
    assert inline_pieces("a <b>tag</b> & an *open") is None
    assert on_lines(typed("a *b* {c}"), divided=False) == r"a \*b\* \{c\}"


def test_a_reference_of_which_a_part_is_left_is_no_reference() -> None:
    base = sent("See {undoc}`S/RES/1` now.", "S/RES/1")
    assert applied(base, edits(base, tokens("See S/RES/1 now.")), {})[4].raw == "{undoc}`S/RES/1`"
    steps = edits(base, tokens("See S/RES now."))
    assert "".join(one.raw for one in applied(base, steps, {})) == "See S/RES now."


def test_changes_of_both_sides_are_joined_or_refused() -> None:
    base = sent("one two three")
    theirs, ours = edits(base, tokens("one two four")), edits(base, tokens("zero two three"))
    both = merged(theirs, ours)
    assert both is not None
    assert "".join(one.raw for one in applied(base, both, {})) == "zero two four"
    assert merged(theirs, edits(base, tokens("one two five"))) is None
    assert merged(theirs, theirs) == theirs
    assert theirs == [Edit(4, 5, theirs[0].new)]


def test_a_row_stands_behind_the_rule_of_its_table() -> None:
    rows = Rows(TABLE)
    head, last = editable_blocks(TABLE)[0], editable_blocks(TABLE)[-1]
    rows.add_row(head, [typed("new"), typed("a | b")], 2)
    assert rows.written() == "| Bell | Meaning |\n|---|---|\n| new | a \\| b |\n| one | well |"
    with pytest.raises(NotTakenError, match="the new row has 1 cells, and the table 2 columns"):
        rows.add_row(last, [typed("new")], 2)


def test_an_item_is_counted_and_a_line_that_would_begin_a_list_is_not() -> None:
    rows = Rows(LIST)
    first, _, text = editable_blocks(LIST)
    rows.add(first, typed("Wait."), "", listed=True)
    rows.add(text, typed("- not a list."), "", listed=False)
    assert rows.written() == "1. Ring.\n2. Wait.\n3. Write.\n\nText.\n\n\\- not a list.\n"


def test_a_block_is_rebuilt_in_its_place() -> None:
    text = "---\ntitle: One\n---\n\n- a b\n  c d\n"
    field, item = editable_blocks(text)
    assert (field.kind, field.name, item.kind, item.raw) == ("field", "title", "item", "a b\nc d")
    assert rebuild(text, {}) == text
    assert rebuild(text, {item.spans[0]: "x\ny\nz"}) == "---\ntitle: One\n---\n\n- x\n  y\n  z\n"


def test_a_paragraph_that_was_moved_keeps_its_references() -> None:
    sample = sent_chapter()
    file = WordFile(sample.data)
    first, *_, last = [p for p in file.blocks("FPText") if "(see " in file.text(p)]
    names = [re.findall(r"Keeper \w+", file.text(p))[0] for p in (first, last)]
    move(file, first, last)
    trial = Trial(sample, file.saved(), accepted(file))
    roles = [Counter(re.findall(r"\{\w+\}`[^`]*`", text)) for text in (trial.before, trial.after)]
    assert roles[0] == roles[1]
    assert trial.texts() == trial.expected()
    assert trial.before.index(names[0]) < trial.before.index(names[1])
    assert trial.after.index(names[0]) > trial.after.index(names[1])
