"""A template, blank or filled, as a Word file."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from focalpoint.content.sent_words import paragraphs
from focalpoint.review.office_file import settled
from focalpoint.review.template import (
    CHOICES,
    COLUMNS,
    HEAD,
    INK,
    LANGUAGE,
    MARGIN,
    PAGE,
    PROPERTY,
    RULE,
    WASH,
    Form,
    Row,
)

FACE, SIZE = "Calibri", Pt(9.5)
ROW_HEIGHT = Mm(11)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What every property that is not one of Office's own carries."""


def word_of(form: Form) -> bytes:
    """The template as a Word file, the same bytes for the same template."""
    document: Any = Document()
    _describe(document, form)
    _set_page(document, form)
    _set_style(document)
    document.add_heading(form.title, 1)
    _add_facts(document, form)
    for line in form.guide:
        document.add_paragraph(line)
    _add_rows(document, form)
    written = BytesIO()
    document.save(written)
    return settled(written.getvalue(), f"{form.moment:%Y-%m-%dT%H:%M:%SZ}")


def _describe(document: Any, form: Form) -> None:
    """What the file says of itself, with the draft's id in two places."""
    facts = document.core_properties
    facts.title, facts.subject, facts.keywords = form.title, form.draft.fields.title, form.draft.fields.id
    facts.author, facts.last_modified_by, facts.comments, facts.language = "", "", "", LANGUAGE
    facts.created = facts.modified = form.moment
    data = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes"><property fmtid="{_FORMAT_ID}" pid="2" name="{PROPERTY}">'
        f"<vt:lpwstr>{escape(form.draft.fields.id)}</vt:lpwstr></property></Properties>"
    )
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    package = document.part.package
    package.relate_to(
        Part(PackURI("/docProps/custom.xml"), kind, data.encode(), package),
        f"{_OFFICE}/relationships/custom-properties",
    )


def _set_page(document: Any, form: Form) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Mm, PAGE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.header_distance = section.footer_distance = Mm(8)
    foot = section.footer.paragraphs[0]
    foot.text = f"{form.foot} · "
    for kind in ("begin", "PAGE", "end"):
        run = foot.add_run()
        if kind == "PAGE":
            code = _element("instrText")
            code.text = kind
        else:
            code = _element("fldChar")
            code.set(qn("w:fldCharType"), kind)
        run._r.append(code)


def _set_style(document: Any) -> None:
    for name, size, colour in (("Normal", SIZE, INK), ("Heading 1", Pt(15), HEAD), ("Footer", Pt(8), INK)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FACE, size, RGBColor.from_string(colour)
        fonts = style.element.rPr.rFonts
        for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{key}"), None)
        fonts.set(qn("w:cs"), FACE)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(3)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _add_facts(document: Any, form: Form) -> None:
    """The facts of the head, three in a row."""
    across = 3
    table = document.add_table(-(-len(form.facts) // across), across)
    for place, (label, said) in enumerate(form.facts):
        paragraph = table.rows[place // across].cells[place % across].paragraphs[0]
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(" ".join(paragraphs(said)))
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _add_rows(document: Any, form: Form) -> None:
    """The table, whose headings are repeated on each page."""
    table = document.add_table(len(form.rows) + 1, len(COLUMNS))
    table.autofit = False
    properties = table._tbl.tblPr
    sides = "".join(map(_side, ("top", "left", "bottom", "right", "insideH", "insideV")))
    # Word minds the order of these elements.
    properties.find(qn("w:tblLayout")).addprevious(_element("tblBorders", sides))
    properties.append(_element(f'tblCaption w:val="{form.title}"'))
    for column, grid in zip(COLUMNS, table._tbl.tblGrid, strict=True):
        grid.w = Mm(column.width)
    head, *others = table._tbl.tr_lst
    head.get_or_add_trPr().append(_element("tblHeader"))
    for cell, column in zip(head.tc_lst, COLUMNS, strict=True):
        _fill_cell(cell, column.width, HEAD)
        run = cell.p_lst[0].add_r()
        run.text = column.title
        run.get_or_add_rPr().append(_element("b"))
        run.rPr.append(_element('color w:val="FFFFFF"'))
    for row, said in zip(others, form.rows, strict=True):
        _fill_row(row, said, form.open)


def _side(name: str) -> str:
    return f'<w:{name} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'


def _fill_cell(cell: Any, width: int, tint: str) -> None:
    cell.width = Mm(width)
    if tint:
        cell.get_or_add_tcPr().append(_element(f'shd w:val="clear" w:color="auto" w:fill="{tint}"'))


def _fill_row(row: Any, said: Row, is_open: bool) -> None:
    row.get_or_add_trPr().append(_element("cantSplit"))
    row.trHeight_val = ROW_HEIGHT
    for cell, column in zip(row.tc_lst, COLUMNS, strict=True):
        _fill_cell(cell, column.width, WASH if is_open and column.field == "observation" else "")
        if is_open and column.field == "type":
            cell.p_lst[0].append(_choice())
        else:
            _write(cell, getattr(said, column.field))


def _write(cell: Any, words: str) -> None:
    """The words in a cell, those of a script that runs from right to left in its direction."""
    for place, line in enumerate(paragraphs(words)):
        paragraph = cell.add_p() if place else cell.p_lst[0]
        run = paragraph.add_r()
        run.text = line
        if _runs_left(line):
            paragraph.get_or_add_pPr().append(_element("bidi"))
            run.get_or_add_rPr().append(_element("rtl"))


def _runs_left(line: str) -> bool:
    """Whether the first letter of a line is of a script that runs from right to left."""
    strong = (kind for letter in line if (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def _choice() -> Any:
    """A list of the types to choose from, which shows that nothing is chosen yet."""
    items = "".join(f'<w:listItem w:displayText="{one}" w:value="{one[:2]}"/>' for one in CHOICES)
    return _element(
        "sdt",
        f'<w:sdtPr><w:alias w:val="Type of comment"/><w:showingPlcHdr/><w:dropDownList>{items}</w:dropDownList>'
        '</w:sdtPr><w:sdtContent><w:r><w:rPr><w:color w:val="5F6B73"/></w:rPr><w:t>choose</w:t></w:r></w:sdtContent>',
    )


def _element(opening: str, inside: str = "") -> Any:
    """An element of Word's own, from its name with attributes and from what stands in it."""
    name, _, attributes = opening.partition(" ")
    return parse_xml(f"<w:{name} {nsdecls('w')} {attributes}>{inside}</w:{name}>")
