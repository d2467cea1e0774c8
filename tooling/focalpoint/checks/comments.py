"""The ledger of comments agrees with the drafts that were sent, with the roster, and with itself."""

from __future__ import annotations

from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.manual import Manual
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.drafts import RECORD, Draft, draft_folder
from focalpoint.content.rounds.ledger import Ledger, ledger_file, ledger_folder
from focalpoint.problems import Problem, ProblemKind


def check_ledgers(config: Config, manual: Manual) -> Iterator[Problem]:
    """Each file lies where its draft and member say, the member is on the roster, and the draft is what was sent."""
    yield from _astray(config)
    drafts = {draft.number: draft for draft in manual.drafts}
    for ledger in manual.ledgers:
        fields = ledger.fields
        proper = config.shown(ledger_file(config, fields.draft, fields.member))
        if ledger.path != proper:
            line = ledger.line("member" if ledger.path.rpartition("/")[2] != f"{fields.member}.yaml" else "draft")
            yield _wrong(ledger, line, f"holds the comments of {proper}; correct `draft` and `member`, or its name")
        if manual.roster.whole and manual.roster.member(fields.member) is None:
            line = ledger.line("member")
            message = f"`member: {fields.member}` is not on the roster; correct it, or add the member there"
            yield Problem(ledger.path, line, ProblemKind.ROSTER, message)
        if draft := drafts.get(fields.draft):
            if fields.draft_sha256 not in _sent(draft):
                told = "`draft_sha256` is of no copy of this draft; correct it by the draft's `draft.yaml`"
                yield _wrong(ledger, ledger.line("draft_sha256"), told)
        elif not (draft_folder(config, fields.draft) / RECORD).exists():
            yield _wrong(ledger, ledger.line("draft"), f"draft {fields.draft} was never issued; correct the number")


def _sent(draft: Draft) -> set[str]:
    return {draft.fields.sha256, *(copy.sha256 for copy in draft.fields.copies)}


def _astray(config: Config) -> Iterator[Problem]:
    """Files that the ledger does not read, so that no comment is lost in one of them."""
    folder = ledger_folder(config)
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        within = path.relative_to(folder)
        if path.is_file() and (len(within.parts) != 2 or path.suffix != ".yaml"):
            told = "is no part of the ledger; its files are called consultations/comments/DRAFT/MEMBER.yaml"
            yield Problem(config.shown(path), 0, ProblemKind.ORPHAN, told)


def check_comments(config: Config, manual: Manual) -> Iterator[Problem]:
    """Each comment has an id of its own, of its member, and is a duplicate only of one that exists and is none."""
    for ledger in manual.ledgers:
        first: dict[str, int] = {}
        for number, id in enumerate(ledger.ids):
            if id and first.setdefault(id, number) != number:
                told = f"`{id}` is also at line {ledger.lines[first[id]]}; give the later one the next free number"
                yield Problem(ledger.path, ledger.line("comments", number, "id"), ProblemKind.DUPLICATE, told)
            if id and id.rpartition("-")[0] != ledger.fields.member:
                told = f"`{id}` is no id of {ledger.fields.member}; begin it with the member's id"
                yield _wrong(ledger, ledger.line("comments", number, "id"), told)
        for comment in ledger.fields.comments:
            if comment.duplicate_of and (told := _no_original(config, manual, ledger, comment)):
                line = ledger.line("comments", ledger.ids.index(comment.id), "duplicate_of")
                yield _wrong(ledger, line, f"{comment.id}: {told}")


def _no_original(config: Config, manual: Manual, ledger: Ledger, comment: Comment) -> str:
    """What is wrong with the comment that another names as the one it repeats; empty where nothing is."""
    named = comment.duplicate_of
    ledgers = [one for one in manual.ledgers if one.fields.draft == ledger.fields.draft]
    original = next(filter(None, (one.comment(named) for one in ledgers)), None)
    if original and original.withdrawn_on:
        return f"`{named}` was withdrawn; name another comment, or empty `duplicate_of` and decide this one"
    if original and original.duplicate_of:
        return f"`{named}` is a duplicate of `{original.duplicate_of}`; name a comment that is none"
    if original:
        return ""
    file = ledger_file(config, ledger.fields.draft, named.rpartition("-")[0])
    unread = file.exists() and config.shown(file) not in {one.path for one in ledgers}
    known = unread or any(named in one.ids for one in ledgers)
    return "" if known else f"draft {ledger.fields.draft} has no comment `{named}`; correct the id"


def _wrong(ledger: Ledger, line: int, message: str) -> Problem:
    return Problem(ledger.path, line, ProblemKind.COMMENT, message)
