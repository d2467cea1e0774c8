"""Find what keeps a release back: what is not committed, checked, cleared, decided, answered or confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from focalpoint.assembly.generated_pages.provenance import to_confirm
from focalpoint.checks.acceptances import unknown_histories
from focalpoint.config import Config
from focalpoint.content.git import need_commit, to_commit, uncommitted_files
from focalpoint.content.manual import SOURCES, Manual
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.ledger import Ledger, Ledgered, comments_of, effective_decision
from focalpoint.content.rounds.reply_record import load_replies
from focalpoint.content.sources import read_sources
from focalpoint.content.text.citations import cited_keys
from focalpoint.content.text.frontmatter import field_line
from focalpoint.content.text.text_files import read_as_far
from focalpoint.problems import Problem, ProblemKind, Trouble
from focalpoint.release.gate.opened import opened_lines
from focalpoint.release.readiness import examine

_UNVERIFIED = re.compile(r"\bunverified\b", re.IGNORECASE)


def open_points(config: Config) -> list[Problem]:
    """List everything that keeps a release back, as far as the texts, the ledger and Git show it.

    What only a finished edition shows (leaks, tags, the printed text) is found when the release is made.
    """
    manual, problems = examine(config)
    told = {(problem.path, problem.line) for problem in problems}
    further = (one for one in points_of(config, manual) if (one.path, one.line) not in told)
    return [*problems, *_uncommitted(config), *further]


def points_of(config: Config, manual: Manual) -> list[Problem]:
    """List what keeps a release of this manual back beside the rules that every text keeps."""
    return [
        *_no_address(config),
        *_not_cleared(manual),
        *_unanswered(config, manual),
        *unknown_histories(config, manual),
        *_unconfirmed(manual),
        *_unverified(config, manual),
        *opened_lines(config, manual),
    ]


def _uncommitted(config: Config) -> Iterator[Problem]:
    try:
        need_commit(config)
    except Trouble as trouble:
        yield from trouble.problems
        return
    advice = f"is not committed; commit it ({to_commit(config)}), or put it away"
    yield from (Problem(name, 0, ProblemKind.UNCOMMITTED, advice) for name in uncommitted_files(config))


def _no_address(config: Config) -> Iterator[Problem]:
    """Yield that nobody set where the web edition will stand: its citations and printed sheets would name no place."""
    if not config.settings.address:
        told = "`address` is not set, and every citation of the web edition needs it; write `address = \"https://…\"`"
        advice = f"{told} under [tool.focalpoint], the address at which the public edition will stand"
        yield Problem("pyproject.toml", 0, ProblemKind.NO_ADDRESS, advice)


def _not_cleared(manual: Manual) -> Iterator[Problem]:
    advice = "when those who answer for the chapter have let it go out, write `status: cleared`"
    for chapter in manual.in_order:
        status = chapter.fields.status
        if status != "cleared" and chapter.path not in manual.faulty:
            line = field_line(chapter.text, "status")
            yield Problem(chapter.path, line, ProblemKind.NOT_CLEARED, f"`status: {status}` is not cleared; {advice}")


def _unanswered(config: Config, manual: Manual) -> Iterator[Problem]:
    """Yield the comments without a decision, and the members without a reply."""
    replied: dict[int, set[str]] = {}
    for draft in sorted({ledger.fields.draft for ledger in manual.ledgers}):
        replies, problems = load_replies(config, draft)
        yield from problems
        replied[draft] = {one.member for one in replies}
    for ledger in manual.ledgers:
        every = comments_of(manual.ledgers, ledger.fields.draft)
        standing = [one for one in ledger.fields.comments if not one.withdrawn_on]
        undecided = [one for one in standing if effective_decision(one, every) is None]
        yield from (_undecided(ledger, one, every) for one in undecided)
        member, draft = ledger.fields.member, ledger.fields.draft
        if standing and not undecided and member not in replied[draft]:
            told = (
                f"{member} commented on draft {draft}, and consultations/drafts/{draft}/replies.yaml records no reply; "
                f"write it: focalpoint replies --draft {draft} --member {member}"
            )
            yield Problem(ledger.path, ledger.line("member"), ProblemKind.NO_REPLY, told)


def _undecided(ledger: Ledger, comment: Comment, every: Ledgered) -> Problem:
    other = comment.duplicate_of if comment.duplicate_of in every else ""
    told = f"is a duplicate of {other}, which has no decision; decide on one of them" if other else "has no decision"
    advice = "" if other else f"; decide: focalpoint review --draft {ledger.fields.draft}"
    line = _line(ledger, comment, "id")
    return Problem(ledger.path, line, ProblemKind.UNDECIDED, f"{comment.id} {told}{advice}")


def _line(ledger: Ledger, comment: Comment, field: str) -> int:
    return ledger.line("comments", ledger.ids.index(comment.id), field)


def _unconfirmed(manual: Manual) -> Iterator[Problem]:
    for one in to_confirm(manual):
        told = f"is to be confirmed ({one.what}); when it is, take the line `% confirm` out"
        yield Problem(one.path, one.line, ProblemKind.TO_CONFIRM, told)


def _unverified(config: Config, manual: Manual) -> Iterator[Problem]:
    """Yield each cited source of which the file of sources says that something is unverified, with who cites it."""
    cited: dict[str, list[str]] = {}
    for text in manual.texts:
        for key, line in cited_keys(text.reading):
            cited.setdefault(key, []).append(f"{text.path}:{line}")
    bib, _ = read_as_far(config, config.manual / "sources.bib")
    for source in read_sources(bib).entries:
        checked, line = source.fields.get("checked", ("", 0))
        if _UNVERIFIED.search(checked) and source.key in cited:
            first, *others = cited[source.key]
            where = f"{first} and {len(others)} more" if others else first
            told = f"`{source.key}` is unverified, and {where} rests on it; verify it and say so in `checked`"
            yield Problem(SOURCES, line, ProblemKind.UNVERIFIED, f"{told}, or cite another source")
