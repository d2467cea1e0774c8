"""A template, blank or filled, as a Word file."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.enum.section import WD_ORIENT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm, Pt

from focalpoint.content.text.display_text import paragraphs
from focalpoint.review.forms.template import CHOICES, COLUMNS, HEAD, MARGIN, PAGE, PROPERTY, WASH, Form, Row
from focalpoint.review.forms.word_file import add_table, add_words, element, saved, set_page, set_type, word_file

SIZE, AFTER, HEADING = 9.5, 3, 15
"""Points of the text, of the space after a paragraph, and of the heading."""
ROW_HEIGHT = Mm(11)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What every property that is not one of Office's own carries."""


def word_of(form: Form) -> bytes:
    """The template as a Word file, the same bytes for the same template."""
    fields = form.draft.fields
    document = word_file(form.title, form.moment, subject=fields.title, keywords=fields.id)
    _name_draft(document, fields.id)
    set_page(document, PAGE, MARGIN, form.foot)
    document.sections[0].orientation = WD_ORIENT.LANDSCAPE
    set_type(document, SIZE, AFTER, {"Heading 1": HEADING})
    document.add_heading(form.title, 1)
    for label, said in form.facts:
        _add_fact(document.add_paragraph(), label, " ".join(paragraphs(said)))
    for line in form.guide:
        document.add_paragraph(line)
    _add_rows(document, form)
    return saved(document, form.moment)


def _name_draft(document: Any, id: str) -> None:
    """The draft's id as a property of the file, beside its keywords."""
    data = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes"><property fmtid="{_FORMAT_ID}" pid="2" name="{PROPERTY}">'
        f"<vt:lpwstr>{escape(id)}</vt:lpwstr></property></Properties>"
    )
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    package = document.part.package
    package.relate_to(
        Part(PackURI("/docProps/custom.xml"), kind, data.encode(), package),
        f"{_OFFICE}/relationships/custom-properties",
    )


def _add_fact(paragraph: Any, label: str, said: str) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.add_run(f"{label}: ").bold = True
    add_words(paragraph._p, said)


def _add_rows(document: Any, form: Form) -> None:
    """The table, whose headings are repeated on each page."""
    document.paragraphs[-1].paragraph_format.space_after = Pt(2 * AFTER)
    table = add_table(document, len(form.rows) + 1, form.widths, form.title, heads=1)
    head, *others = table._tbl.tr_lst
    for cell, column in zip(head.tc_lst, COLUMNS, strict=True):
        _tint(cell, HEAD)
        run = cell.p_lst[0].add_r()
        run.text = column.title
        run.get_or_add_rPr().append(element("b"))
        run.rPr.append(element('color w:val="FFFFFF"'))
    for row, said in zip(others, form.rows, strict=True):
        _fill_row(row, said, form.open)


def _tint(cell: Any, tint: str) -> None:
    cell.get_or_add_tcPr().append(element(f'shd w:val="clear" w:color="auto" w:fill="{tint}"'))


def _fill_row(row: Any, said: Row, is_open: bool) -> None:
    row.trHeight_val = ROW_HEIGHT
    for cell, column in zip(row.tc_lst, COLUMNS, strict=True):
        if is_open and column.field == "observation":
            _tint(cell, WASH)
        if is_open and column.field == "type":
            cell.p_lst[0].append(_choice())
        else:
            _write(cell, getattr(said, column.field))


def _write(cell: Any, words: str) -> None:
    for place, line in enumerate(paragraphs(words)):
        add_words(cell.add_p() if place else cell.p_lst[0], line)


def _choice() -> Any:
    """A list of the types to choose from, which shows that nothing is chosen yet."""
    items = "".join(f'<w:listItem w:displayText="{one}" w:value="{one[:2]}"/>' for one in CHOICES)
    return element(
        "sdt",
        f'<w:sdtPr><w:alias w:val="Type of comment"/><w:showingPlcHdr/><w:dropDownList>{items}</w:dropDownList>'
        '</w:sdtPr><w:sdtContent><w:r><w:rPr><w:color w:val="5F6B73"/></w:rPr><w:t>choose</w:t></w:r></w:sdtContent>',
    )
