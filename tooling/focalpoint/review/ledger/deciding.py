"""Decide on comments, mark duplicates and withdrawals, place comments by hand, and take any of it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from focalpoint.config import Config
from focalpoint.content.git import git, need_commit
from focalpoint.content.rounds.comments import Anchor, Comment, Disposition
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.review.ledger.ledger import Change, change_ledger, find_comment, issued_draft, ledgers_of

SHOWN = 60
"""Characters of an input that a message repeats at most."""


def full_commit(config: Config, commit: str) -> str:
    """Find the full hash of a commit of this repository; raises Trouble where it has no such commit."""
    need_commit(config)
    wanted = commit.strip()
    found = None if wanted.startswith("-") else git(config, "rev-parse", "--verify", "-q", f"{wanted}^{{commit}}")
    if found is None:
        told = f"`{wanted[:SHOWN]}` is not a commit of this repository; copy it from `git log --oneline`"
        raise Trouble([Problem("", 0, ProblemKind.COMMENT, told)])
    return found.decode().strip()


def text_at_head(config: Config, file: str) -> tuple[str, str]:
    """Read a file at the last commit, and name that commit; raises Trouble where the file on disk differs."""
    commit = full_commit(config, "HEAD")
    kept = git(config, "show", f"{commit}:./{file}")
    path = config.root / file
    if kept is None or not path.is_file():
        raise stopped("there is no such file in the last commit; name a chapter, such as manual/ground/post.md", file)
    text = kept.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if path.read_text(encoding="utf-8-sig") != text:
        raise stopped(
            "has changes that are not committed; commit them first, so that the place can be found again", file
        )
    return commit, text


@dataclass(frozen=True)
class Decision:
    """What becomes of a comment."""

    disposition: Disposition
    observation: str
    """The reason, which the comment's author will read."""
    applied_in: str = ""
    """The commit that made the change; needed where the text changes."""


def decide(
    config: Config, draft: int, id: str, decision: Decision, *, again: bool = False, seen: Comment | None = None
) -> Comment:
    """Decide on a comment; raises Trouble.

    To replace a decision needs `again`; the replaced one is kept as a YAML comment in the record. Given `seen`, the
    comment as a person saw it last, refuse a comment that has changed since.
    """
    disposition, observation = decision.disposition, decision.observation.strip()
    if not observation:
        raise stopped(f"{id}: a decision needs an observation, which the commenter will read; write one")
    if disposition.changes_text and not decision.applied_in.strip():
        raise stopped(f"{id}: `{disposition}` needs the commit that made the change; name it with --applied-in")
    commit = full_commit(config, decision.applied_in) if decision.applied_in.strip() else ""
    new = {"disposition": disposition, "observation": observation, "applied_in": commit}

    def decided(comment: Comment) -> tuple[dict[str, Any], str]:
        _refuse_closed(comment)
        _refuse_changed(comment, seen, "decide")
        if comment.disposition and not again:
            raise stopped(f"{id} is decided already ({comment.disposition.label}); add --again to decide it anew")
        # At the desk a person sees the words that are replaced; on the command line they may not know of them.
        unseen = comment.observation and seen is None and comment.observation != observation
        return new, _remark_on(config, comment) if comment.disposition or unseen else ""

    return _change(config, draft, id, decided)


def _refuse_closed(comment: Comment) -> None:
    if comment.withdrawn_on:
        raise stopped(f"{comment.id} was withdrawn on {comment.withdrawn_on}; reopen it first if that was a mistake")
    if comment.duplicate_of:
        raise stopped(f"{comment.id} is a duplicate of {comment.duplicate_of}; decide that one, or reopen this one")


def _refuse_changed(comment: Comment, seen: Comment | None, then: str) -> None:
    if seen is not None and comment != seen:
        raise stopped(f"{comment.id} has changed since you saw it; look at it again, then {then}")


def _remark_on(config: Config, comment: Comment) -> str:
    """Say what stood in a record before it is replaced or taken back."""
    until = f"Until {config.today}:"
    if comment.withdrawn_on:
        return f"{until} withdrawn on {comment.withdrawn_on}"
    if comment.duplicate_of:
        return f"{until} a duplicate of {comment.duplicate_of}"
    shown = comment.disposition.label if comment.disposition else "not decided"
    commit = f", applied in {comment.applied_in}" if comment.applied_in else ""
    return f"{until} {shown}{commit}\n{comment.observation}"


def keep_observation(config: Config, draft: int, id: str, observation: str, *, seen: Comment) -> Comment:
    """Keep an observation while it is being written, before there is a decision; raises Trouble.

    A comment that has changed since it was `seen` is refused.
    """

    def kept(comment: Comment) -> tuple[dict[str, Any], str]:
        _refuse_closed(comment)
        _refuse_changed(comment, seen, "write")
        if comment.disposition:
            raise stopped(f"{id} is decided already ({comment.disposition.label}); decide it anew to change its words")
        return {"observation": observation.strip()}, ""

    return _change(config, draft, id, kept)


def mark_duplicate(config: Config, draft: int, id: str, of: str) -> Comment:
    """Mark a comment as a duplicate of another on the same draft, which alone is decided; raises Trouble."""
    other = find_comment(config, draft, of)
    if id == of:
        raise stopped(f"{id} cannot be a duplicate of itself; name the other one")
    if other.duplicate_of:
        raise stopped(f"{of} is itself a duplicate of {other.duplicate_of}; name that one")
    if other.withdrawn_on:
        raise stopped(f"{of} was withdrawn on {other.withdrawn_on}; decide {id} by itself")
    if followers := _followers(config, draft, id):
        raise stopped(f"{followers} is marked as a duplicate of {id}; mark {of} as a duplicate of {id}")

    def marked(comment: Comment) -> tuple[dict[str, Any], str]:
        if comment.disposition:
            raise stopped(f"{id} is decided already ({comment.disposition.label}); reopen it first")
        _refuse_closed(comment)
        return {"duplicate_of": of}, ""

    return _change(config, draft, id, marked)


def _followers(config: Config, draft: int, id: str) -> str:
    """List the comments that are marked as duplicates of one."""
    ledgers, _problems = ledgers_of(config, draft)
    comments = (comment for ledger in ledgers for comment in ledger.fields.comments)
    return ", ".join(comment.id for comment in comments if comment.duplicate_of == id)


def withdraw(config: Config, draft: int, id: str) -> Comment:
    """Mark a comment as withdrawn today; raises Trouble, also where a duplicate of it would be left."""
    if followers := _followers(config, draft, id):
        raise stopped(f"{followers} is marked as a duplicate of {id}; reopen what is so marked, then withdraw {id}")

    def withdrawn(comment: Comment) -> tuple[dict[str, Any], str]:
        if comment.withdrawn_on:
            raise stopped(f"{id} was withdrawn on {comment.withdrawn_on} already; nothing was changed")
        return {"withdrawn_on": config.today}, ""

    return _change(config, draft, id, withdrawn)


def reopen(config: Config, draft: int, id: str, *, seen: Comment | None = None) -> Comment:
    """Take back a comment's withdrawal, else that it is a duplicate, else its decision; raises Trouble.

    What is taken back is kept as a YAML comment in the record. An observation stays, to be written on.
    """

    def reopened(comment: Comment) -> tuple[dict[str, Any], str]:
        _refuse_changed(comment, seen, "reopen it")
        if comment.is_open:
            raise stopped(f"{id} is open; there is nothing to take back")
        if comment.withdrawn_on:
            fields: dict[str, Any] = {"withdrawn_on": None}
        elif comment.duplicate_of:
            fields = {"duplicate_of": ""}
        else:
            fields = {"disposition": None, "applied_in": ""}
        return fields, _remark_on(config, comment)

    return _change(config, draft, id, reopened)


def put_in_place(config: Config, draft: int, id: str, anchor: Anchor) -> Comment:
    """Record where a comment belongs, as a person has seen; raises Trouble."""

    def anchored(comment: Comment) -> tuple[dict[str, Any], str]:
        return {"place": comment.place.model_copy(update={"anchored": anchor})}, ""

    return _change(config, draft, id, anchored)


def _change(config: Config, draft: int, id: str, change: Callable[[Comment], tuple[dict[str, Any], str]]) -> Comment:
    """Change the fields of one comment that `change` returns, and keep the remark that it returns."""
    member = find_comment(config, draft, id).member

    def changed(comments: tuple[Comment, ...]) -> Change:
        number = next((n for n, comment in enumerate(comments) if comment.id == id), None)
        if number is None:
            raise stopped(f"draft {draft} has no comment {id} any more; nothing was changed")
        fields, remark = change(comments[number])
        new = comments[number].model_copy(update=fields)
        return Change((*comments[:number], new, *comments[number + 1 :]), {id: remark} if remark else {})

    after = change_ledger(config, issued_draft(config, draft), member, changed)
    return next(comment for comment in after if comment.id == id)


FOLDERS = ("manual/", "consultations/notes/")
"""Folders of the text that people comment on."""


def place_by_hand(config: Config, draft: int, id: str, file: str, line: int) -> Comment:
    """Place a comment on a line of the last committed text; raises Trouble where there are no words on it."""
    if not file.startswith(FOLDERS) or ".." in file:
        raise stopped("is no text of the manual; name a chapter, such as manual/ground/post.md:12", file[:200])
    commit, text = text_at_head(config, file)
    rows = text.split("\n")
    if not 1 <= line <= len(rows) or not rows[line - 1].strip():
        raise stopped(f"has no words on line {line}; name a line of the paragraph that is meant", file)
    return put_in_place(config, draft, id, Anchor(commit=commit, file=file, line=line))


def mark_gone(config: Config, draft: int, id: str) -> Comment:
    """Record that a comment's words are gone from the text, as a place without a file."""
    return put_in_place(config, draft, id, Anchor(commit=full_commit(config, "HEAD"), file="", line=1))
