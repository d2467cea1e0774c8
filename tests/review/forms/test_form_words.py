"""Every word of a returned form is entered, ours, left out with its place, or told; the numbers add up."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from forms_sample import HEADINGS, draft, fill, part, rows_of, saved, sheet_file, with_parts, word_file
from hypothesis import given, settings
from hypothesis import strategies as st

from focalpoint.content.rounds.returned import LeftOutKind, Returned
from focalpoint.review.forms.read_csv import is_csv, read_csv
from focalpoint.review.forms.read_sheet import read_sheet
from focalpoint.review.forms.read_word import read_word
from focalpoint.review.letters.read_letter import is_text

WORDS = re.compile(r"\w+")
SHEET = "xl/worksheets/sheet1.xml"


def kinds(returned: Returned) -> dict[str, list[str]]:
    """The places of what was left out, by kind, without our own words."""
    assert returned.count.missing == 0 and returned.count.words > 0
    return {kind.name: places for kind, _, places in returned.count.by_kind() if kind is not LeftOutKind.OURS}


def comments(returned: Returned) -> list[tuple[str, str, str]]:
    return [(one.place.paragraph, one.comment, one.proposed_change) for one in returned.findings]


def book(*rows: tuple[Any, ...]) -> Any:
    made = openpyxl.Workbook()
    for row in ((draft().fields.id,), *rows):
        made.active.append(row)
    return made


TEXTS = st.lists(st.sampled_from(["", "", "1.3", "Too vague", "ed", "12", "1.3 and 1.4", "we object", "x"]), max_size=9)


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXTS, max_size=6), st.booleans())
def test_no_word_of_a_random_table_is_lost(rows: list[list[str]], headed: bool) -> None:
    table = [tuple(row) for row in rows]
    numbered = [tuple(f"{cell} w{n}x{m}" if cell else "" for m, cell in enumerate(row)) for n, row in enumerate(table)]
    returned = read_sheet(saved(book(*((HEADINGS,) if headed else ()), *numbered)), (draft(),))
    assert returned.count.missing == 0
    kept = " ".join(
        [
            *(f"{one.comment} {one.proposed_change} {one.source.cited} {one.member}" for one in returned.findings),
            *returned.warnings,
        ]
    )
    places = {place for _, _, places in returned.count.by_kind() for place in places}
    for n, row in enumerate(numbered):
        said = set(WORDS.findall(" ".join(row)))
        lost = {word for word in said if word not in WORDS.findall(kept)} - {"ed"}
        number = n + 2 + headed
        assert not lost or any(place.startswith(f"row {number}") for place in places), (lost, kept)


def test_hidden_rows_columns_and_sheets_are_left_out_and_told() -> None:
    made = book(HEADINGS, *(("", "", "", f"1.{n}", "", f"Comment {n}", "", "") for n in (3, 4, 5)))
    made.active.row_dimensions[4].hidden = True
    made.active["J3"] = "Hidden column"
    made.active.column_dimensions["J"].hidden = True
    secret = made.create_sheet("Internal")
    secret.append(HEADINGS)
    secret.append(("", "", "", "1.6", "", "Not for you"))
    secret.sheet_state = "hidden"
    returned = read_sheet(saved(made), (draft(),))
    assert comments(returned) == [("1.3", "Comment 3", ""), ("1.5", "Comment 5", "")]
    assert kinds(returned) == {"HIDDEN": ["row 3, hidden column", "row 4", "sheet 2"]}
    assert any("LEFT OUT, hidden in the file: row 3, hidden column, row 4, sheet 2" in one for one in returned.warnings)
    assert not any("Not for you" in one for one in returned.warnings)


def test_what_is_beyond_a_limit_is_told() -> None:
    made = book(HEADINGS, ("", "", "", "1.3", "", "In"))
    made.active["F5003"] = "Far below"
    made.active["AZ3"] = "Far aside"
    for _ in range(21):
        made.create_sheet()
    told = " ".join(read_sheet(saved(made), (draft(),)).warnings)
    assert "NOT READ: 2 sheets after sheet 20" in told and "NOT READ: sheet 1, 2 cells after row 5000" in told


def test_texts_of_headers_and_drawn_boxes_are_told() -> None:
    made = book(HEADINGS, ("", "", "", "1.3", "", "In"))
    made.active.oddHeader.center.text = "Agreed with the capital"
    returned = read_sheet(saved(made), (draft(),))
    assert any("“Agreed with the capital” (header or footer)" in one for one in returned.warnings)
    assert kinds(returned) == {"UNREAD": ["header or footer"]}


def test_words_in_the_column_of_a_place_are_the_comment_where_there_is_no_other() -> None:
    returned = read_sheet(saved(book(HEADINGS, ("", "Too vague by far", "", "1.3", "", "", "", ""))), (draft(),))
    assert comments(returned) == [("1.3", "Too vague by far", "")]


def test_the_last_column_beside_a_full_comment_is_told() -> None:
    returned = read_sheet(saved(book(HEADINGS, ("", "", "", "1.3", "", "One", "", "Two also"))), (draft(),))
    assert comments(returned) == [("1.3", "One", "")]
    assert any("“Two also” (row 3, last column)" in one for one in returned.warnings)
    assert kinds(returned) == {"UNREAD": ["row 3, last column"]}


def test_a_formula_is_its_stored_value() -> None:
    data = saved(book(HEADINGS, ("", "", "", "1.3", "", '=CONCATENATE("a","b")', "", "")))
    cells = part(data, SHEET).replace(b"</f><v/>", b"</f><v>ab</v>").replace(b"</f><v></v>", b"</f><v>ab</v>")
    assert b"<v>ab</v>" in cells
    stored = re.sub(rb'(<c r="F3")', rb'\1 t="str"', cells)
    assert comments(read_sheet(with_parts(data, {SHEET: stored}), (draft(),))) == [("1.3", "ab", "")]


def test_line_ends_that_excel_wrote_as_codes_are_line_ends() -> None:
    data = saved(book(HEADINGS, ("", "", "", "1.3", "", "One_x000D_\nTwo", "", "")))
    assert comments(read_sheet(data, (draft(),)))[0][1].split() == ["One", "Two"]


def test_the_digits_of_a_notes_box_are_no_words() -> None:
    def typed(sheet: Any) -> None:
        number = 1 + next(row[0].row for row in sheet.iter_rows() if row[5].value == "Comments")
        fill(sheet[number], paragraph="1.13", comment="In the row")
        sheet.cell(number, 6).comment = openpyxl.comments.Comment("In a note", "Desk")

    data = sheet_file(typed)
    name = next(one for one in ("xl/comments/comment1.xml", "xl/comments1.xml") if one in _names(data))
    anchor = b"</text><extra><from>110</from><to>227741</to></extra>"
    changed = with_parts(data, {name: part(data, name).replace(b"</text>", anchor)})
    assert [one.comment for one in read_sheet(changed, (draft(),)).findings] == ["In the row", "In a note"]


def _names(data: bytes) -> list[str]:
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as opened:
        return opened.namelist()


def test_heads_in_two_rows_and_tables_of_four_languages_are_read() -> None:
    for headings in (
        ("Reference", "Remark", "New wording"),
        ("Lieu", "Remarque", "Modification proposée"),
        ("Referencia", "Observación", "Texto propuesto"),
        ("Fundstelle", "Anmerkung", "Änderungsvorschlag"),
    ):
        returned = read_sheet(saved(book(headings, ("para. 1.3", "Too long", "Shorter"))), (draft(),))
        assert comments(returned) == [("1.3", "Too long", "Shorter")], headings
    kind = read_sheet(saved(book(("Nr.", "Absatz", "Art", "Kommentar"), (1, "1.3", "te", "Zu lang"))), (draft(),))
    assert comments(kind) == [("1.3", "Zu lang", "")] and kind.findings[0].type == "te"
    two = (
        ("Where", "", "What we say", ""),
        ("Para", "Line", "Comment", "Proposed change"),
        ("1.3", "", "Long", "Short"),
    )
    assert comments(read_sheet(saved(book(*two)), (draft(),))) == [("1.3", "Long", "Short")]
    table = read_sheet(saved(book(("Table", "Comment"), ("1.1", "No such table"))), (draft(),))
    assert table.findings[0].source.cited == "paragraph Table 1.1" and table.findings[0].confidence != "exact"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_table_of_text_is_read_with_any_separator_and_in_any_encoding(separator: str, encoding: str) -> None:
    lines = (
        draft().fields.id,
        separator.join(("Paragraph", "Type", "Comment", "Proposed change")),
        separator.join(("1.3", "te", '"Trop tranché, ou trop; ""dur"" – encore"', "plus doux")),
        separator.join(("1.4", "", "“Oui”", "")),
    )
    data = "\r\n".join(lines).encode(encoding)
    assert is_csv(data)
    returned = read_csv(data, (draft(),))
    assert comments(returned) == [
        ("1.3", 'Trop tranché, ou trop; "dur" – encore', "plus doux"),
        ("1.4", "“Oui”", ""),
    ]
    assert kinds(returned) == {} and returned.draft == 1


def test_a_letter_with_commas_is_no_table() -> None:
    for text in (
        "Dear colleagues, our comments follow.\nPara 1.3: too long, and vague\n",
        "Section 2, comments of Oz\nPara 1.3, line 4: too long\n",
        "Comments; proposals\n\nPara 1.3: too long",
    ):
        assert not is_csv(text.encode()) and is_text(text.encode())


def word(*paragraphs: str) -> Any:
    document = docx.Document()
    for text in (draft().fields.id, *paragraphs):
        document.add_paragraph(text)
    return document


def test_hidden_words_headers_and_notes_of_a_word_form_are_told() -> None:
    def typed(document: Any) -> None:
        rows = rows_of(document.tables[-1])
        fill(rows[1], paragraph="1.13", comment="We agree. ")
        rows[1][5].paragraphs[0].add_run("Do not send this.").font.hidden = True
        document.sections[0].header.paragraphs[0].text = "A word of the Minister"
        document.add_paragraph("And a closing word")

    returned = read_word(word_file(typed), (draft(),))
    assert comments(returned) == [("1.13", "We agree.", "")]
    assert kinds(returned)["HIDDEN"] == ["row 1"] and "header" in kinds(returned)["UNREAD"]
    told = " ".join(returned.warnings)
    assert "Do not send" not in told and "“A word of the Minister” (header)" in told and "“And a closing word”" in told


def test_deleted_rows_and_withdrawn_comments_are_left_out_and_told() -> None:
    def typed(document: Any) -> None:
        rows = rows_of(document.tables[-1])
        fill(rows[1], paragraph="1.3", comment="A deleted row")
        rows[1][0]._tc.getparent().get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="4" w:author="x"/>'))
        fill(rows[2], paragraph="1.13")
        rows[2][5].paragraphs[0].add_run("Withdrawn by the capital").font.double_strike = True
        fill(rows[3], paragraph="1.4", comment="Stays")

    returned = read_word(word_file(typed), (draft(),))
    assert comments(returned) == [("1.4", "Stays", "")]
    assert kinds(returned)["STRUCK"] == ["deleted row after row 0", "row 1"]
    assert any("LEFT OUT, struck through or deleted" in one for one in returned.warnings)


def test_the_sender_is_read_from_the_head_and_members_from_their_column() -> None:
    made = book(("Country:", "Sylvania"), HEADINGS, ("XB", "", "", "1.3", "", "One"))
    returned = read_sheet(saved(made), (draft(),))
    assert returned.senders == ("Country:: Sylvania",) and returned.findings[0].member == "XB"
    form = read_word(word_file(lambda document: fill(rows_of(document.tables[-1])[1], comment="x")), (draft(),))
    assert "Comments of: Ghana (GH)" in form.senders
