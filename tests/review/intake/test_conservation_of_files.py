"""Every word of random forms, tables, Word letters and marks in PDFs is entered, or left out with kind and place."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import docx
import openpyxl
from annotating import Desk
from hand_made import drafts_in, make
from hypothesis import given, settings
from hypothesis import strategies as st

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import Mark
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, LeftOutKind, Returned
from focalpoint.review.forms.read_sheet import read_sheet
from focalpoint.review.forms.read_word import read_word
from focalpoint.review.returned_pdf.annotations import Annotation
from focalpoint.review.returned_pdf.pdf_summary import count_of
from focalpoint.review.returned_pdf.read_pdf import read_pdf

PLACES = ("1.3", "Table 1", "", "1,3", "p. 2", "1.13 and 1.14", "Ghana", "zzz", "General")
HEADS = (
    ("Paragraph", "Comment", "Proposed change"),
    ("MB/NC", "Line number", "Clause/ Subclause", "Paragraph/ Figure/ Table", "Type of comment", "Comments", "Change"),
    ("Пункт", "Замечание", "Предложение"),
    ("Name", "Thing", "Other"),
    (),
)
CELL = st.sampled_from([*PLACES, *["@"] * 6, "@ two\nlines @", "te: @", "replace “@” by “@”"])
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=8), max_size=6)
LINES = st.sampled_from(
    ["Para 1.3: @", "@", "Dear @,", "Kind regards", "@ (para 1.3)", "Chapter 1", "1.13", "From: @", "Tel. @"]
)


@cache
def drafts() -> tuple[Draft, ...]:
    root = Path(mkdtemp())
    make().archive(root)
    return drafts_in(root)


class Tokens:
    """Words that stand nowhere else, one for each `@`."""

    def __init__(self) -> None:
        self.count = 0

    def fill(self, text: str) -> str:
        """Put a word of its own for each sign."""
        return re.sub("@", lambda _: self._next(), text)

    def _next(self) -> str:
        self.count += 1
        return f"token{self.count}"

    def check(self, said: Returned) -> None:
        """Every token is in a comment, or its words are counted as left out; none counts as the draft's own."""
        assert said.count.missing == 0, said.count
        held = "\n".join(
            " ".join((one.comment, one.proposed_change, one.source.cited, one.source.raw, one.member))
            + " ".join(reply.text for reply in one.source.thread)
            for one in said.findings
        )
        lost = {f"token{n}" for n in range(1, self.count + 1)} - set(re.findall(r"token\d+", held))
        kinds = [one for one in said.count.left_out if one.kind is not LeftOutKind.OURS]
        assert len(lost) <= sum(one.words for one in kinds), (lost, said.count)


def saved(made: Any) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(HEADS), ROWS)
def test_every_word_of_a_random_sheet_is_accounted_for(head: tuple[str, ...], rows: list[list[str]]) -> None:
    book, tokens = openpyxl.Workbook(), Tokens()
    for row in ([list(head)] if head else []) + [[tokens.fill(cell) for cell in row] for row in rows]:
        book.active.append(row)
    tokens.check(read_sheet(saved(book), drafts(), 1))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(HEADS), ROWS, st.lists(LINES, max_size=8))
def test_every_word_of_a_random_word_file_is_accounted_for(
    head: tuple[str, ...], rows: list[list[str]], lines: list[str]
) -> None:
    document, tokens = docx.Document(), Tokens()
    for line in lines:
        document.add_paragraph(tokens.fill(line))
    every = ([list(head)] if head else []) + rows
    if every:
        table = document.add_table(0, max(map(len, every)))
        for row in every:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                cell.text = tokens.fill(text)
    tokens.check(read_word(saved(document), drafts(), 1))


WORDS = ("stands here", "office of the Focal Point", "Paragraph 9 says")
MARK = st.tuples(st.sampled_from(["Highlight", "StrikeOut", "caret", "note"]), st.sampled_from(WORDS), CELL)


@settings(max_examples=6, deadline=None)
@given(st.lists(MARK, min_size=1, max_size=5))
def test_every_word_of_random_marks_is_accounted_for(marks: list[tuple[str, str, str]]) -> None:
    desk, tokens = Desk(make().pdf), Tokens()
    for kind, words, said in marks:
        text = tokens.fill(said)
        if kind == "caret":
            desk.caret(words, text)
        elif kind == "note":
            desk.note(text)
        else:
            desk.mark(kind, words, text)
    tokens.check(read_pdf(desk.saved(), drafts(), 1))


def test_words_of_a_mark_that_are_in_no_comment_are_missing_from_the_count() -> None:
    mark = Annotation(0, "Highlight", text="say the hours of the trial")
    held = Finding(channel=Channel.PDF, mark=Mark.HIGHLIGHT, comment="say the hours", words=3)
    assert count_of([mark], {}, [held]).missing == 2
    twice = held.model_copy(update={"comment": "say the hours of trial", "words": 5})
    count = count_of([mark], {}, [twice])
    assert (count.missing, [one.kind for one in count.left_out]) == (0, [LeftOutKind.REPEATED])
