"""Enter the comments of returned files into the ledger: each once, each with a number, without names of persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment, Confidence, Mark, Origin
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import Ledger
from focalpoint.content.rounds.returned import Finding, Returned
from focalpoint.problems import Problem, ProblemKind, Trouble
from focalpoint.review.intake.manual_entry import next_id
from focalpoint.review.intake.matching import Match, match_findings
from focalpoint.review.intake.sandbox import read_returned
from focalpoint.review.ledger.conflicts import REPLACES, Pair, twins
from focalpoint.review.ledger.ledger import Change, change_ledger, issued_draft, ledgers_of, on_roster


def nameless(returned: Returned) -> Returned:
    """The same comments, with each author as a digest that tells authors apart, and is the same next time."""
    findings = tuple(
        finding.model_copy(update={"source": _without_names(finding.source)}) for finding in returned.findings
    )
    return returned.model_copy(update={"findings": findings})


def _without_names(source: Origin) -> Origin:
    thread = tuple(reply.model_copy(update={"author": _digest(reply.author)}) for reply in source.thread)
    return source.model_copy(update={"author": _digest(source.author), "thread": thread})


def _digest(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:8] if name else ""


Reader = Callable[[Path, Config, int], Returned]
EMPTY = "no comment was found in it; ask the sender for the file in which the comments were made, not a print of it"


@dataclass(frozen=True)
class Imported:
    """What came of one returned file."""

    path: str
    draft: int
    kinds: Counter[Mark]
    """How many marks of each kind were found."""
    placed: Counter[Confidence]
    """How sure their places are; `unplaced` ones are to be asked."""
    new: tuple[Comment, ...]
    known: int
    """Marks that the ledger had before."""
    replacing: dict[str, str]
    """New comments that replace an earlier one, each with the earlier one's id."""
    warnings: tuple[str, ...]
    """What a person must know, each as: what is wrong; what to do."""

    def __post_init__(self) -> None:
        assert self.found == self.placed.total() == len(self.new) + self.known, "the numbers of an import do not add up"
        assert {comment.id for comment in self.new} >= set(self.replacing), "what replaces another must be new"

    @property
    def found(self) -> int:
        """How many marks were found."""
        return self.kinds.total()


@dataclass(frozen=True)
class Import:
    """What came of all files of one command."""

    files: tuple[Imported, ...]
    """Those that could be read."""
    problems: tuple[Problem, ...]
    """What was wrong with the others; nothing of those was entered."""
    probably_same: tuple[Pair, ...]
    """New comments that probably say the same as another of that member."""


def import_returned(
    config: Config,
    files: Iterable[Path],
    member: str,
    draft: int | None,
    received: date,
    read: Reader = read_returned,
    *,
    anyway: bool = False,
) -> Import:
    """Enter the comments of each file into the ledger of a member, whole or not at all.

    `draft` is for files that do not say of which draft they are, `anyway` for those that seem to be another member's.
    A file that cannot be entered does not stop the others: its problems are in the answer. Raises Trouble where the
    member or the draft does not exist.
    """
    on_roster(config, member)
    if draft is not None:
        issued_draft(config, draft)
    done: list[Imported] = []
    problems: list[Problem] = []
    for file in files:
        try:
            returned = nameless(read(file, config, draft or 0))
            of = issued_draft(config, _draft_number(returned, draft, config.shown(file)))
            if not anyway and (other := _other_member(config, returned, of, member)):
                raise _refused(config.shown(file), f"{other}, or add --anyway if it is of {member}")
            done.append(_enter(config, config.shown(file), returned, of, member, received))
        except Trouble as trouble:
            problems += trouble.problems
    return Import(tuple(done), tuple(problems), tuple(_probably_same(config, done, member)))


def _draft_number(returned: Returned, asked: int | None, shown: str) -> int:
    """Of which draft a file is; raises Trouble where nobody says, or where two say different things."""
    if asked is None and not returned.draft:
        known = not returned.findings or any("--draft" in warning for warning in returned.warnings)
        silent = () if known else ("the file does not say of which draft it is; add --draft and its number",)
        raise _refused(shown, *returned.warnings, *silent)
    if asked is not None and returned.draft not in (0, asked):
        told = f"the file is of draft {returned.draft}, not of draft {asked}; leave --draft out, or ask the sender"
        raise _refused(shown, told)
    return asked or returned.draft


def _other_member(config: Config, returned: Returned, draft: Draft, member: str) -> str:
    """Why a file seems to be another member's; empty where it does not. A reply must not reach the wrong Government."""
    on = next((copy.member for copy in draft.fields.copies if copy.number == returned.copy_number), member)
    if on != member:
        return f"the file was made on the copy of {on}; give --from {on}"
    ledgers, _problems = ledgers_of(config, draft.number)
    having = (ledger.fields.member for ledger in ledgers if ledger.fields.member != member and _holds(ledger, returned))
    found = next(having, "")
    return f"the same file was entered as that of {found}; give --from {found}" if found else ""


def _holds(ledger: Ledger, returned: Returned) -> bool:
    return any(comment.source.sha256 == returned.sha256 for comment in ledger.fields.comments)


def _refused(shown: str, *messages: str) -> Trouble:
    return Trouble([Problem(shown, 0, ProblemKind.COMMENT, message) for message in messages or (EMPTY,)])


def _enter(config: Config, shown: str, returned: Returned, draft: Draft, member: str, received: date) -> Imported:
    """Enter what is new of one file, in one change of the ledger."""
    findings = returned.findings
    matches: Sequence[Match] = ()
    new: list[Comment] = []

    def grown(comments: tuple[Comment, ...]) -> Change:
        nonlocal matches
        matches = match_findings(findings, comments)
        for finding, match in zip(findings, matches, strict=True):
            if match.known is None:
                id = next_id(member, new[-1:] or comments)
                new.append(_comment(finding, id, received, match.replaces))
        return Change((*comments, *new))

    after = change_ledger(config, draft, member, grown) if findings else ()
    entered = after[len(after) - len(new) :]
    replaces = [match.replaces for match in matches if match.known is None]
    return Imported(
        shown,
        draft.number,
        Counter(finding.mark for finding in findings),
        Counter(finding.confidence for finding in findings),
        entered,
        sum(match.known is not None for match in matches),
        {comment.id: old for comment, old in zip(entered, replaces, strict=True) if old},
        returned.warnings if findings or returned.warnings else (EMPTY,),
    )


def _comment(finding: Finding, id: str, received: date, replaces: str) -> Comment:
    """A finding as a comment of the ledger, which says which earlier one it replaces."""
    source = finding.source
    if replaces:
        source = source.model_copy(update={"flags": (*source.flags, f"{REPLACES}{replaces}")})
    said = {name: getattr(finding, name) for name in Finding.model_fields}
    return Comment(**{**said, "source": source}, id=id, received=received)


def _probably_same(config: Config, done: Sequence[Imported], member: str) -> Iterable[Pair]:
    """The pairs of that member's comments of which one is new."""
    for number in sorted({one.draft for one in done}):
        new = {comment.id for one in done if one.draft == number for comment in one.new}
        ledgers, _problems = ledgers_of(config, number)
        own = [comment for ledger in ledgers if ledger.fields.member == member for comment in ledger.fields.comments]
        yield from (pair for pair in twins(own) if {pair.first.id, pair.second.id} & new)
