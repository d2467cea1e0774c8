"""A letter of reply as a Word file, for whoever passes it on or puts it into another language."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from focalpoint.config import Config
from focalpoint.review.forms.word_file import add_table, add_words, saved, set_page, set_type, word_file
from focalpoint.review.replies.replies import Answer, Letter
from focalpoint.review.replies.reply_changes import Change, Line, Run

PAGE, MARGIN = (210, 297), 22.5
"""A4, and the margin on each side, in millimetres."""
WIDTHS = (38, 127)
SIZE, AFTER, HEADINGS = 10.5, 5, {"Heading 1": 16, "Heading 2": 12}
"""Points of the text, of the space after a paragraph, and of the headings."""


def reply_docx(config: Config, letter: Letter) -> bytes:
    """The letter as a Word file, the same bytes for the same letter."""
    moment = datetime.combine(letter.day, time(), UTC)
    settings = config.settings
    document = word_file(letter.title, moment, language=settings.language, author=settings.publisher)
    set_page(document, PAGE, MARGIN, f"{letter.title} · {letter.handling} · {letter.day.day} {letter.day:%B %Y}")
    set_type(document, SIZE, AFTER, HEADINGS)
    document.add_heading(letter.title, 1)
    for line in letter.opening:
        document.add_paragraph(line)
    for answer in letter.answers:
        _add_answer(document, answer)
    return saved(document, moment)


def _add_answer(document: Any, answer: Answer) -> None:
    """A comment with its answer, on one page where it fits on one."""
    document.add_heading(answer.title, 2)
    table = add_table(document, len(answer.rows), WIDTHS, answer.title, stubs=1)
    for written, row in zip(table.rows, answer.rows, strict=True):
        head, cell = written.cells
        head.paragraphs[0].add_run(row.head).bold = True
        for place, line in enumerate(row.lines):
            _add_line(cell.add_paragraph() if place else cell.paragraphs[0], line)
        for paragraph in (*head.paragraphs, *cell.paragraphs):
            paragraph.paragraph_format.space_after = 0
            paragraph.paragraph_format.keep_with_next = row is not answer.rows[-1]


def _add_line(paragraph: Any, line: Line) -> None:
    for place, run in enumerate(line):
        if place:
            paragraph.add_run(" ")
        _add_run(paragraph, run)


def _add_run(paragraph: Any, run: Run) -> None:
    if run.change is Change.NONE:
        add_words(paragraph._p, run.words)
        return
    paragraph.add_run(f"[{run.change}: ")
    marked = paragraph.add_run(run.words)
    marked.font.strike = run.change is Change.DELETED or None
    marked.font.underline = run.change is Change.ADDED or None
    paragraph.add_run("]")
