"""Comment forms that come back as Excel files, however they were filled in."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from forms_sample import HEADINGS, draft, fill, part, saved, sheet_file, with_parts
from openpyxl.comments import Comment

from focalpoint.content.rounds.comments import CommentType, Confidence, Mark
from focalpoint.content.rounds.returned import Finding, Returned
from focalpoint.problems import Trouble
from focalpoint.review.forms.read_sheet import read_sheet

STYLES, SHEET = "xl/styles.xml", "xl/worksheets/sheet1.xml"


def read(data: bytes) -> Returned:
    return read_sheet(data, (draft(),))


def sheet_of(*rows: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in ((draft().fields.id,), *rows):
        book.active.append(row)
    return saved(book)


def said(finding: Finding) -> tuple[str, str, str]:
    return finding.place.paragraph, finding.comment, finding.proposed_change


def first_row(sheet: Any) -> int:
    """The number of the form's first row to fill."""
    return 1 + next(row[0].row for row in sheet.iter_rows() if row[5].value == "Comments")


def test_our_own_form_filled_in_says_what_was_typed_and_nothing_else() -> None:
    def typed(sheet: Any) -> None:
        number = first_row(sheet)
        fill(sheet[number], paragraph="1.10", type="te substantive", comment="Too long.", change="Shorter")
        fill(sheet[number + 2], paragraph="1.13", comment="Two\nlines")

    data = sheet_file(typed)
    returned = read(data)
    assert (returned.draft, returned.warnings) == (1, ())
    first, second = returned.findings
    assert said(first) == ("1.10", "Too long.", "Shorter")
    assert (first.mark, first.type, first.confidence) == (Mark.REPLACE, CommentType.SUBSTANTIVE, Confidence.EXACT)
    assert said(second) == ("1.13", "Two\nlines", "")
    number = first_row(openpyxl.load_workbook(BytesIO(data)).active)
    assert first.source.subtype == f"row {number}"


def test_the_blank_form_says_loudly_that_it_is_blank() -> None:
    returned = read(sheet_file(lambda _: None))
    assert returned.draft == 1 and not returned.findings
    assert len(returned.warnings) == 1 and returned.warnings[0].startswith("NO COMMENTS")


def test_a_formula_is_its_own_text() -> None:
    (found,) = read(sheet_of(HEADINGS, ("", "", "", "1.13", "", '=HYPERLINK("x","y")', "=1+1", ""))).findings
    assert said(found) == ("1.13", '=HYPERLINK("x","y")', "=1+1")


def test_a_number_in_the_place_of_a_paragraph_leaves_it_in_doubt() -> None:
    returned = read(sheet_of(HEADINGS, ("", "", "", 1.1, "", "x"), ("", "", "", datetime(2026, 12, 1), "", "y")))
    first, second = returned.findings
    assert (first.place.paragraph, first.confidence, first.source.flags) == ("1.1", Confidence.FUZZY, ("number",))
    assert (second.place.paragraph, second.confidence) == ("1.12", Confidence.FUZZY)
    assert any("2 rows hold a number" in one for one in returned.warnings)


def test_a_whole_number_of_a_line_is_sure() -> None:
    (found,) = read(sheet_of(HEADINGS, ("", 3, "", "", "", "x"))).findings
    assert (found.place.printed_line, found.confidence) == (3, Confidence.EXACT)


def test_a_merged_cell_counts_for_each_row_that_it_spans() -> None:
    book = openpyxl.Workbook()
    for row in ((draft().fields.id,), HEADINGS, ("", "", "", "1.13", "", "One"), ("", "", "", None, "", "Two")):
        book.active.append(row)
    book.active.merge_cells("D3:D4")
    assert [said(one)[:2] for one in read(saved(book)).findings] == [("1.13", "One"), ("1.13", "Two")]


def test_every_sheet_is_read_and_columns_may_stand_in_any_order() -> None:
    book = openpyxl.Workbook()
    book.active.append((draft().fields.id,))
    for number in (3, 4):
        sheet = book.create_sheet()
        sheet.append(("Commentaires", "Type", "Paragraphe"))
        sheet.append(("trop long", "réd", f"1.{number}"))
    found = read(saved(book)).findings
    assert [said(one)[:2] for one in found] == [("1.3", "trop long"), ("1.4", "trop long")]
    assert {one.type for one in found} == {CommentType.EDITORIAL}


def test_headings_in_another_script_are_told_by_their_order() -> None:
    (found,) = read(sheet_of(tuple("абвгдежз"), ("GH", "", "", "1.13", "ed", "длинно", "короче", ""))).findings
    assert said(found) == ("1.13", "длинно", "короче")


def test_a_note_on_a_cell_is_a_comment_on_the_place_of_its_row() -> None:
    def typed(sheet: Any) -> None:
        number = first_row(sheet)
        fill(sheet[number], paragraph="1.13", comment="In the row")
        sheet.cell(number, 6).comment = Comment("A Desk:\nIn a note", "A Desk")

    row, note = read(sheet_file(typed)).findings
    assert said(row)[:2] == ("1.13", "In the row")
    assert said(note)[:2] == ("1.13", "In a note") and note.source.subtype.startswith("note on cell F")
    assert "Desk" not in note.model_dump_json(exclude={"source": {"author"}})


def test_text_above_the_headings_is_quoted_in_a_warning() -> None:
    def typed(sheet: Any) -> None:
        sheet.cell(1, 8).value = "We also ask for more time"
        fill(sheet[first_row(sheet)], paragraph="1.13", comment="x")

    returned = read(sheet_file(typed))
    assert len(returned.findings) == 1
    assert [one for one in returned.warnings if "“We also ask for more time”" in one]


def test_a_file_without_the_form_is_said_to_hold_no_comments() -> None:
    book = openpyxl.Workbook()
    book.active.append(("a budget", 1, 2))
    returned = read(saved(book))
    assert not returned.findings and any(one.startswith("NO COMMENTS") for one in returned.warnings)


@pytest.mark.parametrize("name", ["entity", "entity elsewhere", "cut", "no sheet", "broken", "far row"])
def test_a_file_made_to_do_harm_is_refused_in_a_line_or_read_within_bounds(name: str) -> None:
    form = sheet_file(lambda _: None)
    content = part(form, SHEET)
    entity = b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 50 + b'"><!ENTITY b "&a;&a;">]>'
    far = content.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    data = {
        "entity": lambda: with_parts(form, {SHEET: entity + content}),
        "entity elsewhere": lambda: with_parts(form, {STYLES: entity + part(form, STYLES)}),
        "cut": lambda: form[: len(form) // 2],
        "no sheet": lambda: with_parts(form, {"xl/workbook.xml": b"<workbook/>"}),
        "broken": lambda: with_parts(form, {SHEET: content[:-30]}),
        "far row": lambda: with_parts(form, {SHEET: far}),
    }[name]()
    try:
        returned = read(data)
    except Trouble as trouble:
        (problem,) = trouble.problems
        assert "\n" not in problem.message and "; " in problem.message
    else:
        assert name in ("far row", "no sheet") and not returned.findings
