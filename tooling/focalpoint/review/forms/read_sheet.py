"""Read a comment form returned as an Excel file: its rows, the notes on its cells, and all other text."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries

from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import LeftOutKind, Returned, refused, words_in
from focalpoint.review.forms.form_reading import FormReading
from focalpoint.review.forms.headings import filled
from focalpoint.review.forms.office_file import OfficeFile, below, is_office, value
from focalpoint.review.forms.sheet_parts import (
    cells_beyond,
    has_formulas,
    hidden_columns,
    hidden_rows,
    notes_of,
    struck_cells,
    text_of,
    texts_outside,
)
from focalpoint.review.forms.template_rows import doubted, targets_of
from focalpoint.review.intake.readers import Reader
from focalpoint.review.returned_pdf.draft_identity import named_draft
from focalpoint.review.returned_pdf.pdf_values import clean

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_MERGED, MOST_NOTES = 20, 5_000, 40, 5_000, 2_000
NUMERIC = "number"
"""Flag of a row whose paragraph Excel keeps as a number, in which 3.10 is 3.1."""


def is_sheet(data: bytes) -> bool:
    """Tell an Excel file by its parts."""
    return is_office(data) and b"xl/workbook" in data and b"word/document" not in data


def read_sheet(data: bytes, drafts: Sequence[Draft], asked: int = 0) -> Returned:
    """Read all that a returned Excel form holds; of a formula, its value. Raises Trouble where it cannot be read."""
    file = OfficeFile(data)
    file.check_words()
    book = next((name for _, name in file.related("", "officeDocument")), "xl/workbook.xml")
    sheets, more = _sheets(data, file, book)
    seen = [cell for sheet in sheets for row in sheet.cells for cell in row]
    seen += [text for sheet in sheets for _, text in sheet.outside]
    named = named_draft("\n".join(seen), file.properties(), drafts, asked)
    reading = FormReading(targets_of(named.map), hashlib.sha256(data).hexdigest())
    for sheet in sheets:
        _enter(sheet, reading)
    told = list(_unread(sheets, more, file, reading))
    doubtful = sum(NUMERIC in one.source.flags for one in reading.findings)
    return reading.returned(named, (*told, *_numbers(doubtful)))


def _enter(sheet: _Sheet, reading: FormReading) -> None:
    """Enter a sheet's rows and notes; what is hidden is left out."""
    if sheet.hidden:
        words = sum(words_in(cell) for row in sheet.cells for cell in row) + sum(n.words for _, n in sheet.notes)
        reading.leave_more(LeftOutKind.HIDDEN, sheet.name, words)
        return
    for place, words in sheet.left_out:
        reading.leave_more(LeftOutKind.HIDDEN, place, words)
    rows = filled(sheet.cells)
    reading.headed = [sheet.title] if sheet.title else []
    before = len(reading.findings)
    found = reading.table(sheet.cells, sheet.own, rows, sheet.where)
    for number, index in enumerate(found, before):
        if index in sheet.numeric:
            reading.findings[number] = doubted(reading.findings[number], NUMERIC)
    for index, note in sheet.notes[:MOST_NOTES]:
        row = rows.rows.get(index)
        if index in sheet.hidden_rows:
            reading.leave_more(LeftOutKind.HIDDEN, note.where, note.words)
        else:
            made = note.finding(note.placed(row, reading.targets), reading.sha256, row.member if row else "")
            reading.note(note, made)
    for place, text in sheet.outside:
        reading.outside(f"{sheet.name}, {place}" if sheet.number else place, text)


class _Sheet:
    """The cells of one sheet as text, the notes on its cells, and what is hidden."""

    def __init__(self, number: int, rows: Sequence[Sequence[Any]], file: OfficeFile, book: str, part: str) -> None:
        self.number = number
        self.name = f"sheet {number + 1}"
        self.title = ""
        """The name on its tab."""
        self.hidden = False
        tree = file.tree(part)
        self.cells = [[_text(cell) for cell in row] for row in rows]
        for (row, column), text in struck_cells(file, book, tree).items():
            if row < len(self.cells) and column < len(self.cells[row]):
                self.cells[row][column] = text
        self.numeric = {index for index, row in enumerate(rows) if any(isinstance(cell, float | date) for cell in row)}
        self.hidden_rows = hidden_rows(tree)
        self.left_out = list(self._hide(hidden_columns(tree)))
        """Place and number of words of what is hidden."""
        self.own = [sum(map(words_in, row)) for row in self.cells]
        for node in list(below(tree, "mergeCell"))[:MOST_MERGED]:
            self._merge(value(node, "ref"))
        for cells in self.cells:
            while cells and not cells[-1]:
                cells.pop()
        self.notes = list(notes_of(file, part))
        """The index of each note's row, and the note."""
        self.outside = list(texts_outside(file, part, tree))
        self.beyond = cells_beyond(tree, MOST_ROWS, MOST_COLUMNS)

    def where(self, index: int) -> str:
        """Name a row by its number."""
        return f"{self.name}, row {index + 1}" if self.number else f"row {index + 1}"

    def _hide(self, columns: set[int]) -> Iterator[tuple[str, int]]:
        """Empty what is hidden, and yield where it stood and how many words it had."""
        for index, row in enumerate(self.cells):
            hidden = range(len(row)) if index in self.hidden_rows else [one for one in columns if one < len(row)]
            words = sum(words_in(row[column]) for column in hidden)
            for column in hidden:
                row[column] = ""
            if words:
                yield self.where(index) + ("" if index in self.hidden_rows else ", hidden column"), words

    def _merge(self, reach: str) -> None:
        """Give each row of a merged cell the cell's text, once."""
        try:
            left, top, _, bottom = (int(side or 0) for side in range_boundaries(reach))
            text = self.cells[top - 1][left - 1]
        except (ValueError, IndexError):
            return
        for row in self.cells[top : min(bottom, MOST_ROWS)]:
            if left <= len(row):
                row[left - 1] = text


def _sheets(data: bytes, file: OfficeFile, book: str) -> tuple[list[_Sheet], int]:
    """Read the sheets that hold cells, in the workbook's order, and count those that are too many."""
    parts = dict(file.related(book, "worksheet"))
    named = [(parts[one], sheet) for sheet in below(file.tree(book), "sheet") if (one := value(sheet, "id")) in parts]
    values = _read(data, data_only=True)
    formulas = _read(data) if any(has_formulas(file.tree(part)) for part, _ in named) else values
    sheets = []
    for number, ((part, node), rows, written) in enumerate(zip(named, values, formulas, strict=False)):
        # A program that computes nothing stores no value; the formula is then all there is.
        merged = [
            [one if one is not None else other for one, other in zip(*row, strict=False)]
            for row in zip(rows, written, strict=False)
        ]
        sheet = _Sheet(number, merged, file, book, part)
        sheet.title = clean(value(node, "name"))
        sheet.hidden = value(node, "state") in ("hidden", "veryHidden")
        sheets.append(sheet)
    return sheets, max(len(named) - MOST_SHEETS, 0)


def _read(data: bytes, data_only: bool = False) -> list[list[tuple[Any, ...]]]:
    """Read the values of all cells with openpyxl."""
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out, such as pictures.
            warnings.simplefilter("ignore")
            opened = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False, data_only=data_only)
            return [list(_rows(sheet)) for sheet in opened.worksheets[:MOST_SHEETS]]
    except (MemoryError, RecursionError):
        raise
    except Exception:  # openpyxl fails in many ways
        raise refused("the file is damaged; ask the sender to save it anew as .xlsx") from None


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()
    yield from sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)


def _text(cell: Any) -> str:
    """Read a cell as a person sees it; a date as the number that it was typed as."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell.day}.{cell.month}"
    if isinstance(cell, float):
        return f"{cell:.10g}"
    # An array formula is an object.
    return text_of(str(getattr(cell, "text", cell)))


def _unread(sheets: Sequence[_Sheet], more: int, file: OfficeFile, reading: FormReading) -> Iterator[str]:
    """Count and tell what is not read: sheets, cells and notes beyond a limit, pictures."""
    if more:
        reading.leave_more(LeftOutKind.UNREAD, f"{more} sheets after sheet {MOST_SHEETS}", 0)
        yield f"NOT READ: {more} sheets after sheet {MOST_SHEETS}; import them as a file of their own"
    for sheet in sheets:
        if sheet.beyond:
            place = f"{sheet.name}, {sheet.beyond} cells after row {MOST_ROWS} or column {MOST_COLUMNS}"
            reading.leave_more(LeftOutKind.UNREAD, place, 0)
            yield f"NOT READ: {place}; see them in the file"
        if len(sheet.notes) > MOST_NOTES and not sheet.hidden:
            lost = sheet.notes[MOST_NOTES:]
            reading.leave_more(LeftOutKind.UNREAD, f"{sheet.name}, notes", sum(note.words for _, note in lost))
            yield f"NOT READ: {len(lost)} notes on the cells of {sheet.name}; see them in the file"
    if pictures := file.pictures():
        reading.leave_more(LeftOutKind.UNREAD, f"{len(pictures)} pictures or embedded files", 0)
        yield f"NOT READ: {len(pictures)} pictures or embedded files in it, whose words cannot be read; open the file"


def _numbers(doubtful: int) -> Iterator[str]:
    if doubtful:
        yield (
            f"{doubtful} rows hold a number where Excel may have made 3.1 of 3.10, or a date of it; see that their "
            "paragraphs are the ones that were meant"
        )


READER = Reader(is_sheet, read_sheet)
