"""The command `focalpoint replies`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from focalpoint.cli.guard import guarded
from focalpoint.cli.project import here, needs_printing
from focalpoint.cli.telling import OUT, Telling
from focalpoint.config import Config
from focalpoint.content.manual import Manual
from focalpoint.content.rounds.drafts import Draft
from focalpoint.problems import stopped


@guarded
def replies(
    draft: Annotated[int, typer.Option(metavar="NUMBER", min=1, help="The draft that was commented on, such as 1.")],
    member: Annotated[str | None, typer.Option(metavar="ID", help="Only this member of the roster, as GH.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Replace replies that differ from those written now.")] = False,
    workers: Annotated[
        int, typer.Option(metavar="NUMBER", help="Replies printed at the same time; 0: one for each processor.")
    ] = 0,
) -> None:
    """Write to each member what became of its comments on a draft, as PDF and Word file in dist/. Nothing is sent.

    A reply holds that member's own comments alone. While one of them is not decided, nothing is written.
    """
    config = here()
    needs_printing()
    with Telling() as tell:
        files = _write(config, draft, member, tell, workers or os.cpu_count() or 1, again=again)
    for file in files:
        OUT.print(config.shown(file))
    OUT.print(f"Wrote {len(files)} files; nothing was sent" if files else "All were there already, word for word")
    OUT.print(f"Done in {tell.seconds:.1f} seconds")


def _draft(manual: Manual, number: int) -> Draft:
    found = next((one for one in manual.drafts if one.number == number), None)
    if found is None:
        known = ", ".join(str(one.number) for one in manual.drafts) or "none"
        raise stopped(f"no draft {number} was issued; the drafts are: {known}")
    return found


def _write(config: Config, number: int, member: str | None, tell: Telling, workers: int, *, again: bool) -> list[Path]:
    """Everything is read, decided and printed before the first file is written."""
    from focalpoint.checks import check_manual
    from focalpoint.content.rounds.effective_decision import comments_of
    from focalpoint.content.text.imprint import imprint
    from focalpoint.press.workers.pool import Pool
    from focalpoint.release.drafts.draft_text import EDITION, read_today
    from focalpoint.review.anchoring.anchoring import places_today
    from focalpoint.review.replies.replies import Reading
    from focalpoint.review.replies.reply_files import answerable, letters, refuse_undecided, reply_files, write_replies

    manual = check_manual(config)
    draft = _draft(manual, number)
    every = comments_of(manual.ledgers, number)
    ledgers = answerable(manual.ledgers, number, member)
    refuse_undecided(ledgers, every)
    tell.step("Finding the comments’ places in today’s text")
    comments = [comment for ledger in ledgers for comment in ledger.fields.comments]
    today = places_today(config, draft, comments)
    reading = Reading(draft, draft.map(), every, today, read_today(config))
    tell.step(f"Writing {len(ledgers)} replies")
    some = letters(config, manual.roster, ledgers, reading, imprint(config, EDITION).date)
    with Pool(min(workers, len(some))) as pool:
        files = reply_files(config, some, pool)
    return write_replies(config, files, again=again)
