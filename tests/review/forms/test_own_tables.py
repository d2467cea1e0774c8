"""Tables that officials write themselves: in Russian, Arabic and Chinese, by member, beside the draft's text."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from hand_made import Made
from invented_draft import invented_map

from focalpoint.content.rounds.comments import Mark
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import LeftOutKind, Returned
from focalpoint.review.forms.read_csv import is_csv, read_csv
from focalpoint.review.forms.read_sheet import read_sheet
from focalpoint.review.forms.read_word import read_word

BOX = (
    '<w:r {ns} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:drawing><wps:wsp>'
    "<wps:txbx><w:txbxContent><w:p><w:r><w:t>Para 3.1: words in a box.</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
    "</wps:wsp></w:drawing></w:r>"
)


@cache
def draft() -> Draft:
    return Made(b"", invented_map()).archive(Path(mkdtemp()))


def sheet(*rows: list[Any]) -> Returned:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return read_sheet(saved(book), (draft(),), 1)


def word(document: Any) -> Returned:
    said = read_word(saved(document), (draft(),), 1)
    assert said.count.missing == 0, said.count
    return said


def saved(made: Any) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "rows",
    [
        (["№", "Пункт", "Замечание", "Предлагаемая редакция"], [1, "п. 1.2", "часы", "ночью"], [2, "3.1", "мягче", ""]),
        (["الفقرة", "التعليق", "التغيير المقترح"], ["١٫٢", "الساعات", "ليلا"], ["٣.١", "خفف", ""]),
        (["段落", "意见", "修改建议"], ["１．２", "时间", "夜间"], ["第3.1段", "修改", ""]),
    ],
)
def test_headings_and_digits_of_other_scripts_are_read(rows: tuple[list[Any], ...]) -> None:
    found = sheet(*rows).findings
    assert [(one.place.paragraph, one.comment, one.confidence) for one in found] == [
        ("1.2", rows[1][-2], "exact"),
        ("3.1", rows[2][-2], "exact"),
    ]
    assert found[0].proposed_change == rows[1][-1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_a_russian_table_of_text_in_any_encoding(encoding: str) -> None:
    data = "Пункт;Замечание;Предложение\n1.2;Указать часы;\n3.1;Смягчить;\n".encode(encoding)
    assert is_csv(data)
    assert [one.comment for one in read_csv(data, (draft(),), 1).findings] == ["Указать часы", "Смягчить"]


def test_a_row_with_a_name_alone_is_a_heading_of_the_rows_below() -> None:
    said = sheet(["Paragraph", "Comment"], ["Freedonia", ""], ["1.2", "hours"], ["Oz", ""], ["3.1", "soften"])
    assert [one.headed[1:] for one in said.findings] == [("Freedonia",), ("Freedonia", "Oz")]
    assert [one.place for one in said.count.left_out if one.kind is LeftOutKind.HEADING] == ["row 2", "row 4"]
    assert said.count.missing == 0 and said.warnings == ()


def test_a_table_with_the_drafts_text_beside_the_comments() -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    text = next(block.text for block in invented_map().blocks if block.paragraph == "1.2" and block.numbered)
    for row in (("Draft text", "Comments"), (f"1.2 {text}", "Say the hours.")):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    (one,) = word(document).findings
    assert (one.comment, one.place.paragraph) == ("Say the hours.", "1.2")


def test_words_in_a_box_are_not_of_the_paragraph_that_holds_the_box() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Para 1.2: see the box.")
    paragraph._p.append(parse_xml(BOX.format(ns=nsdecls("w"))))
    assert [(one.place.paragraph, one.comment) for one in word(document).findings] == [
        ("1.2", "see the box."),
        ("3.1", "words in a box."),
    ]


def test_a_paragraph_of_the_draft_with_coloured_words_in_a_letter_is_compared_with_the_draft() -> None:
    text = next(block.text for block in invented_map().blocks if block.paragraph == "2.1" and block.numbered)
    first, _, rest = text.partition(" goes on")
    document = docx.Document()
    document.add_paragraph("Comments of Oz on draft 1")
    paragraph = document.add_paragraph(f"{first} ")
    paragraph.add_run("goes on").font.strike = True
    new = paragraph.add_run(" lives on")
    new.font.color.rgb = RGBColor(255, 0, 0)
    paragraph.add_run(rest)
    (one,) = word(document).findings
    assert (one.mark, one.place.paragraph, one.proposed_change) == (Mark.REPLACE, "2.1", "lives")
    assert one.place.quote is not None and one.place.quote.exact == "goes"


def test_a_heading_of_a_letter_that_the_draft_has_too_is_still_said() -> None:
    document = docx.Document()
    for line in ("Para 1.2: shorten.", "Chapter 2", "Paragraph 1: soften.", "Words", "The list lacks “deputy”."):
        document.add_paragraph(line)
    said = word(document)
    assert [one.source.cited for one in said.findings][:2] == ["Para 1.2", "Chapter 2, Paragraph 1"]
    assert not [one for one in said.count.left_out if one.kind is LeftOutKind.OURS]


def test_struck_words_of_a_letter_are_shown_as_struck() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Para 1.2: the list is ")
    paragraph.add_run("short").font.strike = True
    paragraph.add_run(" long")
    assert [one.comment for one in word(document).findings] == ["the list is [struck out: short] long"]
