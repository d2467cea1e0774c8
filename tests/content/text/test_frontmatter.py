"""Front matter: each field is read as it is meant, and each mistake is told at its own line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focalpoint.content.consultation.handling import Handling
from focalpoint.content.consultation.records import ChapterFields, NoteFields
from focalpoint.content.text.frontmatter import read_fields
from focalpoint.problems import ProblemKind
from focalpoint.vocabulary_file import read_vocabulary
from sample_texts import VOCABULARY

WORDS = read_vocabulary(VOCABULARY)

CHAPTER = """---
title: The post
question: What is it for?
readers: A new official
status: draft
challenge: 1
handling: TLP:CLEAR
checked: 2026-11-23
---

Text.
"""
NOTE = """---
id: accra-2026
title: First meeting
kind: closed-meeting
date: 2026-03-02
place: Accra
challenge: both
---

1. A point.
"""


def said(text: str) -> list[tuple[int, str]]:
    """Lines and messages of a chapter's problems; where there is one, there is no record."""
    record, problems = read_fields(ChapterFields, "manual/a.md", text, WORDS)
    assert (record is None) == bool(problems)
    assert all((problem.path, problem.kind) == ("manual/a.md", ProblemKind.FRONT_MATTER) for problem in problems)
    return [(problem.line, problem.message) for problem in problems]


def test_a_chapter_is_read() -> None:
    record, problems = read_fields(ChapterFields, "a.md", CHAPTER, WORDS)
    assert problems == []
    assert record is not None
    assert (record.title, record.challenge, record.handling) == ("The post", "1", Handling.CLEAR)
    assert record.checked == date(2026, 11, 23)


def test_a_note_that_does_not_say_is_closed() -> None:
    record, problems = read_fields(NoteFields, "a.md", NOTE, WORDS)
    assert problems == []
    assert record is not None
    assert (record.handling, record.rule) == (Handling.AMBER_STRICT, "chatham-house")
    assert (record.attribution, record.consent, record.short) == ("off-the-record", "none", "Accra 2026")


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("readers:", "reader:", 4, "unknown field `reader`; the fields here are title, question, readers"),
        ("readers: A new official", "7: x", 4, "unknown field `7`"),
        ("readers: A new official", "[a]: x", 4, "unknown field"),
        ("title: The post\n", "", 1, "the field `title` is missing; add it"),
        ("The post", "", 2, "`title` is empty"),
        ("The post", "''", 2, "`title` is empty"),
        ("The post", "No", 2, "`title: False` is not text; put it in quotes"),
        ("The post", "2026", 2, "`title: 2026` is not text; put it in quotes"),
        ("The post", "[The, post]", 2, "`title` is not text"),
        ("The post", "x" * 401, 2, "`title` has over 400 characters; shorten it"),
        ("status: draft", "status: done", 5, "`status: done` is not known; write 'draft', 'review' or 'cleared'"),
        ("challenge: 1", "challenge: 3", 6, "`challenge: 3` is not known; write '1', '2' or 'both'"),
        ("TLP:CLEAR", "TLP:WHITE", 7, "`handling: TLP:WHITE` is not known; write 'TLP:CLEAR', 'TLP:GREEN'"),
        ("TLP:CLEAR", "TLP:RED", 7, "`handling`: TLP:RED text does not belong in the repository; keep it out"),
        ("2026-11-23", "2026-02-30", 8, "`checked: 2026-02-30` is not a date; write it as 2026-11-23"),
        ("2026-11-23", "23 November 2026", 8, "`checked: 23 November 2026` is not a date"),
        ("2026-11-23", "2026-11-3", 8, "is not a date"),
        ("2026-11-23", "20261123", 8, "is not a date"),
        ("2026-11-23", "1795392000", 8, "is not a date"),
        ("2026-11-23", "2026-11-23 10:00:00", 8, "is not a date"),
        ("2026-11-23", "2026-W47-1", 8, "is not a date"),
        ("2026-11-23", "[2026-11-23]", 8, "is not a date"),
        ("2026-11-23", "", 8, "`checked` is not a date"),
        ("The post", "The post: what it is", 2, "a value holds a colon here; put the value in quotes"),
        ("The post", '"The post', 2, "the quotation mark that opens here is never closed"),
        ("A new official", "{", 4, "the bracket that opens here is never closed; close it"),
        ("A new official", "A\n\tB", 5, "a tab stands here; type spaces in its place"),
        ("readers: A new official", "title: Again", 4, "the field `title` stands here twice; keep one"),
        ("readers: A new official", "readers A new official", 4, "this line is no field; write `name: value`"),
        ("A new official", "*them", 4, "a value begins with `*` or `&`; put the value in quotes"),
        ("A new official", "A \x01 B", 4, "a character that cannot be seen stands here; type the line anew"),
        ("A new official", "[" * 500, 1, "the fields stand within one another too often"),
        ("---\ntitle", "%YAML 9.9\ntitle", 1, "does not begin with front matter"),
        ("---\ntitle", "---\n%YAML 9.9\ntitle", 2, "the fields cannot be read: "),
        ("readers: A new official", "readers:A new official", 4, "with a space after the colon"),
        ("readers: A new official", "  readers: A new official", 4, "begins further right than the field above it"),
        ("A new official", '"A" new official', 4, "put the whole of a value in quotes"),
        ("A new official", '"A \\d official"', 4, "a backslash stands between double quotation marks"),
        ("A new official", "@them", 4, "a value begins with a sign of its own; put the value in quotes"),
        ("A new official", "- them", 4, "a value begins with a hyphen; write a list as [one, two]"),
        ("A new official", ">them", 4, "a value begins with `>` or `|`; put the value in quotes"),
        ("---\ntitle", "\n---\ntitle", 1, "does not begin with front matter"),
        ("checked: 2026-11-23\n---", "checked: 2026-11-23\n", 1, "front matter is not closed"),
    ],
)
def test_a_mistake_is_told_at_its_line(old: str, new: str, line: int, says: str) -> None:
    assert CHAPTER.count(old) == 1
    ((found, message),) = said(CHAPTER.replace(old, new))
    assert says in message
    assert found == line


@pytest.mark.parametrize("text", ["", "Text.\n", "# Title\n\nText.\n", "----\n"])
def test_a_text_without_front_matter_is_told_how_to_begin(text: str) -> None:
    ((line, message),) = said(text)
    assert line == 1
    assert "begin with a line `---`" in message


@pytest.mark.parametrize("fields", ["", "# a comment\n", "just words\n", "- one\n- two\n"])
def test_front_matter_without_fields_is_told(fields: str) -> None:
    ((line, message),) = said(f"---\n{fields}---\nText.\n")
    assert line == 2
    assert "holds no fields" in message


def test_all_mistakes_come_at_once() -> None:
    text = CHAPTER.replace("draft", "done").replace("2026-11-23", "soon").replace("readers", "colour")
    assert [line for line, _message in said(text)] == [5, 8, 4]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("accra-2026", "Accra 2026", 2, "is not a name; use small letters, figures and dashes"),
        ("both", "both\nthemes: syria", 8, "`themes: syria` is not a list; write it as [one, two]"),
        ("both", "both\nuntil: 2026-03-01", 8, "`until` lies before `date`"),
        ("both", "both\nconsent: quote-attributed", 8, "`consent` needs `given_on`"),
        ("both", "both\ncleared_text: Words.", 8, "`cleared_text` needs `cleared_on`"),
        ("both", "both\nhandling: TLP:RED", 8, "`handling`: TLP:RED text does not belong in the repository"),
    ],
)
def test_a_note_has_rules_of_its_own(old: str, new: str, line: int, says: str) -> None:
    record, (problem,) = read_fields(NoteFields, "a.md", NOTE.replace(old, new), WORDS)
    assert record is None
    assert says in problem.message
    assert problem.line == line


@given(st.text(st.characters(exclude_categories=["Cs"], include_characters="-:[]{}#&*!|>'\"%@`\n"), max_size=60))
def test_whatever_is_typed_is_read_or_told_never_raised(fields: str) -> None:
    record, problems = read_fields(ChapterFields, "a.md", f"---\n{fields}\n---\n", WORDS)
    assert (record is None) == bool(problems)
    assert all(1 <= problem.line <= fields.count("\n") + 3 and "\n" not in str(problem) for problem in problems)
