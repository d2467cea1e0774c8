"""Make the replies to the members that commented on a draft, all of them before the first is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.consultation.roster import Roster
from focalpoint.content.rounds.effective_decision import Ledgered, deciding
from focalpoint.content.rounds.ledger import Ledger
from focalpoint.files import write_all
from focalpoint.press.workers.pool import Pool
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.review.replies.replies import Letter, Reading, letter
from focalpoint.review.replies.reply_formats import reply_docx, reply_pdf

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
        if comment.withdrawn_on or deciding(comment, every):
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
