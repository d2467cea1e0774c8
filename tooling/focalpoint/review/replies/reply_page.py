"""A letter of reply as a PDF: the same pages as the manual's, what changed struck out or underlined, and named."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.imprint import Imprint
from focalpoint.press.book_facts import book_of
from focalpoint.press.layout.isolation import THEME
from focalpoint.press.layout.printable import NOT_PRINTED, printable
from focalpoint.press.section import Book, Section
from focalpoint.press.standalone import print_single
from focalpoint.review.replies.replies import Answer, Letter, Row
from focalpoint.review.replies.reply_changes import Change, Line, Run

NAME = "reply"
IN_WORD = "Letters that cannot be printed here stand in the Word file of this reply."
DRAWN = {Change.DELETED: "del", Change.ADDED: "ins"}


def reply_pdf(config: Config, letter: Letter) -> bytes:
    """The letter as an accessible, archival PDF, the same bytes for the same letter."""
    return print_single(_book(config, letter), _unit(letter))


def _unit(letter: Letter) -> Section:
    title = printable(letter.title)
    opening = "".join(f"<p>{_words(line)}</p>" for line in letter.opening)
    answers = "".join(map(_answer, letter.answers))
    head = f'<header class="opening"><h1>{escape(title)}</h1></header>'
    if NOT_PRINTED in answers:
        opening += f"<p>{IN_WORD}</p>"
    html = f'<section class="chapter reply" id="{NAME}">{head}{opening}{answers}</section>'
    return Section(NAME, title, "", "", "body", 1, html, THEME)


def _answer(answer: Answer) -> str:
    rows = "".join(map(_row, answer.rows))
    return f'<section><h2>{_words(answer.title)}</h2><table class="said"><tbody>{rows}</tbody></table></section>'


def _row(row: Row) -> str:
    return f"<tr><th>{_words(row.head)}</th><td>{''.join(map(_line, row.lines))}</td></tr>"


def _line(line: Line) -> str:
    return f"<p>{' '.join(map(_run, line))}</p>"


def _run(run: Run) -> str:
    if run.change is Change.NONE:
        return _words(run.words)
    tag = DRAWN[run.change]
    return f"[{run.change}: <{tag}>{_words(run.words)}</{tag}>]"


def _words(words: str) -> str:
    return escape(printable(words))


def _book(config: Config, letter: Letter) -> Book:
    """What the letter says of itself, in the file and at the foot of each page."""
    handling = letter.handling.value
    manual = book_of(config, Edition.NETWORK, Imprint(handling, letter.day))
    return replace(manual, title=printable(letter.title), handling=handling, status="", comments="")
