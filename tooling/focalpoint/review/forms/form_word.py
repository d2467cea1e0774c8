"""Write Word files: their properties, type and tables, and the comment form as one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from focalpoint.content.text.display_text import paragraphs
from focalpoint.review.forms.office_file import settled
from focalpoint.review.forms.template import (
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

FACE = "Calibri"
RIGHT_TO_LEFT = "Arial"
"""Typeface of scripts that run from right to left, which the other one lacks."""
FOOT = 8.0
"""Size of the foot of a page, in points."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BEHIND_DIRECTION = ("w:spacing", "w:ind", "w:jc", "w:rPr")
"""Elements that must follow the direction of a paragraph; Word requires the order."""
_PADDING = 40
"""Space above and below the words in a cell, in twentieths of a point."""


def word_file(title: str, moment: datetime, *, language: str = LANGUAGE, **facts: str) -> Any:
    """Make an empty document with a title and a language that names no person; `facts` are further properties."""
    document: Any = Document()
    said = document.core_properties
    said.title, said.language, said.created, said.modified, said.revision = title, language, moment, moment, 1
    said.author, said.last_modified_by, said.comments, said.keywords = "", "", "", ""
    for name, value in facts.items():
        setattr(said, name, value)
    for one in document.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), language)
    return document


def saved(document: Any, moment: datetime) -> bytes:
    """Save the document as bytes, the same for the same document and moment."""
    written = BytesIO()
    document.save(written)
    return settled(written.getvalue(), f"{moment:%Y-%m-%dT%H:%M:%SZ}")


def set_page(document: Any, size: tuple[float, float], margin: float, foot: str) -> None:
    """Set the page's width, height and margin in millimetres, and the words at its foot before the page number."""
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, size)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(margin)
    section.header_distance = section.footer_distance = Mm(margin / 2)
    paragraph = section.footer.paragraphs[0]
    paragraph.text = f"{foot} · "
    paragraph._p.append(element('fldSimple w:instr="PAGE"', "<w:r><w:t>1</w:t></w:r>"))


def set_type(document: Any, size: float, after: float, headings: Mapping[str, float]) -> None:
    """Set one typeface throughout: the size of the text and of each heading style, and the space after paragraphs."""
    sizes = {"Normal": (size, INK), "Footer": (FOOT, INK), **{name: (one, HEAD) for name, one in headings.items()}}
    for name, (points, colour) in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FACE, Pt(points), RGBColor.from_string(colour)
        fonts = style.element.rPr.rFonts
        for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{key}"), None)
        fonts.set(qn("w:cs"), RIGHT_TO_LEFT)
        above = 0 if name in ("Normal", "Footer", "Heading 1") else 2 * after
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(after)


def add_table(document: Any, rows: int, widths: Sequence[float], title: str, *, heads: int = 0, stubs: int = 0) -> Any:
    """Add a ruled table with columns so many millimetres wide; screen readers read the `title`.

    `heads` rows are repeated on every page; `stubs` columns name what stands in their rows.
    """
    table = document.add_table(rows, len(widths))
    table.autofit = False
    properties = table._tbl.tblPr
    # Word requires this order of elements, and LibreOffice takes the widths from the grid alone.
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in _SIDES)
    properties.find(qn("w:tblLayout")).addprevious(element("tblBorders", lines))
    padding = "".join(f'<w:{side} w:w="{_PADDING}" w:type="dxa"/>' for side in ("top", "bottom"))
    properties.find(qn("w:tblLayout")).addnext(element("tblCellMar", padding))
    look = properties.find(qn("w:tblLook"))
    look.attrib.clear()
    look.set(qn("w:val"), f"{0x0600 + 0x20 * bool(heads) + 0x80 * bool(stubs):04X}")
    properties.append(element(f"tblCaption w:val={quoteattr(title)}"))
    for width, grid in zip(widths, table._tbl.tblGrid, strict=True):
        grid.w = Mm(width)
    for place, row in enumerate(table._tbl.tr_lst):
        row.get_or_add_trPr().append(element("cantSplit"))
        if place < heads:
            row.trPr.append(element("tblHeader"))
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Mm(width)
    return table


def add_words(paragraph: Any, words: str) -> Any:
    """Append words to a paragraph's element, right-to-left scripts in their direction."""
    run = paragraph.add_r()
    run.text = words
    if runs_left(words):
        if len(paragraph.r_lst) == 1:
            paragraph.get_or_add_pPr().insert_element_before(element("bidi"), *_BEHIND_DIRECTION)
        run.get_or_add_rPr().append(element("rtl"))
    return run


def runs_left(words: str) -> bool:
    """Tell whether the first letter of some words belongs to a script that runs from right to left."""
    strong = (kind for letter in words if (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def element(opening: str, inside: str = "") -> Any:
    """Make an element of Word's namespace from its name with attributes and its content."""
    name, _, attributes = opening.partition(" ")
    return parse_xml(f"<w:{name} {nsdecls('w')} {attributes}>{inside}</w:{name}>")


SIZE, AFTER, HEADING = 9.5, 3, 15
"""Points of the text, of the space after a paragraph, and of the heading."""
ROW_HEIGHT = Mm(11)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Format id of every custom property."""


def word_of(form: Form) -> bytes:
    """Write the form as a Word file, the same bytes for the same form."""
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
    """Add the draft's id as a custom property, beside the file's keywords."""
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
    """Add the table, whose headings are repeated on each page."""
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
    """Make a list of the types to choose from, which shows that nothing is chosen yet."""
    items = "".join(f'<w:listItem w:displayText="{one}" w:value="{one[:2]}"/>' for one in CHOICES)
    return element(
        "sdt",
        f'<w:sdtPr><w:alias w:val="Type of comment"/><w:showingPlcHdr/><w:dropDownList>{items}</w:dropDownList>'
        '</w:sdtPr><w:sdtContent><w:r><w:rPr><w:color w:val="5F6B73"/></w:rPr><w:t>choose</w:t></w:r></w:sdtContent>',
    )
