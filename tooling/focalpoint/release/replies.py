"""Write the replies to the members that commented on a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from focalpoint.config import Config
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import Ledger, comments_of
from focalpoint.content.rounds.reply_record import Reply, record_replies, replies_file
from focalpoint.content.text.imprint import imprint
from focalpoint.files import folder_lock
from focalpoint.problems import stopped
from focalpoint.release.job import LATER, Job, Stage, Teller, run
from focalpoint.release.stages import DRAFT_EDITION, assemble, blocks, check, load, read

if TYPE_CHECKING:
    from focalpoint.review.anchoring.anchoring import CurrentPlace
    from focalpoint.review.replies.replies import Letter


@dataclass(frozen=True)
class ReplyRequest:
    """What a person asks for."""

    draft: int
    member: str | None
    """One member of the roster, or None for all that commented."""
    again: bool
    """Whether replies are replaced that differ from those written now."""
    workers: int


@dataclass(frozen=True)
class ReplyJob(Job):
    """The replies on one draft between two stages."""

    request: ReplyRequest = LATER
    draft: Draft = LATER
    """From `choose`, with the ledgers that are answered."""
    ledgers: Sequence[Ledger] = ()
    places: Mapping[str, CurrentPlace] = field(default_factory=dict)
    """From `anchor`, by the comments' ids."""
    letters: Sequence[Letter] = ()
    files: Mapping[Path, bytes] = field(default_factory=dict)
    written: tuple[Path, ...] = ()


def write_replies(config: Config, request: ReplyRequest, tell: Teller) -> tuple[Path, ...]:
    """Write the replies, all or none; return the files that were not there already, word for word."""
    from focalpoint.press.book import Press

    folder = config.build / "today"
    with folder_lock(folder), Press(1) as press:
        facts = imprint(config, DRAFT_EDITION)
        job = ReplyJob(config, DRAFT_EDITION, facts, folder, tell, press, numbered_blocks=True, request=request)
        return run(STAGES, job).written


def choose(job: ReplyJob) -> ReplyJob:
    """Find the draft and the ledgers; raises Trouble with every comment on which there is no decision."""
    from focalpoint.review.replies.reply_files import answerable, refuse_undecided

    number = job.request.draft
    draft = next((one for one in job.manual.drafts if one.number == number), None)
    if draft is None:
        known = ", ".join(str(one.number) for one in job.manual.drafts) or "none"
        raise stopped(f"no draft {number} was issued; the drafts are: {known}")
    ledgers = answerable(job.manual.ledgers, number, job.request.member)
    refuse_undecided(ledgers, comments_of(job.manual.ledgers, number))
    return replace(job, draft=draft, ledgers=ledgers)


def anchor(job: ReplyJob) -> ReplyJob:
    """Find the place of every comment in the current text."""
    from focalpoint.review.anchoring.anchoring import current_places

    job.tell.step("Finding the comments’ places in the current text")
    comments = [comment for ledger in job.ledgers for comment in ledger.fields.comments]
    return replace(job, places=current_places(job.config, job.draft, comments))


def compose(job: ReplyJob) -> ReplyJob:
    """Put each member's answers together: the comments, the decisions, the text then and now."""
    from focalpoint.review.replies.replies import Reading
    from focalpoint.review.replies.reply_files import letters

    every = comments_of(job.manual.ledgers, job.request.draft)
    reading = Reading(job.draft, job.draft.map(), every, job.places, tuple(blocks(job)))
    return replace(job, letters=letters(job.config, job.manual.roster, job.ledgers, reading, job.facts.date))


def print_letters(job: ReplyJob) -> ReplyJob:
    """Make the PDF and the Word file of each letter."""
    from focalpoint.press.workers.pool import Pool
    from focalpoint.review.replies.reply_files import reply_files

    job.tell.step(f"Writing {'one reply' if len(job.letters) == 1 else f'{len(job.letters)} replies'}")
    with Pool(min(job.request.workers, len(job.letters))) as pool:
        return replace(job, files=reply_files(job.config, job.letters, pool))


def write(job: ReplyJob) -> ReplyJob:
    """Write all files or none, and enter into the record of the draft which members have a reply."""
    from focalpoint.review.replies import reply_files

    written = reply_files.write_replies(job.config, job.files, again=job.request.again)
    today = job.config.today
    entries = [
        Reply(member=file.parent.name, written_on=today, sha256=sha256(data).hexdigest())
        for file, data in job.files.items()
        if file.suffix == ".pdf"
    ]
    if record_replies(job.config, job.request.draft, entries):
        written = [*written, replies_file(job.config, job.request.draft)]
    return replace(job, written=tuple(written))


STAGES: tuple[Stage[ReplyJob], ...] = (load, check, choose, anchor, assemble, read, compose, print_letters, write)
