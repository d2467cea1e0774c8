"""Write what changed as web page with both texts, as PDF and as Word file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.imprint import Imprint
from focalpoint.html.edition_marks import EditionMarks, marked_page
from focalpoint.release.changes.comparing import Changed, Comparison, Renumbered, What
from focalpoint.review.replies.reply_changes import Line

SHEET = Path(__file__).with_name("changes.css")
GONE = "gone"
_NOTHING = "Nothing has changed."
_HEADS = ("Before", "Now")


@dataclass(frozen=True)
class ChangeReport:
    """A comparison with what its files say of themselves."""

    comparison: Comparison
    title: str
    """The manual's title."""
    edition: Edition
    day: date

    @property
    def heading(self) -> str:
        """What the report is about: `What changed from 0.9 to 1.0`."""
        return f"What changed from {self.comparison.old.name} to {self.comparison.new.name}"

    @property
    def counts(self) -> str:
        """The number of changes of each kind, in words."""
        counted = self.comparison.counted
        if not counted:
            return _NOTHING
        said = ", ".join(f"{number} {what}" for what, number in counted.items())
        return f"Blocks of text: {said}; {self.comparison.same} as before."

    def chapters(self) -> Iterator[tuple[str, list[Changed]]]:
        """Yield each chapter that has changed, by its title, with its changes in order."""
        comparison = self.comparison

        def chapter(change: Changed) -> str:
            side = comparison.new if change.new else comparison.old
            return side.titles.get(change.place.chapter, change.place.chapter)

        for title, changes in groupby(comparison.changes, chapter):
            yield title, list(changes)


def heading_of(change: Changed) -> str:
    """Say where a change is and what it is: `Paragraph 3.12 (before: 3.11): reworded`."""
    block = change.place
    named = block.kind.capitalize()
    if block.number:
        named = f"Paragraph {block.number}" if block.numbered else f"{named} at paragraph {block.number}"
    before = ", ".join(dict.fromkeys(one.number for one in change.old if one.numbered))
    was = f" (before: {before})" if change.new and before and before != block.number else ""
    return f"{named}{was}: {change.what}"


def web_page(report: ChangeReport) -> str:
    """Make one page of HTML with both texts of each change side by side; its style sheet lies beside it."""
    body = [f"<h1>{escape(report.title)}: {escape(report.heading[0].lower() + report.heading[1:])}</h1>"]
    body += [f"<p>{report.edition.capitalize()} edition. {escape(report.counts)}</p>"]
    for title, changes in report.chapters():
        body.append(f"<h2>{escape(title)}</h2>")
        body += (_both_texts(change) for change in changes)
    body += _concordance(report)
    marks = EditionMarks(
        edition=f"{report.edition.capitalize()} edition",
        handling=report.edition.clearance.value,
        version=report.comparison.new.name,
        date=f"{report.day.day} {report.day:%B %Y}",
        day=report.day.isoformat(),
        closed=report.edition is not Edition.PUBLIC,
    )
    sheet = f'<link rel="stylesheet" href="{SHEET.name}">'
    return marked_page(marks, report.heading, "".join(body), head=sheet)


def _both_texts(change: Changed) -> str:
    from focalpoint.review.replies.reply_files import line_html

    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    cells = "".join(f"<td>{line_html(line) if line else '<p>–</p>'}</td>" for line in (change.before, change.after))
    table = f'<table class="texts"><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>'
    return f"<h3>{escape(heading_of(change))}</h3>{table}"


def _concordance(report: ChangeReport) -> Iterator[str]:
    if rows := report.comparison.concordance:
        heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
        lines = "".join(f"<tr><td>{escape(a)}</td><td>{escape(b)}</td></tr>" for a, b in map(_pair, rows))
        yield f"<h2>Numbers before and now</h2><table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def _pair(one: Renumbered) -> tuple[str, str]:
    return one.before, one.now or GONE


def print_report(config: Config, report: ChangeReport) -> bytes:
    """Print the report as an accessible PDF: each change once, what was deleted and added said in words."""
    from focalpoint.press.layout.printable import printable
    from focalpoint.review.replies.reply_files import line_html

    body = [f"<p>{escape(printable(report.counts))}</p>"]
    for chapter, changes in report.chapters():
        entries = (f"<h3>{escape(printable(heading_of(one)))}</h3>{line_html(_told(one))}" for one in changes)
        body.append(f"<section><h2>{escape(printable(chapter))}</h2>{''.join(entries)}</section>")
    body += (f"<section>{one}</section>" for one in _concordance(report))
    return printed_alone(config, report.edition, report.day, report.heading, "".join(body))


def printed_alone(config: Config, edition: Edition, day: date, title: str, body: str) -> bytes:
    """Print a page of an edition as a PDF of its own, in the look of the book; `body` is its HTML below the title."""
    from focalpoint.press.book_facts import book_of
    from focalpoint.press.layout.isolation import THEME
    from focalpoint.press.layout.printable import printable
    from focalpoint.press.section import Section
    from focalpoint.press.standalone import print_single

    title = printable(title)
    opening = f'<header class="opening"><h1>{escape(title)}</h1></header>'
    html = f'<section class="chapter" id="alone">{opening}{body}</section>'
    book = book_of(config, edition, Imprint(f"{edition.capitalize()} edition", day))
    unit = Section("alone", title, "", "", "body", 1, html, THEME)
    return print_single(replace(book, title=f"{book.title}: {title[0].lower()}{title[1:]}"), unit)


def _told(change: Changed) -> Line:
    """What moved as it was is shown in its words, unmarked."""
    return change.after if change.what is What.MOVED else change.redline


PAGE, MARGIN, WIDTHS = (210, 297), 22.5, (82, 83)
SIZE, AFTER, HEADINGS = 10.5, 5, {"Heading 1": 16, "Heading 2": 13, "Heading 3": 11}


def word_report(config: Config, report: ChangeReport) -> bytes:
    """Write the report as a Word file, the same bytes for the same report."""
    from focalpoint.review.forms.form_word import add_table, saved, set_page, set_type, word_file
    from focalpoint.review.replies.reply_files import add_line

    moment = datetime.combine(report.day, time(), UTC)
    settings = config.settings
    document: Any = word_file(report.heading, moment, language=settings.language, author=settings.publisher)
    foot = f"{report.heading} · {report.edition.clearance} · {report.day.day} {report.day:%B %Y}"
    set_page(document, PAGE, MARGIN, foot)
    set_type(document, SIZE, AFTER, HEADINGS)
    document.add_heading(f"{report.title}: {report.heading[0].lower()}{report.heading[1:]}", 1)
    document.add_paragraph(report.counts)
    for chapter, changes in report.chapters():
        document.add_heading(chapter, 2)
        for change in changes:
            document.add_heading(heading_of(change), 3)
            add_line(document.add_paragraph(), _told(change))
    if rows := report.comparison.concordance:
        document.add_heading("Numbers before and now", 2)
        table = add_table(document, len(rows) + 1, WIDTHS, "Numbers before and now", heads=1)
        for written, pair in zip(table.rows, (_HEADS, *map(_pair, rows)), strict=True):
            for cell, words in zip(written.cells, pair, strict=True):
                cell.paragraphs[0].add_run(words)
    return saved(document, moment)
