"""A letter of reply as a Word file, for whoever passes it on or puts it into another language."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from focalpoint.config import Config
from focalpoint.review.office_file import settled
from focalpoint.review.replies import Answer, Letter, Row
from focalpoint.review.reply_changes import Change, Line, Run

HEAD_WIDTH, TEXT_WIDTH = Mm(35), Mm(125)


def reply_docx(config: Config, letter: Letter) -> bytes:
    """The letter as a Word file, the same bytes for the same letter."""
    document = Document()
    _describe(document, config, letter)
    document.add_heading(letter.title, 1)
    for line in letter.opening:
        document.add_paragraph(line)
    for answer in letter.answers:
        _add_answer(document, answer)
    foot = document.sections[0].footer.paragraphs[0]
    foot.text = f"{letter.title} · {letter.handling} · {letter.day.day} {letter.day:%B %Y}"
    written = BytesIO()
    document.save(written)
    return settled(written.getvalue(), f"{letter.day:%Y-%m-%d}T00:00:00Z")


def _describe(document: Any, config: Config, letter: Letter) -> None:
    """What the file says of itself; no person wrote it."""
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by = letter.title, config.settings.publisher, ""
    facts.comments, facts.revision, facts.language = "", 1, config.settings.language
    facts.created = facts.modified = datetime.combine(letter.day, time(), UTC)
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), config.settings.language)


def _add_answer(document: Any, answer: Answer) -> None:
    document.add_heading(answer.title, 2)
    table = document.add_table(0, 2, "Table Grid")
    table.autofit = False
    for row in answer.rows:
        _add_row(table.add_row(), row)


def _add_row(written: Any, row: Row) -> None:
    head, cell = written.cells
    head.width, cell.width = HEAD_WIDTH, TEXT_WIDTH
    head.paragraphs[0].add_run(row.head).bold = True
    for place, line in enumerate(row.lines):
        _add_line(cell.add_paragraph() if place else cell.paragraphs[0], line)


def _add_line(paragraph: Any, line: Line) -> None:
    for place, run in enumerate(line):
        if place:
            paragraph.add_run(" ")
        _add_run(paragraph, run)


def _add_run(paragraph: Any, run: Run) -> None:
    if run.change is Change.NONE:
        paragraph.add_run(run.words)
        return
    paragraph.add_run(f"[{run.change}: ")
    marked = paragraph.add_run(run.words)
    marked.font.strike = run.change is Change.DELETED or None
    marked.font.underline = run.change is Change.ADDED or None
    paragraph.add_run("]")
