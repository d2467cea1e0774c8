"""Comments in e-mails and plain texts: every way in which people name a place, and what is none of their words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hand_made import make
from hypothesis import given
from hypothesis import strategies as st

from focalpoint.content.rounds.comments import CommentType, Confidence, Mark
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, Returned
from focalpoint.problems import Trouble
from focalpoint.review.letters.read_letter import read_letter


@cache
def draft() -> Draft:
    return make().archive(Path(mkdtemp()))


def read(text: str, drafts: tuple[Draft, ...] | None = None) -> Returned:
    return read_letter(text.encode(), drafts if drafts is not None else (draft(),))


def one(text: str) -> Finding:
    (found,) = read(f"Comments on draft 1\n\n{text}\n").findings
    return found


@pytest.mark.parametrize(
    "written",
    [
        "para 1.13: too long",
        "Paragraph 1.13: too long",
        "§1.13: too long",
        "§ 1.13 – too long",
        "ad 1.13: too long",
        "1.13: too long",
        "1.13 too long",
        "1. para 1.13: too long",
        "- Para. 1.13, too long",
        "a) On paragraph 1.13: too long",
        "Paragraphe 1.13 : too long",
        "Chapter 1, paragraph 1.13: too long",
        "Para 1.13:\n\ntoo long",
        "Para 1.13\ntoo long",
    ],
)
def test_a_place_at_the_head_of_a_passage(written: str) -> None:
    found = one(written)
    assert (found.place.paragraph, found.comment, found.confidence) == ("1.13", "too long", Confidence.EXACT)


@pytest.mark.parametrize(
    "written", ["In paragraph 1.13 the ending is weak.", "We think that para. 1.13 is weak.", "Paragraph 1.13 is weak."]
)
def test_a_place_inside_a_sentence_leaves_the_sentence_whole(written: str) -> None:
    assert (one(written).place.paragraph, one(written).comment) == ("1.13", written)


def test_a_printed_line_and_a_page_with_a_line() -> None:
    block = make().map.by_id["b2"]
    number = block.lines[2].number
    page = block.lines[2].page + 1
    for written in (f"line {number}: odd", f"Lines {number}: odd", f"p. {page}, line {number}: odd"):
        found = one(written)
        assert (found.place.block, found.place.printed_line, found.comment) == ("b2", number, "odd"), written
        assert found.confidence is Confidence.EXACT
    assert one(f"p. 300, line {number}: odd").confidence is Confidence.FUZZY


def test_several_paragraphs_are_one_comment_on_all_of_them() -> None:
    found = one("Paragraphs 1.3 and 1.4: merge them")
    assert (found.place.block, found.place.also) == ("b5", ("b6",))


def test_a_text_is_cut_where_the_next_place_is_named_and_loses_no_words() -> None:
    said = read(
        "Dear colleagues,\n\nplease find our comments on draft 1.\n\nWe welcome the text.\n\n"
        "1. Para 1.3: first\n   and more of it.\n\nA second passage of the same.\n2. Para 1.4: second\n\n"
        "Best regards,\nThe office\n-- \nTelephone 12\n"
    )
    assert said.draft == 1
    assert [(one.place.paragraph, one.comment) for one in said.findings] == [
        ("", "We welcome the text."),
        ("1.3", "first\n   and more of it.\n\nA second passage of the same."),
        ("1.4", "second"),
    ]
    assert said.findings[0].confidence is Confidence.UNPLACED


def test_each_point_of_a_list_that_names_a_place_is_a_comment() -> None:
    said = read("Draft 1\n\n- In paragraph 1.3 we miss the date.\n- We find 1.4 clear.\n* See para. 1.13 too.\n")
    assert [(one.place.paragraph, one.comment.count("\n")) for one in said.findings] == [
        ("1.3", 0),
        ("1.4", 0),
        ("1.13", 0),
    ]


def test_words_are_not_taken_for_a_greeting_or_a_signature() -> None:
    text = "Thank you for draft 1; the tone is too legal.\n\nDear as it is to us, it is long. It repeats itself."
    assert [one.comment for one in read(text).findings] == [text]
    long = "\n".join(f"Point {number} of many." for number in range(20))
    for divider in ("--", "Best regards"):
        assert long in read(f"Draft 1\n\nPara 1.3: yes\n{divider}\n{long}").findings[-1].comment


def test_a_text_without_places_is_one_comment() -> None:
    said = read("We like it.\n\nIt could be shorter.", ())
    assert [one.comment for one in said.findings] == ["We like it.\n\nIt could be shorter."]
    assert said.draft == 0 and "names no draft" in said.warnings[0]


@pytest.mark.parametrize(
    ("written", "mark", "quote", "change"),
    [
        ('replace "primary responsibility" with "first duty"', Mark.REPLACE, "primary responsibility", "first duty"),
        ("Replace primary responsibility by first duty.", Mark.REPLACE, "primary responsibility", "first duty"),
        ("instead of “Every State”, read “Each State”", Mark.REPLACE, "Every State", "Each State"),
        ("“Every State” should read “Each State”", Mark.REPLACE, "Every State", "Each State"),
        ("Delete 'its own'.", Mark.DELETE, "its own", ""),
        ("please delete its own", Mark.DELETE, "its own", ""),
        ("remplacer « Every State » par « Each State »", Mark.REPLACE, "Every State", "Each State"),
    ],
)
def test_a_proposal_is_found_with_the_words_that_it_is_about(written: str, mark: Mark, quote: str, change: str) -> None:
    found = one(f"Para 1.13: {written}")
    assert (found.mark, found.proposed_change, found.type) == (mark, change, CommentType.EDITORIAL)
    assert found.place.quote and found.place.quote.exact == quote
    assert (found.comment, found.confidence) == (written, Confidence.EXACT)


def test_an_insertion_has_its_point() -> None:
    text = make().map.by_id["b17"].text
    after = one('Para 1.13: insert "always" after "Every State"')
    before = one('Para 1.13: before "Every State" add "Today"')
    assert (after.mark, after.proposed_change) == (Mark.INSERT, "always")
    assert after.place.start == after.place.end == text.index("Every State") + len("Every State")
    assert before.place.start == before.place.end == 0


def test_a_proposal_whose_words_are_not_there_leaves_the_place_in_doubt() -> None:
    found = one('Para 1.13: replace "never said" with "said"')
    assert (found.mark, found.place.paragraph, found.confidence) == (Mark.REPLACE, "1.13", Confidence.FUZZY)
    assert one("Para 1.13: delete never said").mark is Mark.NOTE


def test_two_proposals_in_one_passage_stay_words() -> None:
    found = one('Para 1.13: delete "its own" and replace "State" with "Government"')
    assert (found.mark, found.proposed_change) == (Mark.NOTE, "")


def test_the_type_may_stand_before_the_words() -> None:
    found = one("Para 1.13: te: the mandate is missing")
    assert (found.type, found.comment) == (CommentType.SUBSTANTIVE, "the mandate is missing")


def test_a_draft_is_named_by_its_identity_or_not_at_all() -> None:
    assert read(f"On {draft().fields.id}\n\nPara 1.3: x").draft == 1
    other = read("On draft-9-0123456789\n\nPara 1.3: x")
    assert other.draft == 0 and "not archived here" in other.warnings[0]
    assert read("On draft 7: x").draft == 0
    assert other.findings[-1].confidence is Confidence.UNPLACED and "1.3" in other.findings[-1].source.cited


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_as_windows_writes_it(encoding: str) -> None:
    data = "On draft 1\r\n\r\nPara 1.13: élan – too long".encode(encoding)
    assert [one.comment for one in read_letter(data, (draft(),)).findings][-1] == "élan – too long"


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(Trouble, match="holds no words"):
        read(" \n\n")


_PIECES = st.sampled_from(
    tuple("para 1.3|§|1.2: |> |\n|\n\n|replace |\"|“x”| with |lines 3-99999999999|--|'|delete ".split("|"))
)


@given(st.lists(_PIECES | st.text(max_size=8), min_size=1, max_size=40).map("".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        said = read(text)
    except Trouble:
        assert not text.strip() or text.strip("-> \n\t") == "" or not any(letter.isprintable() for letter in text)
        return
    assert said.count.missing == 0
    assert all(len(re.sub(r"\[\w+ left out\]", "", one.comment)) <= len(text) for one in said.findings)


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"Subject: x\nFrom: y\nContent-Type: multipart/mixed; boundary=a\n\n--a\n"]),
)
def test_no_bytes_break_the_reader(data: bytes, before: bytes) -> None:
    try:
        read_letter(before + data, ())
    except Trouble as trouble:
        assert trouble.problems[0].message
