"""Make the replies to the members that commented on a draft, as PDF and Word files; write all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from html import escape
from pathlib import Path
from typing import Any

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.consultation.roster import Roster
from focalpoint.content.rounds.ledger import Ledger, Ledgered, effective_decision
from focalpoint.content.text.imprint import Imprint
from focalpoint.files import write_all
from focalpoint.press.book_facts import book_of
from focalpoint.press.layout.isolation import THEME
from focalpoint.press.layout.printable import NOT_PRINTED, printable
from focalpoint.press.section import Book, Section
from focalpoint.press.standalone import print_single
from focalpoint.press.workers.pool import Pool
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.review.forms.form_word import add_table, add_words, saved, set_page, set_type, word_file
from focalpoint.review.replies.replies import Answer, Letter, Reading, Row, letter
from focalpoint.review.replies.reply_changes import Change, Line, Run

CHANGED = (
    "differs from what would be written: it was changed by hand, or the ledger, the draft or the text was; "
    "nothing was written: add --again to replace it, or move it away"
)


def answerable(ledgers: Sequence[Ledger], draft: int, member: str | None) -> list[Ledger]:
    """Find the ledgers with comments on a draft, or one member's; raises Trouble where there is none."""
    found = [one for one in ledgers if one.fields.draft == draft and one.fields.comments]
    chosen = [one for one in found if member in (None, one.fields.member)]
    if not chosen:
        known = ", ".join(one.fields.member for one in found) or "nobody"
        whose = f"`{member}` has" if member else "the ledger holds"
        raise stopped(f"{whose} no comment on draft {draft}; who has commented on it: {known}")
    return chosen


def refuse_undecided(ledgers: Iterable[Ledger], every: Ledgered) -> None:
    """Raise Trouble, with a line for each, where comments of these members are not decided."""
    if problems := [problem for ledger in ledgers for problem in _undecided(ledger, every)]:
        raise Trouble(problems)


def _undecided(ledger: Ledger, every: Ledgered) -> Iterator[Problem]:
    for comment in ledger.fields.comments:
        if comment.withdrawn_on or effective_decision(comment, every):
            continue
        if comment.duplicate_of:
            why = f"is a duplicate of {comment.duplicate_of}, on which nothing is decided; decide on one of them"
        else:
            why = "is not decided; decide on it"
        line = ledger.line("comments", ledger.ids.index(comment.id), "id")
        yield Problem(ledger.path, line, ProblemKind.COMMENT, f"{comment.id} {why}, then type the command again")


def letters(
    config: Config, roster: Roster, ledgers: Sequence[Ledger], reading: Reading, day: date
) -> tuple[Letter, ...]:
    """Make a letter to each member; raises Trouble with every comment of theirs that is not decided."""
    refuse_undecided(ledgers, reading.every)
    known = {member.id: member.name for member in roster.members}
    return tuple(
        letter(config, known.get(ledger.fields.member, ledger.fields.member), ledger, reading, day)
        for ledger in ledgers
    )


def reply_files(config: Config, some: Sequence[Letter], pool: Pool) -> dict[Path, bytes]:
    """Make each letter as PDF and as Word file, by the path where it is published."""
    printed = [pool.submit(reply_pdf, config, one) for one in some]
    files: dict[Path, bytes] = {}
    for one, pdf in zip(some, printed, strict=True):
        folder = config.dist / "drafts" / str(one.draft) / "replies" / one.member
        name = f"reply-draft-{one.draft}-{one.member}"
        files[folder / f"{name}.docx"] = reply_docx(config, one)
        files[folder / f"{name}.pdf"] = pdf.result()
    return files


def write_replies(config: Config, files: Mapping[Path, bytes], *, again: bool) -> list[Path]:
    """Write all files or none; raises Trouble where one differs from the file that exists, unless `again` is given."""
    fresh = {file: data for file, data in files.items() if not (file.is_file() and file.read_bytes() == data)}
    if changed := [file for file in fresh if file.exists() and not again]:
        raise Trouble(Problem(config.shown(file), 0, ProblemKind.STOPPED, CHANGED) for file in changed)
    write_all(fresh)
    return list(fresh)


NAME = "reply"
IN_WORD = "Letters that cannot be printed here stand in the Word file of this reply."
DRAWN = {Change.DELETED: "del", Change.ADDED: "ins"}


def reply_pdf(config: Config, letter: Letter) -> bytes:
    """Print the letter as an accessible, archival PDF, the same bytes for the same letter."""
    return print_single(_book(config, letter), _section(letter))


def _section(letter: Letter) -> Section:
    title = printable(letter.title)
    opening = "".join(f"<p>{_words(line)}</p>" for line in letter.opening)
    answers = "".join(answer_html(answer, 2) for answer in letter.answers)
    head = f'<header class="opening"><h1>{escape(title)}</h1></header>'
    if NOT_PRINTED in answers:
        opening += f"<p>{IN_WORD}</p>"
    html = f'<section class="chapter reply" id="{NAME}">{head}{opening}{answers}</section>'
    return Section(NAME, title, "", "", "body", 1, html, THEME)


def answer_html(answer: Answer, level: int) -> str:
    """Make the section of one comment, with a heading of a level and a table of its rows."""
    rows = "".join(map(_row, answer.rows))
    heading = f"<h{level}>{_words(answer.title)}</h{level}>"
    return f'<section>{heading}<table class="said"><tbody>{rows}</tbody></table></section>'


def _row(row: Row) -> str:
    return f"<tr><th>{_words(row.head)}</th><td>{''.join(map(line_html, row.lines))}</td></tr>"


def line_html(line: Line) -> str:
    """Make a paragraph of HTML in which the press prints what was deleted and added, and says it in words."""
    return f"<p>{' '.join(map(_run, line))}</p>"


def _run(run: Run) -> str:
    if run.change is Change.NONE:
        return _words(run.words)
    tag = DRAWN[run.change]
    return f"[{run.change}: <{tag}>{_words(run.words)}</{tag}>]"


def _words(words: str) -> str:
    return escape(printable(words))


def _book(config: Config, letter: Letter) -> Book:
    """Describe the letter, in the file's metadata and at the foot of each page."""
    handling = letter.handling.value
    manual = book_of(config, Edition.NETWORK, Imprint(handling, letter.day))
    return replace(manual, title=printable(letter.title), handling=handling, status="", comments="")


PAGE, MARGIN = (210, 297), 22.5
"""A4, and the margin on each side, in millimetres."""
WIDTHS = (38, 127)
SIZE, AFTER, HEADINGS = 10.5, 5, {"Heading 1": 16, "Heading 2": 12}
"""Points of the text, of the space after a paragraph, and of the headings."""


def reply_docx(config: Config, letter: Letter) -> bytes:
    """Write the letter as a Word file, the same bytes for the same letter."""
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
    """Add a comment with its answer, on one page where it fits on one."""
    document.add_heading(answer.title, 2)
    table = add_table(document, len(answer.rows), WIDTHS, answer.title, stubs=1)
    for written, row in zip(table.rows, answer.rows, strict=True):
        head, cell = written.cells
        head.paragraphs[0].add_run(row.head).bold = True
        for place, line in enumerate(row.lines):
            add_line(cell.add_paragraph() if place else cell.paragraphs[0], line)
        for paragraph in (*head.paragraphs, *cell.paragraphs):
            paragraph.paragraph_format.space_after = 0
            paragraph.paragraph_format.keep_with_next = row is not answer.rows[-1]


def add_line(paragraph: Any, line: Line) -> None:
    """Add a line to a paragraph of a Word file, with what was deleted and added said in words."""
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
