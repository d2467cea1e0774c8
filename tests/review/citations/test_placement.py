"""Places that people cite: paragraphs, printed lines, words; in all the ways in which they write them."""

from __future__ import annotations

import pytest
from hand_made import FILE, TWICE, make

from focalpoint.content.rounds.comments import Confidence, Place
from focalpoint.review.citations.citations import Kind, citations_in
from focalpoint.review.citations.placement import cited_in_columns, place_cited
from focalpoint.review.citations.targets import Targets

EXACT, FUZZY, UNPLACED = Confidence.EXACT, Confidence.FUZZY, Confidence.UNPLACED


def place(paragraph: str = "", line: str = "", quote: str = "") -> tuple[Place, Confidence]:
    targets = Targets(make().map)
    placed = place_cited(cited_in_columns({Kind.PARAGRAPH: paragraph, Kind.LINE: line}, targets, quote), targets)
    return placed.place, placed.confidence


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("3.12", ["3.12"]),
        ("para. 3.12(a)", ["3.12"]),
        ("§3.12 and §3.13", ["3.12", "3.13"]),
        ("paragraphs 3.12–3.15", ["3.12", "3.13", "3.14", "3.15"]),
        ("3.12 to 14 and 4.1", ["3.12", "3.13", "3.14", "4.1"]),
        ("3.2 – 3 mistakes", ["3.2"]),
        ("3.14-3.12", ["3.14", "3.12"]),
        ("2.1-3.4", ["2.1", "3.4"]),
        ("2.1-2.900", ["2.1", "2.900"]),
        ("3.4a", ["3.4a"]),
        ("12", ["12"]),
        ("para 12", ["12"]),
        ("Chapter 3", []),
        ("", []),
        ("the second of the two", []),
    ],
)
def test_numbers_are_found_in_what_people_write(written: str, numbers: list[str]) -> None:
    found = citations_in(written, lambda kind, label: False, Kind.PARAGRAPH)
    assert [label for one in found if one.kind is Kind.PARAGRAPH for label in one.labels] == numbers


@pytest.mark.parametrize("written", ["1.13", "para 1.13", "Paragraph 1.13.", "§ 1.13 (b)", "1.13a"])
def test_a_paragraph_is_found_by_its_number(written: str) -> None:
    found, sure = place(written)
    assert (found.block, found.file, found.line, found.page, sure) == ("b17", FILE, 39, 3, EXACT)
    assert found.start == -1 and found.quote is None and found.printed_line > 80


def test_words_in_a_paragraph_are_found_whatever_their_case_spaces_and_quotes() -> None:
    found, sure = place("1.13", quote="“CLOSING   sentence of”")
    assert sure is EXACT and found.quote and found.quote.exact == "closing sentence of"


def test_words_that_stand_in_an_item_of_the_paragraph_are_found_there() -> None:
    found, sure = place("1.2", quote="long-standing practice")
    assert (found.block, sure) == ("b3", EXACT)


def test_words_that_are_not_there_leave_the_paragraph_in_doubt() -> None:
    found, sure = place("1.13", quote="never said")
    assert (found.block, sure) == ("b17", FUZZY)


def test_a_printed_line_is_found() -> None:
    block = make().map.by_id["b2"]
    line = block.lines[2]
    found, sure = place(line=f"line {line.number:,}")
    assert (found.block, found.printed_line, sure) == ("b2", line.number, EXACT)
    assert found.quote and found.quote.exact == block.text[line.start : line.end]


@pytest.mark.parametrize("between", ["-", "–", " to "])
def test_a_range_of_lines_is_joined(between: str) -> None:
    block = make().map.by_id["b2"]
    first, last = block.lines[1], block.lines[3]
    found, sure = place(line=f"p. {first.page + 1}, lines {first.number}{between}{last.number}")
    assert sure is EXACT and found.quote and found.quote.exact == block.text[first.start : last.end]


def test_a_line_that_two_cells_share_is_in_doubt_unless_words_tell() -> None:
    number = make().map.by_id["b16"].lines[0].number
    assert place(line=str(number))[1] is FUZZY
    found, sure = place(line=str(number), quote="other words")
    assert (found.block, sure) == ("b16", EXACT)


def test_a_paragraph_and_a_line_that_disagree_are_in_doubt() -> None:
    found, sure = place("1.13", line="1")
    assert (found.block, sure) == ("b17", FUZZY)


def test_a_paragraph_and_its_line_agree() -> None:
    block = make().map.by_id["b2"]
    found, sure = place("1.2", line=str(block.lines[1].number))
    assert (found.block, found.printed_line, sure) == ("b2", block.lines[1].number, EXACT)


@pytest.mark.parametrize(
    ("paragraph", "line", "quote"),
    [("9.99", "", ""), ("", "99999999", ""), ("", "0", ""), ("", "", ""), ("", "", TWICE), ("the end", "", "")],
)
def test_what_is_nowhere_or_in_many_places_is_not_guessed(paragraph: str, line: str, quote: str) -> None:
    assert place(paragraph, line, quote) == (Place(), UNPLACED)


def test_words_that_stand_once_in_the_draft_have_a_place_in_doubt() -> None:
    found, sure = place(quote="closing sentence of the draft")
    assert (found.block, sure) == ("b17", FUZZY)


@pytest.mark.parametrize(("written", "expected"), [("Chapter 1", EXACT), ("1. What a Focal Point does", FUZZY)])
def test_a_heading_is_found(written: str, expected: Confidence) -> None:
    found, sure = place(written)
    assert (found.block, sure) == ("b0", expected)
