"""Write the comment form, blank or filled, as an Excel file in which every cell is text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties

from focalpoint.content.text.display_text import paragraphs
from focalpoint.review.forms.office_file import settled
from focalpoint.review.forms.template import CHOICES, COLUMNS, HEAD, INK, LANGUAGE, PROPERTY, RULE, WASH, Form, Row

FACE = "Calibri"
TEXT = "@"
"""Format of a cell that keeps 3.10 as it is typed."""
MILLIMETRES = 1.95
"""Width of a digit, the unit of Excel's column widths."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that would make a formula of a cell."""
LONGEST = 32_000
"""Characters of a cell; Excel takes little more."""
ROWS_TO_FILL = 200
LINE, ROW_HEIGHT, TALLEST = 13.2, 32.0, 409.0
"""Height in points of a line, of a row to fill or of headings, and of the tallest row possible in Excel."""
_LINE = Side(style="thin", color=RULE)
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def sheet_of(form: Form) -> bytes:
    """Write the form as an Excel file, the same bytes for the same form."""
    book = Workbook()
    _describe(book, form)
    sheet: Any = book.active
    sheet.title = "Comments"
    widths = [width / MILLIMETRES for width in form.widths]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    head = _write_top(sheet, form, widths)
    for number, row in enumerate(form.rows, head + 1):
        _write_row(sheet, number, row, form.open)
        _give_height(sheet, number, widths, ROW_HEIGHT if form.open else LINE)
    if form.open:
        _offer_types(sheet, head + 1)
    else:
        sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(COLUMNS))}{head + len(form.rows)}"
    _set_page(sheet, form, head)
    written = BytesIO()
    book.save(written)
    return settled(written.getvalue(), f"{form.moment:%Y-%m-%dT%H:%M:%SZ}")


def put(cell: Any, words: str) -> None:
    """Write words into a cell as text, never as a formula, with nothing hidden in them."""
    shown = "\n".join(paragraphs(words))[:LONGEST]
    cell.value = shown or None
    if shown:
        cell.data_type = "s"
    cell.number_format = TEXT
    cell.quotePrefix = shown.startswith(FORMULA)


def _describe(book: Any, form: Form) -> None:
    """Describe the file by its properties, with the draft's id in two of them."""
    facts = book.properties
    facts.title, facts.subject, facts.keywords = form.title, form.draft.fields.title, form.draft.fields.id
    facts.creator, facts.language, facts.created = "", LANGUAGE, form.moment
    book.custom_doc_props.append(StringProperty(name=PROPERTY, value=form.draft.fields.id))


class _GrowingRow(RowDimension):
    """A row that begins with a height and grows with its text, which a row of fixed height does not."""

    customHeight = False  # noqa: N815  (openpyxl's name)


def _give_height(sheet: Any, number: int, widths: Sequence[float], least: float) -> None:
    """Give a row the height of its cells' lines, which LibreOffice does not do when it opens a file."""
    told = zip(sheet[number], widths, strict=False)
    lines = max((_lines(cell.value, width) for cell, width in told if cell.value), default=1)
    sheet.row_dimensions[number] = _GrowingRow(sheet, number, ht=min(max(least, LINE * lines), TALLEST))


def _lines(words: str, width: float) -> int:
    """Count the lines that words take in a column so many digits wide; a Chinese character counts as two."""
    even = (re.sub(r"[\u2e80-\uffef]", r"\g<0> ", line) for line in words.split("\n"))
    return sum(max(1, len(wrap(line, int(width)))) for line in even)


def _write_top(sheet: Any, form: Form, widths: Sequence[float]) -> int:
    """Write the title, the facts, the guide and the headings; returns the number of the headings' row."""
    put(sheet.cell(1, 1), form.title)
    sheet.cell(1, 1).font = Font(FACE, 15, bold=True, color=HEAD)
    number = 2
    for label, said in form.facts:
        put(sheet.cell(number, 1), f"{label}: {said}".strip())
        sheet.cell(number, 1).font = Font(FACE, 10, color=INK)
        number += 1
    for line in form.guide:
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(COLUMNS))
        put(sheet.cell(number, 1), line)
        sheet.cell(number, 1).font = Font(FACE, 10, italic=True, color=INK)
        sheet.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="top")
        _give_height(sheet, number, [sum(widths)], LINE)
        number += 1
    for index, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(number, index)
        put(cell, column.title)
        cell.font = Font(FACE, 10, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=HEAD)
        cell.alignment, cell.border = Alignment(wrap_text=True, vertical="center"), _FRAME
    _give_height(sheet, number, widths, ROW_HEIGHT)
    return number


def _write_row(sheet: Any, number: int, row: Row, is_open: bool) -> None:
    for index, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(number, index)
        put(cell, getattr(row, column.field))
        cell.font = Font(FACE, 10, color=INK)
        cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), _FRAME
        if is_open and column.field == "observation":
            cell.fill = PatternFill("solid", fgColor=WASH)


def _offer_types(sheet: Any, first: int) -> None:
    """Offer the types as a list, also in rows that are added; other words are accepted too."""
    letter = next(get_column_letter(index) for index, one in enumerate(COLUMNS, 1) if one.field == "type")
    offered = DataValidation(type="list", formula1=f'"{",".join(CHOICES)}"', allow_blank=True, showErrorMessage=False)
    offered.add(f"{letter}{first}:{letter}{first + ROWS_TO_FILL}")
    sheet.add_data_validation(offered)


def _set_page(sheet: Any, form: Form, head: int) -> None:
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.7
    sheet.page_margins.footer = 0.35
    sheet.oddFooter.left.text = form.foot.replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N"
