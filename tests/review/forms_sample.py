"""Comment forms filled in and sent back, for tests of what reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
from hand_made import make

from focalpoint.content.consultation.roster import Member
from focalpoint.content.rounds.drafts import Draft
from focalpoint.review.forms.form_content import sheet_form, word_form

GHANA = Member.model_validate({"iso2": "GH", "name": "Ghana", "kind": "state", "regional_group": "African States"})
FIELDS = ("member", "line", "section", "paragraph", "type", "comment", "change", "observation")
HEADINGS = (
    *("MB/NC", "Line number", "Clause/ Subclause", "Paragraph/ Figure/ Table", "Type of comment"),
    *("Comments", "Proposed change", "Observations of the secretariat"),
)


@cache
def draft() -> Draft:
    """The draft of `hand_made`, archived."""
    return make().archive(Path(mkdtemp()))


def word_file(change: Callable[[Any], None]) -> bytes:
    """The Word form after somebody has changed it."""
    document = docx.Document(BytesIO(word_form(draft(), GHANA)))
    change(document)
    return saved(document)


def sheet_file(change: Callable[[Any], None]) -> bytes:
    """The Excel form after somebody has changed its sheet."""
    book = openpyxl.load_workbook(BytesIO(sheet_form(draft(), GHANA)))
    change(book.active)
    return saved(book)


def saved(document: Any) -> bytes:
    """The bytes of a document or a workbook."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def rows_of(table: Any) -> list[list[Any]]:
    """The cells of a Word table, row by row; to ask each row for them is slow."""
    width = len(table.columns)
    cells = table._cells
    return [cells[at : at + width] for at in range(0, len(cells), width)]


def table_of(*rows: tuple[str, ...], before: str = "") -> bytes:
    """A Word file with a table, below a line that names the draft or says something else."""
    document = docx.Document()
    document.add_paragraph(before or draft().fields.id)
    table = document.add_table(len(rows), len(rows[0]))
    for cells, texts in zip(rows_of(table), rows, strict=True):
        for cell, text in zip(cells, texts, strict=True):
            cell.text = text
    return saved(document)


def fill(cells: Sequence[Any], **said: str) -> None:
    """Type into the cells of a row of the form, which has the columns in their usual order."""
    for field, words in said.items():
        cell = cells[FIELDS.index(field)]
        if hasattr(cell, "text"):
            for choice in cell._tc.iter("{*}sdt"):
                choice.getparent().remove(choice)
            cell.text = words
        else:
            cell.value = words


def with_parts(data: bytes, wanted: dict[str, bytes]) -> bytes:
    """A file with some of its parts replaced or added, by their names."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, wanted.get(name, old.read(name)))
        for name in wanted.keys() - set(old.namelist()):
            new.writestr(name, wanted[name])
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a file."""
    with ZipFile(BytesIO(data)) as opened:
        return opened.read(name)
