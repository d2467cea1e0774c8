"""The blank forms that go out, and the filled ones with the observations."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from forms_sample import GHANA, draft, part
from hand_made import config_of, make

from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.ledger import Ledger, LedgerFields
from focalpoint.review.forms.form_content import comments_sheet, comments_word, sheet_form, word_form
from focalpoint.review.forms.read_sheet import read_sheet
from focalpoint.review.forms.read_word import read_word


@pytest.mark.parametrize("form", [word_form, sheet_form])
def test_a_blank_form_names_its_draft_in_sight_and_out_of_sight_and_is_the_same_each_time(form: Any) -> None:
    data = form(draft(), GHANA)
    assert data == form(draft(), GHANA)
    id = draft().fields.id.encode()
    assert id in part(data, "docProps/custom.xml") and id in part(data, "docProps/core.xml")
    with ZipFile(BytesIO(data)) as opened:
        assert {one.date_time for one in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        shown = [
            name for name in opened.namelist() if name.startswith(("word/document", "word/footer", "xl/s", "xl/w"))
        ]
        assert sum(opened.read(name).count(id) for name in shown) >= 2
        assert b"en-GB" in opened.read("docProps/core.xml")


def test_the_word_form_is_a_landscape_page_with_repeated_headings_and_a_choice_of_types() -> None:
    document = docx.Document(BytesIO(word_form(draft(), GHANA)))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    table = document.tables[-1]
    assert len(table.rows) == 20 + 1
    assert table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None
    choices = [one.get(qn("w:displayText")) for one in table._tbl.tr_lst[1].iter(qn("w:listItem"))]
    assert choices == ["ge general", "te substantive", "ed editorial", "tr translation"]
    assert sum(column.width.mm for column in table.columns) == pytest.approx(267, abs=1)
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert "Comments of: Ghana (GH)" in [paragraph.text for paragraph in document.paragraphs]


def test_the_sheet_form_offers_types_keeps_text_as_typed_and_prints_on_a_landscape_page() -> None:
    sheet = openpyxl.load_workbook(BytesIO(sheet_form(draft(), None))).active
    (offered,) = sheet.data_validations.dataValidation
    assert offered.formula1 == '"ge general,te substantive,ed editorial,tr translation"'
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    head = int(sheet.print_title_rows.strip("$").split(":")[0])
    assert sheet.cell(head, 6).value == "Comments" and sheet.freeze_panes == f"A{head + 1}"
    assert all(cell.number_format == "@" for cell in sheet[head + 1])
    assert sheet.max_row == head + 20


def test_the_word_form_can_be_heard_heading_title_language_and_one_table_whose_columns_keep_their_widths() -> None:
    document = docx.Document(BytesIO(word_form(draft(), GHANA)))
    title = document.core_properties.title
    assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == [title]
    (table,) = document.tables
    caption, look = (table._tbl.tblPr.find(qn(f"w:{name}")) for name in ("tblCaption", "tblLook"))
    assert caption.get(qn("w:val")) == title and int(look.get(qn("w:val")), 16) & 0x20
    grid = [round(column.w.mm) for column in table._tbl.tblGrid]
    assert grid == [round(cell.width.mm) for cell in table._tbl.tr_lst[1].tc_lst] and len(set(grid)) > 3


def test_a_row_of_the_sheet_grows_with_what_is_typed_into_it_and_shows_all_that_it_holds() -> None:
    blank, full = sheet_form(draft(), None), comments_sheet(config(), draft(), ledgers(observation="Reasons. " * 60))
    for data in (blank, full):
        words = part(data, "xl/worksheets/sheet1.xml")
        assert b" ht=" in words and b"customHeight" not in words
    sheet = openpyxl.load_workbook(BytesIO(full)).active
    heights = {row[0].value: sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows()}
    assert heights["GH\nGH-002"] < 40 < 200 < heights["GH\nGH-001"]


def ledgers(observation: str = "The term is that of 2005.") -> tuple[Ledger, ...]:
    """Comments of two members, some decided, one that is made to be reckoned by Excel."""
    block = make().map.by_id["b17"]
    place = {"block": "b17", "paragraph": "1.13", "printed_line": block.lines[0].number, "start": 0, "end": 11}
    early = {"block": "b2", "paragraph": "1.2", "start": 5, "end": 5}
    came: dict[str, Any] = {"received": date(2026, 3, 2), "channel": "pdf", "confidence": "exact"}
    quote = {"exact": "Every State", "prefix": "", "suffix": " has"}
    decided = {"disposition": "not-accepted", "observation": observation}
    evil = '=HYPERLINK("http://x","y")\x07\x1b'
    ghana = (
        Comment(
            id="GH-001",
            mark="replace",
            proposed_change="Each State",
            place={**place, "quote": quote},
            **decided,
            **came,
        ),
        Comment(id="GH-002", comment=evil, proposed_change="@SUM(1)", **came),
        Comment(id="GH-003", comment="-1 or \tmore", withdrawn_on=date(2026, 3, 4), **came),
    )
    insert = {**early, "quote": {"exact": "", "prefix": "of many ", "suffix": "words"}}
    peru = (
        Comment(id="PE-001", mark="insert", proposed_change="ماء", place=insert, **came),
        Comment(id="PE-002", comment="Same", duplicate_of="GH-001", place={**place, "start": 3}, **came),
    )
    return tuple(
        Ledger(LedgerFields(draft=1, draft_sha256="b" * 64, member=member, comments=comments), f"{member}.yaml", "")
        for member, comments in (("GH", ghana), ("PE", peru))
    )


def config() -> Config:
    return config_of(draft().folder.parent.parent.parent)


def test_the_filled_sheet_is_in_the_order_of_the_manual_and_reckons_nothing() -> None:
    data = comments_sheet(config(), draft(), ledgers())
    assert data == comments_sheet(config(), draft(), ledgers())
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"} and b"<f>" not in part(data, "xl/worksheets/sheet1.xml")
    head = next(row[0].row for row in sheet.iter_rows() if row[5].value == "Comments")
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
    assert [row[0].split("\n")[1] for row in rows] == ["PE-001", "GH-001", "PE-002", "GH-002", "GH-003"]
    assert rows[0][6] == "Insert “ماء” after “…of many ”"
    assert rows[1][6] == "Replace “Every State” with “Each State”"
    assert rows[1][7] == "Not accepted.\nThe term is that of 2005."
    assert rows[2][7] == "See GH-001, which says the same."
    evil = sheet.cell(head + 4, 6)
    assert evil.value.startswith("=HYPERLINK(") and evil.quotePrefix and "\x07" not in evil.value
    assert "[" in evil.value and sheet.cell(head + 4, 7).quotePrefix
    assert rows[4][7] == "Withdrawn on 4 March 2026."
    assert "Handling: TLP:GREEN" in {cell.value for cell in cells}


def test_the_filled_word_file_holds_the_same_and_sets_arabic_from_right_to_left() -> None:
    data = comments_word(config(), draft(), ledgers())
    table = docx.Document(BytesIO(data)).tables[-1]
    assert len(table.rows) == 6
    words = table._tbl.xpath("string(.)")
    assert "Replace “Every State” with “Each State”" in words and "\x07" not in words
    assert data == comments_word(config(), draft(), ledgers())


def test_the_filled_files_are_read_back_with_every_comment() -> None:
    for data, read in (
        (comments_sheet(config(), draft(), ledgers()), read_sheet),
        (comments_word(config(), draft(), ledgers()), read_word),
    ):
        returned = read(data, (draft(),))
        assert returned.draft == 1 and len(returned.findings) == 5 and not returned.warnings


def test_comments_on_another_draft_are_left_out() -> None:
    (ghana, _) = ledgers()
    other = Ledger(ghana.fields.model_copy(update={"draft": 2}), ghana.path, "")
    sheet = openpyxl.load_workbook(BytesIO(comments_sheet(config(), draft(), (other,)))).active
    assert "GH-001" not in str([cell.value for row in sheet.iter_rows() for cell in row])
