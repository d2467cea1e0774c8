"""Enter the comments of returned files into the ledger: each once, each with a number, without names of persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.consultation.roster import load_roster
from focalpoint.content.rounds.comments import WHOLE_DRAFT, Comment, Confidence, Mark, Origin
from focalpoint.content.rounds.contradictions import REPLACES
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, Returned, WordCount
from focalpoint.problems import Problem, ProblemKind, Trouble
from focalpoint.review.intake.matching import Match, match_findings
from focalpoint.review.intake.sandbox import read_returned
from focalpoint.review.intake.whose import doubted, leave_out_others, other_owners
from focalpoint.review.ledger.ledger import Change, change_ledger, issued_draft, ledgers_of, next_id, on_roster
from focalpoint.review.ledger.similar_comments import Group, same_words

Read = Callable[[Path, Config, int], Returned]
NOT_READ = Returned(sha256="0" * 64)
EMPTY = "no comment was found in it; ask the sender for the file in which the comments were made, not a print of it"


@dataclass(frozen=True)
class Imported:
    """The result of one returned file."""

    path: str
    draft: int
    kinds: Counter[Mark]
    """How many marks of each kind were found."""
    placed: Counter[Confidence]
    """How sure their places are; a person must place the `unplaced` ones."""
    new: tuple[Comment, ...]
    known: int
    """Number of marks that the ledger had before."""
    replacing: dict[str, str]
    """New comments that replace an earlier one, each with the earlier one's id."""
    warnings: tuple[str, ...]
    """Warnings for a person, each as: what is wrong; what to do."""
    count: WordCount = NOT_READ.count
    """What became of every word of the file."""
    on_whole_draft: int = 0
    """How many of the `unplaced` are about the whole draft, by their writer's own words; nobody places these."""

    def __post_init__(self) -> None:
        assert self.found == self.placed.total() == len(self.new) + self.known, "the numbers of an import do not add up"
        assert {comment.id for comment in self.new} >= set(self.replacing), "what replaces another must be new"

    @property
    def found(self) -> int:
        """Count the marks found."""
        return self.kinds.total()


@dataclass(frozen=True)
class Import:
    """The result of all files of one command."""

    files: tuple[Imported, ...]
    """The files that could be read."""
    problems: tuple[Problem, ...]
    """The problems of the other files, from which nothing was entered."""
    probably_same: tuple[Group, ...]
    """Groups of comments of this member that probably say the same, one of them new."""


@dataclass(frozen=True)
class ImportRequest:
    """What a person asks for."""

    member: str
    """Id of the member that sent the files."""
    received: date
    draft: int | None = None
    """Number of the draft, for files that name none."""
    anyway: bool = False
    """Whether to enter also the files that seem to be another member's."""


@dataclass(frozen=True)
class FileImport:
    """One returned file between two stages; each stage adds what it finds."""

    config: Config
    file: Path
    request: ImportRequest
    read: Read
    returned: Returned = NOT_READ
    """From `read_file`, and without names from `anonymise`."""
    draft: Draft | None = None
    """From `find_draft`."""
    imported: Imported | None = None
    """From `enter`."""

    @property
    def shown_path(self) -> str:
        """The file's path as messages give it."""
        return self.config.shown(self.file)


def import_returned(
    config: Config, files: Iterable[Path], request: ImportRequest, read: Read = read_returned
) -> Import:
    """Enter the comments of each file into the ledger of a member, whole or not at all.

    A file that cannot be entered does not stop the others: its problems are in the answer. Raises Trouble where the
    member or the draft does not exist.
    """
    on_roster(config, request.member)
    if request.draft is not None:
        issued_draft(config, request.draft)
    done: list[Imported] = []
    problems: list[Problem] = []
    for file in files:
        one = FileImport(config, file, request, read)
        try:
            for stage in STAGES:
                one = stage(one)
        except Trouble as trouble:
            problems += trouble.problems
        else:
            assert one.imported is not None
            done.append(one.imported)
    return Import(tuple(done), tuple(problems), tuple(_probably_same(config, done, request.member)))


def read_file(one: FileImport) -> FileImport:
    """Read every mark of the file in a sandboxed process, each placed on the draft."""
    return replace(one, returned=one.read(one.file, one.config, one.request.draft or 0))


def anonymise(one: FileImport) -> FileImport:
    """Replace each author by a digest, which distinguishes authors and stays the same in later imports."""
    findings = tuple(
        finding.model_copy(update={"source": _without_names(finding.source)}) for finding in one.returned.findings
    )
    return replace(one, returned=one.returned.model_copy(update={"findings": findings}))


def _without_names(source: Origin) -> Origin:
    thread = tuple(reply.model_copy(update={"author": _digest(reply.author)}) for reply in source.thread)
    return source.model_copy(update={"author": _digest(source.author), "thread": thread})


def _digest(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:8] if name else ""


def find_draft(one: FileImport) -> FileImport:
    """Find the draft the file belongs to; raises Trouble where neither file nor person names one, or they disagree."""
    asked, returned = one.request.draft, one.returned
    if asked is None and not returned.draft:
        known = not returned.findings or returned.foreign or any("--draft" in warning for warning in returned.warnings)
        silent = () if known else ("the file does not name its draft; add --draft and its number",)
        raise _refused(one, *returned.warnings, *silent)
    if asked is not None and returned.draft not in (0, asked):
        told = f"the file belongs to draft {returned.draft}, not to draft {asked}; leave --draft out, or ask the sender"
        raise _refused(one, told)
    return replace(one, draft=issued_draft(one.config, asked or returned.draft))


def check_member(one: FileImport) -> FileImport:
    """Refuse a file that seems to be another member's: a reply must not reach the wrong Government."""
    if not one.request.anyway:
        if one.returned.foreign:
            raise _refused(one, *one.returned.warnings, f"add --anyway if it is of {one.request.member} all the same")
        assert one.draft is not None
        for why in other_owners(one.config, one.returned, one.request.member, one.draft):
            raise _refused(one, f"{why}, or add --anyway if it is of {one.request.member}")
    return one


def keep_own(one: FileImport) -> FileImport:
    """Leave out the comments whose row or page names another member or draft, unless a person says otherwise."""
    if one.request.anyway and not one.returned.other_draft:
        return one
    assert one.draft is not None
    roster, _problems = load_roster(one.config)
    # An answer about the draft says nothing of whose the rows are.
    returned = doubted(one.returned) if one.returned.other_draft else one.returned
    return replace(one, returned=leave_out_others(returned, one.request.member, one.draft, roster))


def _refused(one: FileImport, *messages: str) -> Trouble:
    return Trouble([Problem(one.shown_path, 0, ProblemKind.COMMENT, message) for message in messages or (EMPTY,)])


def enter(one: FileImport) -> FileImport:
    """Enter the marks that are new, in one change of the ledger."""
    assert one.draft is not None
    returned, member = one.returned, one.request.member
    findings = returned.findings
    matches: Sequence[Match] = ()
    new: list[Comment] = []

    def with_new(comments: tuple[Comment, ...]) -> Change:
        nonlocal matches
        matches = match_findings(findings, comments)
        for finding, match in zip(findings, matches, strict=True):
            if match.known is None:
                id = next_id(member, new[-1:] or comments)
                new.append(_comment(finding, id, one.request.received, match.replaces))
        return Change((*comments, *new))

    after = change_ledger(one.config, one.draft, member, with_new) if findings else ()
    entered = after[len(after) - len(new) :]
    replaces = [match.replaces for match in matches if match.known is None]
    imported = Imported(
        one.shown_path,
        one.draft.number,
        Counter(finding.mark for finding in findings),
        Counter(finding.confidence for finding in findings),
        entered,
        sum(match.known is not None for match in matches),
        {comment.id: old for comment, old in zip(entered, replaces, strict=True) if old},
        returned.warnings if findings or returned.warnings else (EMPTY,),
        returned.count,
        sum(WHOLE_DRAFT in finding.source.flags for finding in findings),
    )
    return replace(one, imported=imported)


Stage = Callable[[FileImport], FileImport]
STAGES: tuple[Stage, ...] = (read_file, anonymise, find_draft, check_member, keep_own, enter)
"""The stages from a returned file to the ledger; a stage raises Trouble where the file cannot be entered."""


def _comment(finding: Finding, id: str, received: date, replaces: str) -> Comment:
    """Make a comment of a finding; it names the earlier comment that it replaces."""
    source = finding.source
    if replaces:
        source = source.model_copy(update={"flags": (*source.flags, f"{REPLACES}{replaces}")})
    said = {name: getattr(finding, name) for name in Finding.model_fields.keys() & Comment.model_fields.keys()}
    return Comment(**{**said, "source": source}, id=id, received=received)


def _probably_same(config: Config, done: Sequence[Imported], member: str) -> Iterable[Group]:
    """Find the groups of this member's comments that probably say the same, one of them new."""
    for number in sorted({one.draft for one in done}):
        new = {comment.id for one in done if one.draft == number for comment in one.new}
        ledgers, _problems = ledgers_of(config, number)
        own = [comment for ledger in ledgers if ledger.fields.member == member for comment in ledger.fields.comments]
        yield from (group for group in same_words(own) if any(comment.id in new for comment in group))
