"""Comment forms that come back as Word files, however they were filled in."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from forms_sample import HEADINGS, draft, fill, part, rows_of, saved, table_of, word_file
from hand_made import make

from focalpoint.content.rounds.comments import CommentType, Confidence, Mark
from focalpoint.content.rounds.returned import Finding, Returned
from focalpoint.review.forms.read_word import read_word


def read(data: bytes) -> Returned:
    return read_word(data, (draft(),))


def said(finding: Finding) -> tuple[str, str, str]:
    return finding.place.paragraph, finding.comment, finding.proposed_change


def test_our_own_form_filled_in_says_what_was_typed_and_nothing_else() -> None:
    def typed(document: Any) -> None:
        rows = rows_of(document.tables[-1])
        fill(rows[1], paragraph="1.13", type="ed", comment="Too long.", change="Shorter")
        fill(rows[3], section="1.2", paragraph="first item", type="Substantive", comment="Two\nlines")
        fill(rows[4], line=str(make().map.by_id["b2"].lines[1].number), comment="On a line")

    returned = read(word_file(typed))
    first, second, third = returned.findings
    assert (returned.draft, returned.warnings) == (1, ())
    assert said(first) == ("1.13", "Too long.", "Shorter")
    assert (first.mark, first.type, first.confidence) == (Mark.REPLACE, CommentType.EDITORIAL, Confidence.EXACT)
    assert first.source.subtype == "row 1" and first.source.sha256 == returned.sha256
    assert said(second) == ("1.2", "Two\nlines", "") and second.type is CommentType.SUBSTANTIVE
    assert (second.mark, third.place.block, third.comment) == (Mark.NOTE, "b2", "On a line")


def test_the_blank_form_says_loudly_that_it_is_blank() -> None:
    returned = read(word_file(lambda _: None))
    assert returned.draft == 1 and not returned.findings
    assert len(returned.warnings) == 1 and returned.warnings[0].startswith("NO COMMENTS")


def test_a_form_whose_identity_stands_in_its_properties_alone() -> None:
    def cut(document: Any) -> None:
        for paragraph in document.paragraphs:
            paragraph.clear()
        document.sections[0].footer.paragraphs[0].clear()

    data = word_file(cut)
    assert draft().fields.id.encode() not in part(data, "word/document.xml")
    assert read(data).draft == 1


@pytest.mark.parametrize(
    "headings",
    [
        ("Paragraph", "Comment (justification for change)", "Proposed change", "Type"),
        ("Paragraphe", "Commentaires", "Proposition de changement", "Type de commentaire"),
        ("Párrafo", "Comentarios", "Cambio propuesto", "Tipo"),
        ("Absatz", "Kommentar", "Vorschlag", "Typ"),
    ],
)
def test_columns_are_found_by_their_headings_in_any_order(headings: tuple[str, ...]) -> None:
    for order in ((0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)):
        row = ("1.13", "Too long", "Shorter", "ed")
        data = table_of(tuple(headings[at] for at in order), tuple(row[at] for at in order))
        (found,) = read(data).findings
        assert (said(found), found.type) == (("1.13", "Too long", "Shorter"), CommentType.EDITORIAL)


def test_the_headings_of_iso_are_read() -> None:
    row = ("GH", "", "1", "1.13", "te", "Too long", "Shorter", "Agreed")
    (found,) = read(table_of(HEADINGS, row)).findings
    assert said(found) == ("1.13", "Too long", "Shorter")


@pytest.mark.parametrize(
    "headings", [("العضو", "السطر", "البند", "الفقرة", "النوع", "التعليق", "الاقتراح", "الأمانة"), ("",) * 8]
)
def test_columns_with_headings_that_cannot_be_read_are_told_by_their_order(headings: tuple[str, ...]) -> None:
    (found,) = read(table_of(headings, ("GH", "", "", "1.13", "ed", "طويل جدا", "أقصر", ""))).findings
    assert said(found) == ("1.13", "طويل جدا", "أقصر")


def test_some_headings_translated_are_told_by_their_place() -> None:
    headings = ("MB", "Rivi", "Kohta", "Paragraph", "Type", "Comment", "Ehdotus", "Secretariat")
    (found,) = read(table_of(headings, ("GH", "", "", "1.13", "", "Too long", "Shorter", ""))).findings
    assert said(found) == ("1.13", "Too long", "Shorter")


def test_a_column_of_their_own_is_kept_with_the_comment() -> None:
    headings = (
        "Paragraph",
        "Type",
        "Comment",
        "Ministry that says so",
        "Proposed change",
        "Extra",
        "More",
        "Most",
        "x",
    )
    (found,) = read(table_of(headings, ("1.13", "", "Too long", "Defence", "", "", "", "", ""))).findings
    assert found.comment == "Too long\nDefence"


def test_rows_above_the_headings_and_texts_around_the_table_are_quoted_in_a_warning() -> None:
    data = table_of(
        ("General remark of the Ministry on everything", "", ""),
        ("Paragraph", "Comment", "Proposed change"),
        ("1.13", "Too long", ""),
        before="We ask for " + "a longer period " * 20 + draft().fields.id,
    )
    returned = read(data)
    assert [said(one) for one in returned.findings] == [("1.13", "Too long", "")]
    assert any("“We ask for a longer" in one and "…”" in one for one in returned.warnings)
    assert any("“General remark of the Ministry on everything”" in one for one in returned.warnings)


def test_several_tables_are_all_read_and_headings_repeated_in_one_are_no_comment() -> None:
    document = docx.Document()
    for number in (3, 4):
        table = document.add_table(4, 3)
        words = (HEADINGS[3], HEADINGS[5], HEADINGS[6])
        for cells, texts in zip(
            rows_of(table), (words, (f"1.{number}", "a", ""), words, ("1.13", "b", "")), strict=True
        ):
            for cell, text in zip(cells, texts, strict=True):
                cell.text = text
        document.add_paragraph()
    document.add_paragraph(draft().fields.id)
    assert [said(one)[:2] for one in read(saved(document)).findings] == [
        *(("1.3", "a"), ("1.13", "b"), ("1.4", "a"), ("1.13", "b"))
    ]


def test_a_merged_cell_counts_for_each_row_that_it_spans() -> None:
    def typed(document: Any) -> None:
        table = document.tables[-1]
        rows = rows_of(table)
        rows[1][3].merge(rows[2][3])
        fill(rows_of(table)[1], paragraph="1.13", comment="One")
        fill(rows_of(table)[2], comment="Two")
        rows[4][5].merge(rows[4][6])
        fill(rows_of(table)[4], paragraph="1.3", comment="Across")

    found = read(word_file(typed)).findings
    assert [said(one) for one in found] == [("1.13", "One", ""), ("1.13", "Two", ""), ("1.3", "Across", "")]


def test_a_type_that_was_chosen_counts_also_where_its_field_says_that_it_still_asks() -> None:
    def typed(document: Any) -> None:
        row = rows_of(document.tables[-1])[1]
        next(row[4]._tc.iter("{*}t")).text = "ed editorial"
        fill(row, paragraph="1.13", comment="Two")

    (found,) = read(word_file(typed)).findings
    assert found.type is CommentType.EDITORIAL


def test_tracked_changes_are_read_as_the_final_text() -> None:
    def typed(document: Any) -> None:
        rows = rows_of(document.tables[-1])
        fill(rows[1], paragraph="1.13")
        run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
        gone = "<w:r><w:delText>gone</w:delText></w:r>"
        rows[1][5].paragraphs[0]._p.append(
            parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="x">{run.format("Kept ")}</w:ins>')
        )
        rows[1][5].paragraphs[0]._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="x">{gone}</w:del>'))
        rows[1][5].paragraphs[0]._p.append(
            parse_xml(f'<w:moveFrom {nsdecls("w")} w:id="3">{run.format("left")}</w:moveFrom>')
        )
        rows[1][5].paragraphs[0].add_run("words")
        fill(rows[2], paragraph="1.3", comment="A deleted row")
        rows[2][0]._tc.getparent().get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="4" w:author="x"/>'))

    assert [said(one)[:2] for one in read(word_file(typed)).findings] == [("1.13", "Kept words")]


def test_comments_in_the_margin_are_comments_too() -> None:
    def typed(document: Any) -> None:
        rows = rows_of(document.tables[-1])
        fill(rows[1], paragraph="1.13", comment="In the row")
        document.add_comment(rows[1][5].paragraphs[0].runs, text="In the margin of the row", author="desk")
        words = document.add_paragraph().add_run("A closing sentence of the draft")
        document.add_comment(words, text="On quoted words", author="desk")

    row, beside, quoted = read(word_file(typed)).findings
    assert said(row)[:2] == ("1.13", "In the row")
    assert said(beside)[:2] == ("1.13", "In the margin of the row")
    assert (beside.source.author, beside.source.subtype) == ("desk", "margin")
    assert said(quoted)[:2] == ("1.13", "On quoted words") and quoted.confidence is Confidence.FUZZY


def test_a_quoted_word_in_the_proposal_is_found_in_the_paragraph() -> None:
    data = table_of(("Paragraph", "Comment", "Proposed change"), ("1.13", "", "Replace “its own” with “their”"))
    (found,) = read(data).findings
    assert found.place.quote and found.place.quote.exact == "its own" and found.confidence is Confidence.EXACT
    absent = table_of(("Paragraph", "Comment", "Proposed change"), ("1.13", "", "Replace “never said” with “x”"))
    (found,) = read(absent).findings
    assert (found.place.paragraph, found.place.quote, found.confidence) == ("1.13", None, Confidence.FUZZY)


def test_words_in_the_column_of_a_place_are_not_lost_and_a_place_without_words_is_said() -> None:
    long = "We find that paragraph 1.13 says too little about the mandate."
    heads = ("Paragraph", "Comment", "Proposed change")
    returned = read(table_of(heads, (long, "", ""), ("1.3", "", "")))
    assert [said(one)[:2] for one in returned.findings] == [("1.13", long)]
    assert any("row 2 names a place and says nothing" in one for one in returned.warnings)


def test_a_word_file_without_a_table_is_read_as_a_letter() -> None:
    document = docx.Document()
    for line in ("Comments on draft 1", "Para 1.13: too long", "Para 1.3: too short"):
        document.add_paragraph(line)
    returned = read(saved(document))
    assert [said(one)[:2] for one in returned.findings] == [("1.13", "too long"), ("1.3", "too short")]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *((word, CommentType.EDITORIAL) for word in ("ed", "Editorial", "E", "rédactionnel", "Ed.", "forme")),
        *((word, CommentType.GENERAL) for word in ("ge", "general", "Général", "G", "what?")),
        *(
            (word, CommentType.SUBSTANTIVE)
            for word in ("te", "technical", "Technique", "substantive", "fond", "te substantive")
        ),
        *((word, CommentType.TRANSLATION) for word in ("tr", "traduction", "Translation")),
    ],
)
def test_the_type_is_read_as_people_write_it(written: str, kind: CommentType) -> None:
    (found,) = read(table_of(("Paragraph", "Type", "Comment"), ("1.13", written, "x"))).findings
    assert found.type is kind
    assert ("unknown-type" in found.source.flags) == (written == "what?")


def test_a_form_of_another_draft_keeps_its_words_without_a_place() -> None:
    returned = read(table_of(("Paragraph", "Comment", "Change"), ("1.13", "x", ""), before="draft-9-0123456789"))
    (found,) = returned.findings
    assert returned.draft == 0 and "not archived here" in returned.warnings[0]
    assert (found.confidence, found.source.cited) == (Confidence.UNPLACED, "paragraph 1.13")
