"""Write the public account of a round as web page and PDF."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from focalpoint.assembly.generated_pages.comments import Cells, Figures
from focalpoint.assembly.generated_pages.consultations import HIDDEN
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.files import write_all
from focalpoint.release.changes.change_files import SHEET, printed_alone
from focalpoint.release.changes.report import search_report
from focalpoint.release.rounds.account import Account, Answered

PAGE, PDF = "index.html", "you-said-we-did.pdf"
_OPENING = (
    "This is what was said of draft {draft}, and what became of it. No member is named: each comment was answered in a "
    "reply to its member alone. {dash}"
)
_DASH = "A dash stands for a number that is not given, so that no member can be told from it."


def write_account(config: Config, account: Account) -> list[Path]:
    """Write both files, or none, once they were searched for what the public may not read."""
    body = "".join(_body(account))
    title = f"You said, we did: draft {account.draft}"
    head = f'<meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="{SHEET.name}">'
    inside = f"<head>{head}</head><body><main><h1>{escape(account.title)}: {title[0].lower()}{title[1:]}</h1>{body}"
    page = f'<!doctype html>\n<html lang="en">{inside}</main></body></html>\n'
    files = {PAGE: page.encode(), PDF: printed_alone(config, Edition.PUBLIC, config.today, title, body)}
    search_report(config, Edition.PUBLIC, files)
    folder = config.dist / "accounts" / str(account.draft)
    write_all({folder / name: data for name, data in {**files, SHEET.name: SHEET.read_bytes()}.items()})
    return [folder / name for name in files]


def _body(account: Account) -> Iterator[str]:
    hidden = any(None in cells for _figures, cells in account.figures)
    yield f"<p>{escape(_OPENING.format(draft=account.draft, dash=_DASH if hidden else '').strip())}</p>"
    for figures, cells in account.figures:
        if any(cell is not None for cell in cells):
            yield _table(figures, cells)
    for title, answers in account.chapters:
        yield f"<section><h2>{escape(title)}</h2>{''.join(map(_answer, answers))}</section>"


def _table(figures: Figures, cells: Cells) -> str:
    """Make the table of the numbers that are given; all others share one row, so that none tells that it is small."""
    known = [(count.label, str(cell)) for count, cell in zip(figures.counts, cells, strict=True) if cell is not None]
    others = [("All others", HIDDEN)] if len(known) < len(cells) else []
    rows = "".join(f"<tr><td>{escape(label)}</td><td>{number}</td></tr>" for label, number in (*known, *others))
    heads = f'<tr><th scope="col">{figures.by.capitalize()}</th><th scope="col">Comments</th></tr>'
    table = f"<table><thead>{heads}</thead><tbody>{rows}</tbody></table>"
    return f"<section><h2>Comments by {figures.by}</h2>{table}</section>"


def _answer(one: Answered) -> str:
    from focalpoint.press.layout.printable import printable
    from focalpoint.review.replies.reply_files import line_html

    heading = f"<h3>{escape(one.place)}: {one.decision.label}</h3>"
    said = "".join(f"<p>{escape(printable(part))}</p>" for part in one.observation.split("\n") if part.strip())
    return f"{heading}{said}{line_html(one.change) if one.change else ''}"
