"""Make the public account of a round: by chapter what was decided and why, before and after, and counts of many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from focalpoint.assembly.generated_pages.comments import Cells, Count, Figures, figures_of, published
from focalpoint.assembly.generated_pages.consultations import FEWEST
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.git import need_commit
from focalpoint.content.manual import Manual
from focalpoint.content.rounds.comments import Comment, Disposition
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import Ledger, Ledgered, comments_of, effective_decision
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.release.changes.comparing import Changed, Comparison
from focalpoint.release.changes.edition_text import MANUAL
from focalpoint.release.changes.report import compare_commits
from focalpoint.review.replies.reply_changes import Line

ELSEWHERE = "The whole draft, or a place outside this edition"
_COMMENT = re.compile(r"\b[A-Z]{2,10}-[0-9]{3,}\b")
SHORTEST = 4
"""A member's name with fewer letters is looked for as it is written, since it may be part of other words."""


@dataclass(frozen=True)
class Answered:
    """One decision that is published."""

    place: str
    """The paragraph in the draft: `Paragraph 3.12`."""
    decision: Disposition
    observation: str
    change: Line
    """The paragraph before and after in one line; empty where it stayed, or where this edition has no such text."""


@dataclass(frozen=True)
class Account:
    """What everybody may know of a round."""

    title: str
    draft: int
    figures: tuple[tuple[Figures, Cells], ...]
    """The counts by type, decision, regional group and chapter, without the numbers that nobody may know."""
    chapters: tuple[tuple[str, tuple[Answered, ...]], ...]
    """The published decisions by the chapter's title."""


def account_of(config: Config, manual: Manual, number: int) -> Account:
    """Make the account of the round on a draft; raises Trouble while a comment is open or words name a member."""
    draft = next((one for one in manual.drafts if one.number == number), None)
    if draft is None:
        known = ", ".join(str(one.number) for one in manual.drafts) or "none"
        raise stopped(f"no draft {number} was issued; the drafts are: {known}")
    every = comments_of(manual.ledgers, number)
    ledgers = [one for one in manual.ledgers if one.fields.draft == number]
    if problems := [*_open(ledgers, every), *_naming(manual, ledgers)]:
        raise Trouble(problems)
    commits = ((draft.fields.commit, f"draft {number}"), (need_commit(config), "today"))
    comparison = compare_commits(config, *commits, Edition.PUBLIC)
    standing = [one for one in every.values() if not one.withdrawn_on]
    counted = [*figures_of(manual, number), _by_chapter(number, standing, comparison.old.titles)]
    chapters = tuple(_chapters(standing, draft, comparison))
    return Account(config.settings.title, number, tuple(published(manual, counted)), chapters)


def _open(ledgers: Iterable[Ledger], every: Ledgered) -> Iterator[Problem]:
    """Yield the comments that are open: two accounts of one round would tell of a comment by their difference."""
    for ledger in ledgers:
        for comment in ledger.fields.comments:
            if not comment.withdrawn_on and effective_decision(comment, every) is None:
                line = ledger.line("comments", ledger.ids.index(comment.id), "id")
                told = f"{comment.id} has no decision; the account is written when the round is over: decide first"
                yield Problem(ledger.path, line, ProblemKind.UNDECIDED, told)


def _naming(manual: Manual, ledgers: Iterable[Ledger]) -> Iterator[Problem]:
    """Yield the published observations that name a member or a comment."""
    for ledger in ledgers:
        for comment in ledger.fields.comments:
            if not comment.publish:
                continue
            line = ledger.line("comments", ledger.ids.index(comment.id), "observation")
            if not comment.observation.strip():
                told = f"{comment.id} is marked `publish` and has no observation; write it, or take `publish` out"
                yield Problem(ledger.path, line, ProblemKind.COMMENT, told)
            elif names_member(manual, comment.observation):
                told = f"the observation on {comment.id} is published and names a member or a comment"
                advice = "say it without, or take `publish` out"
                yield Problem(ledger.path, line, ProblemKind.HANDLING, f"{told}; {advice}")


def names_member(manual: Manual, words: str) -> bool:
    """Tell whether words name a member of the roster, by name or id, or a comment by its id."""
    folded = words.casefold()
    for member in manual.roster.members:
        name = member.name.casefold()
        stem = name if len(name) < SHORTEST else name.removesuffix("a").removesuffix("y")
        if re.search(rf"\b{re.escape(stem)}", folded) or re.search(rf"\b{re.escape(member.id)}\b", words):
            return True
    return _COMMENT.search(words) is not None


def _by_chapter(number: int, comments: Sequence[Comment], titles: Mapping[str, str]) -> Figures:
    members: dict[str, list[str]] = {title: [] for title in (*titles.values(), ELSEWHERE)}
    for comment in comments:
        members[titles.get(_docname(comment), ELSEWHERE)].append(comment.member)
    counts = (Count(title, len(those), len(set(those)) >= FEWEST) for title, those in members.items())
    return Figures(number, "chapter", tuple(counts))


def _docname(comment: Comment) -> str:
    return comment.place.file.removeprefix(MANUAL).removesuffix(".md")


def _chapters(
    comments: Sequence[Comment], draft: Draft, comparison: Comparison
) -> Iterator[tuple[str, tuple[Answered, ...]]]:
    """Yield each chapter with the decisions that are marked for publication, in the order of their places."""
    shown = {(one.chapter, one.line): one for one in comparison.old.blocks}
    changed = {(one.chapter, one.line): change for change in comparison.changes for one in change.old}
    found: dict[str, list[tuple[int, Answered]]] = {}
    for comment in comments:
        if not comment.publish or comment.disposition is None:
            continue
        key = (_docname(comment), comment.place.line)
        title = comparison.old.titles.get(key[0], ELSEWHERE) if key in shown else ELSEWHERE
        number = shown[key].number if key in shown else ""
        place = f"Paragraph {number}" if number else "The draft"
        line = _redline(changed.get(key)) if comment.disposition.changes_text else ()
        found.setdefault(title, []).append((key[1], Answered(place, comment.disposition, comment.observation, line)))
    for title in (*comparison.old.titles.values(), ELSEWHERE):
        if title in found:
            yield title, tuple(one for _line, one in sorted(found[title], key=lambda one: one[0]))


def _redline(change: Changed | None) -> Line:
    return change.redline if change else ()
