"""Read a comment form returned as an Excel file: its rows, the notes on its cells, and stray text."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries

from focalpoint.content.rounds.comments import Confidence
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, Returned, refused
from focalpoint.review.forms.office_file import OfficeFile, below, is_office, value
from focalpoint.review.forms.template_rows import MarginNote, filled, findings_of, row_warnings, silent_rows
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
    """Read all that a returned Excel form holds; a formula is its own text. Raises Trouble where it cannot be read."""
    file = OfficeFile(data)
    file.check_words()
    sheets = _sheets(data, file)
    seen = [cell for sheet in sheets for row in sheet.cells for cell in row]
    named = named_draft("\n".join(seen), file.properties(), drafts, asked)
    sha256 = hashlib.sha256(data).hexdigest()
    findings: list[Finding] = []
    silent: list[int] = []
    strays: list[str] = []
    for sheet in sheets:
        rows, outside = filled(sheet.cells)
        strays += outside
        found = findings_of(rows, named.map, sha256)
        findings += [_doubted(one) if index in sheet.numeric else one for index, one in found.items()]
        findings += [note.finding(rows.get(row), named.map, sha256) for row, note in sheet.notes]
        silent += silent_rows(rows)
    doubtful = sum(NUMERIC in one.source.flags for one in findings)
    return Returned(
        sha256=sha256,
        draft=named.number,
        findings=tuple(findings),
        warnings=(*named.warnings, *row_warnings(len(findings), silent, strays), *_numbers(doubtful)),
    )


class _Sheet:
    """The cells of one sheet as text, and the notes on its cells."""

    def __init__(self, rows: Sequence[Sequence[Any]], file: OfficeFile, part: str) -> None:
        self.cells = [[_text(cell) for cell in row] for row in rows]
        self.numeric = {index for index, row in enumerate(rows) if any(isinstance(cell, float | date) for cell in row)}
        for node in list(below(file.tree(part), "mergeCell"))[:MOST_MERGED]:
            self._merge(value(node, "ref"))
        for row in self.cells:
            while row and not row[-1]:
                row.pop()
        self.notes = list(_notes(file, part))
        """The index of each note's row, and the note."""

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


def _sheets(data: bytes, file: OfficeFile) -> list[_Sheet]:
    """Read the sheets that hold cells, in the workbook's order."""
    book = next((name for _, name in file.related("", "officeDocument")), "xl/workbook.xml")
    parts = dict(file.related(book, "worksheet"))
    named = [parts[one] for sheet in below(file.tree(book), "sheet") if (one := value(sheet, "id")) in parts]
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out, such as pictures.
            warnings.simplefilter("ignore")
            opened = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False, data_only=False)
            read = [list(_rows(sheet)) for sheet in opened.worksheets[:MOST_SHEETS]]
    except (MemoryError, RecursionError):
        raise
    except Exception:  # openpyxl fails in many ways
        raise refused("the file is damaged; ask the sender to save it anew as .xlsx") from None
    return [_Sheet(rows, file, part) for rows, part in zip(read, named, strict=False)]


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()
    yield from sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)


def _text(cell: Any) -> str:
    """Read a cell as a person sees it, or its formula; a date as the number that it was typed as."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell.day}.{cell.month}"
    if isinstance(cell, float):
        return f"{cell:.10g}"
    # An array formula is an object.
    return clean(str(getattr(cell, "text", cell)))


def _notes(file: OfficeFile, part: str) -> Iterator[tuple[int, MarginNote]]:
    """Yield the notes on the cells of a sheet; of a thread, not the copy for older programs."""
    threads = [
        node for _, name in file.related(part, "threadedComment") for node in below(file.tree(name), "threadedComment")
    ]
    trees = [file.tree(name) for _, name in file.related(part, "comments")]
    notes = [(node, _author(tree, node)) for tree in trees for node in below(tree, "comment")]
    for node, author in [*((node, "") for node in threads), *(notes if not threads else ())][:MOST_NOTES]:
        cell = value(node, "ref")
        row = "".join(letter for letter in cell if letter.isdecimal())[:7]
        # Excel begins a note with its author's name.
        text = clean("".join(node.itertext())).removeprefix(f"{author}:" if author else "").strip()
        if text:
            yield int(row or 0) - 1, MarginNote(text, f"note on cell {cell}", author, clean(value(node, "dT")))


def _author(tree: Any, note: Any) -> str:
    """Read the author of a note on a cell."""
    names = [clean("".join(node.itertext())) for node in below(tree, "author")]
    number = value(note, "authorId")
    return names[int(number)] if number.isdecimal() and len(number) < 7 and int(number) < len(names) else ""


def _doubted(finding: Finding) -> Finding:
    """Mark a comment whose row holds a number as one whose place a person must check."""
    source = finding.source.model_copy(update={"flags": (*finding.source.flags, NUMERIC)})
    sure = Confidence.FUZZY if finding.confidence is Confidence.EXACT else finding.confidence
    return finding.model_copy(update={"confidence": sure, "source": source})


def _numbers(doubtful: int) -> Iterator[str]:
    if doubtful:
        yield (
            f"{doubtful} rows hold a number where Excel may have made 3.1 of 3.10, or a date of it; see that their "
            "paragraphs are the ones that were meant"
        )


READER = Reader(is_sheet, read_sheet)
