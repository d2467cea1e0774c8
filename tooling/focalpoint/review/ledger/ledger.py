"""Change the ledger: under a lock, whole or not at all, without touching what the change does not concern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml.error import YAMLError

from focalpoint.config import MAX_TEXT_BYTES, Config
from focalpoint.content.consultation.roster import Member, load_roster, roster_file
from focalpoint.content.rounds.comments import COMMENT_ID, Comment
from focalpoint.content.rounds.drafts import Draft, load_drafts
from focalpoint.content.rounds.ledger import Ledger, LedgerFields, ledger_file, load_ledger, load_ledgers, read_ledger
from focalpoint.files import folder_lock, write_all, write_whole
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.review.ledger.ledger_text import changed_text, new_text, with_visible


@dataclass(frozen=True)
class Change:
    """The comments of a ledger as they are to be."""

    comments: tuple[Comment, ...]
    """All existing comments in their order, and new ones after them."""
    remarks: Mapping[str, str] = field(default_factory=dict)
    """Remarks by comment id, each kept in the comment's record as a YAML comment."""


def issued_draft(config: Config, number: int | None = None) -> Draft:
    """Find a draft by its number, or the latest; raises Trouble where it was not issued."""
    drafts, problems = load_drafts(config)
    found = [draft for draft in drafts if number in (None, draft.number)]
    if found:
        return found[-1]
    if problems:
        raise Trouble(problems)
    known = ", ".join(str(draft.number) for draft in drafts)
    if known:
        raise stopped(
            f"draft {number} was never issued; {'the drafts are' if len(drafts) > 1 else 'there is draft'} {known}"
        )
    raise stopped("no draft was issued yet; issue one first: focalpoint draft issue")


def on_roster(config: Config, member: str) -> Member:
    """Find a member by its id; raises Trouble where the roster has none."""
    roster, problems = load_roster(config)
    if found := roster.member(member):
        return found
    if problems:
        raise Trouble(problems)
    meant = next((one.id for one in roster.members if one.name.casefold() == member.casefold()), "")
    told = f"the member of that name is {meant}" if meant else "see focalpoint roster show"
    raise stopped(f"no member has the id `{member[:60]}`; {told}", config.shown(roster_file(config)))


def ledgers_of(config: Config, draft: int) -> tuple[tuple[Ledger, ...], list[Problem]]:
    """Read the ledgers of all members on a draft, and what is wrong in them; a broken ledger hides no other."""
    ledgers, problems = load_ledgers(config)
    folder = config.shown(ledger_file(config, draft, "").parent)
    wrong = [problem for problem in problems if problem.path.startswith(f"{folder}/")]
    return tuple(ledger for ledger in ledgers if ledger.fields.draft == draft), wrong


def find_comment(config: Config, draft: int, id: str) -> Comment:
    """Find a comment by its id; raises Trouble where the draft has none, or where its ledger has faults."""
    file = ledger_file(config, draft, id.rpartition("-")[0])
    if re.fullmatch(COMMENT_ID, id) and file.exists():
        ledger, problems = load_ledger(config, file)
        if problems or ledger is None:
            raise Trouble(problems)
        if comment := ledger.comment(id):
            return comment
    ledgers, _problems = load_ledgers(config)
    others = ", ".join(str(one.fields.draft) for one in ledgers if id in one.ids)
    told = f"draft {others} has: add --draft" if others else f"list them: focalpoint comments list --draft {draft}"
    raise stopped(f"draft {draft} has no comment {id[:20]}; {told}")


def next_id(member: str, comments: Iterable[Comment]) -> str:
    """Make the id after the highest of a member's comments."""
    highest = max((int(comment.id.rpartition("-")[2]) for comment in comments), default=0)
    return f"{member}-{highest + 1:03d}"


def change_ledger(
    config: Config, draft: Draft, member: str, change: Callable[[tuple[Comment, ...]], Change]
) -> tuple[Comment, ...]:
    """Let `change` make the new comments of a member on a draft, and write them; returns all of them.

    Nobody else changes the ledger meanwhile. Raises Trouble, and writes nothing, where the ledger has faults.
    """
    file = ledger_file(config, draft.number, member)
    with folder_lock(config.build / "ledgers" / f"{draft.number}-{member}"):
        ledger = _load_or_new(config, file, draft, member)
        wanted = change(ledger.fields.comments)
        before = ledger.fields.comments
        olds = (*before, *(None for _new in wanted.comments[len(before) :]))
        comments = tuple(
            new if new == old else _visible_comment(new, ledger.path)
            for old, new in zip(olds, wanted.comments, strict=True)
        )
        if comments != before:
            text = _checked_text(ledger, comments, wanted.remarks)
            write_whole(file, _with_line_ends(file, text).encode())
    return comments


FieldsOf = Callable[[Comment], tuple[dict[str, Any], str]]
"""Returns the fields of a comment that change, and a remark to keep in its record, or an empty one; raises Trouble."""
Keep = Callable[[Mapping[Path, bytes]], None]
"""Writes the changed files, all or none."""


def change_comment(config: Config, draft: int, id: str, change: FieldsOf) -> Comment:
    """Change the fields of one comment that `change` returns, and keep the remark that it returns."""
    return change_comments(config, draft, {id: change})[0]


class RefusedComments(Trouble):
    """Raised where some of several comments cannot be changed, so that none was."""

    def __init__(self, reasons: Mapping[str, Trouble]) -> None:
        self.reasons = reasons
        super().__init__([problem for trouble in reasons.values() for problem in trouble.problems])


def change_comments(
    config: Config,
    draft: int,
    changes: Mapping[str, FieldsOf],
    keep: Keep = write_all,
) -> tuple[Comment, ...]:
    """Change some comments of any members, all or none, and return them in the order given.

    Each id has the function that makes the comment's new fields. `keep` writes the changed files, or raises and leaves
    them as they are; nobody else changes these ledgers meanwhile. Raises RefusedComments with the reason of each
    comment that cannot be changed; of a single comment, the reason itself.
    """
    issued = issued_draft(config, draft)
    members = sorted({find_comment(config, draft, id).member for id in changes})
    reasons: dict[str, Trouble] = {}
    files: dict[Path, bytes] = {}
    after: dict[str, Comment] = {}
    with ExitStack() as locks:
        for member in members:
            locks.enter_context(folder_lock(config.build / "ledgers" / f"{draft}-{member}"))
        for member in members:
            file = ledger_file(config, draft, member)
            ledger = _load_or_new(config, file, issued, member)
            wanted = _with_changes(ledger, {id: one for id, one in changes.items() if _member(id) == member}, reasons)
            after.update((comment.id, comment) for comment in wanted.comments)
            if wanted.comments != ledger.fields.comments and not reasons:
                files[file] = _with_line_ends(file, _checked_text(ledger, wanted.comments, wanted.remarks)).encode()
        if reasons:
            raise next(iter(reasons.values())) if len(changes) == 1 else RefusedComments(reasons)
        if files:
            keep(files)
    return tuple(after[id] for id in changes)


def _member(id: str) -> str:
    return id.rpartition("-")[0]


def _with_changes(ledger: Ledger, changes: Mapping[str, FieldsOf], reasons: dict[str, Trouble]) -> Change:
    """Change some comments of one ledger, and enter why any of them cannot be changed."""
    comments: list[Comment] = []
    remarks: dict[str, str] = {}
    gone = set(changes) - {comment.id for comment in ledger.fields.comments}
    reasons.update({id: stopped(f"the draft has no comment {id} any more; nothing was changed") for id in gone})
    for comment in ledger.fields.comments:
        new = comment
        if comment.id in changes:
            try:
                fields, remark = changes[comment.id](comment)
                new = comment.model_copy(update=fields)
                new = new if new == comment else _visible_comment(new, ledger.path)
            except Trouble as trouble:
                reasons[comment.id] = trouble
            else:
                remarks.update({comment.id: remark} if remark else {})
        comments.append(new)
    return Change(tuple(comments), remarks)


def _load_or_new(config: Config, file: Path, draft: Draft, member: str) -> Ledger:
    """Read the ledger from disk, or make a new one."""
    if not file.exists():
        fields = LedgerFields(draft=draft.number, draft_sha256=_sha256(draft, member), member=member)
        return Ledger(fields, config.shown(file), new_text(fields))
    ledger, problems = load_ledger(config, file)
    if problems or ledger is None:
        raise Trouble(problems)
    return ledger


def _sha256(draft: Draft, member: str) -> str:
    """Take the digest of the member's own copy of the draft, or of the draft where it had none."""
    return next((copy.sha256 for copy in draft.fields.copies if copy.member == member), draft.fields.sha256)


def _visible_comment(comment: Comment, path: str) -> Comment:
    """Make a comment's characters visible; raises Trouble where the comment breaks a rule of its fields."""
    try:
        return with_visible(comment)
    except ValidationError as error:
        said = "; ".join(str(wrong.get("ctx", {}).get("error", wrong["msg"])) for wrong in error.errors())
        raise Trouble([Problem(path, 0, ProblemKind.COMMENT, f"{comment.id}: {said}")]) from None


def _checked_text(ledger: Ledger, comments: tuple[Comment, ...], remarks: Mapping[str, str]) -> str:
    """Make the new text and read it back; raises Trouble where it would not say what it must say."""
    try:
        text = changed_text(ledger, comments, remarks)
        again, problems = read_ledger(text, ledger.path)
    except (YAMLError, ValueError):
        again, problems, text = None, [], ""
    if problems or again is None or again.fields != ledger.fields.model_copy(update={"comments": comments}):
        told = "is written in a way that cannot be changed safely; nothing was changed: write each comment as `- id:`"
        raise stopped(f"{told} with each field on a line of its own", ledger.path)
    if len(text.encode()) > MAX_TEXT_BYTES:
        told = "would grow over 2 MB; nothing was changed: ask the sender whether so many comments are meant"
        raise stopped(told, ledger.path)
    return text


def _with_line_ends(file: Path, text: str) -> str:
    """Give a text the line ends of the file."""
    return text.replace("\n", "\r\n") if file.exists() and b"\r\n" in file.read_bytes() else text
