"""Decides on comments: what became of each, which says the same as another, which was taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from focalpoint.config import Config
from focalpoint.content.comments import Anchor, Comment, Disposition
from focalpoint.problems import stopped
from focalpoint.review.commits import commit_in_full
from focalpoint.review.ledger import Change, change_ledger, find_comment, issued_draft, ledgers_of


def decide(
    config: Config,
    draft: int,
    id: str,
    disposition: Disposition,
    observation: str,
    applied_in: str = "",
    *,
    again: bool = False,
    seen: Comment | None = None,
) -> Comment:
    """Decide on a comment; the observation is what its author will read, `applied_in` the commit of the change.

    A decision stands: one more needs `again`, and what it replaces is kept as a YAML comment in the record. With
    `seen`, the comment as a person saw it last, a comment that has changed since is refused. Raises Trouble.
    """
    if not observation.strip():
        raise stopped(f"{id}: a decision needs an observation, which the commenter will read; write one")
    if disposition.changes_text and not applied_in.strip():
        raise stopped(f"{id}: `{disposition}` needs the commit that made the change; name it")
    commit = commit_in_full(config, applied_in) if applied_in.strip() else ""
    new = {"disposition": disposition, "observation": observation.strip(), "applied_in": commit}

    def decided(comment: Comment) -> tuple[dict[str, Any], str]:
        _still_standing(comment)
        if seen is not None and comment != seen:
            raise stopped(f"{id} has changed since you saw it; look at it again, then decide")
        if comment.disposition and not again:
            raise stopped(f"{id} is decided already ({comment.disposition.shown}); add --again to decide it anew")
        return new, _earlier(config, comment)

    return _change(config, draft, id, decided)


def _still_standing(comment: Comment) -> None:
    if comment.withdrawn_on:
        raise stopped(f"{comment.id} was withdrawn on {comment.withdrawn_on}; nothing was changed")
    if comment.duplicate_of:
        raise stopped(f"{comment.id} is a duplicate of {comment.duplicate_of}; decide that one")


def _earlier(config: Config, comment: Comment) -> str:
    """What is kept of the decision that another replaces."""
    if not comment.disposition:
        return ""
    commit = f", applied in {comment.applied_in}" if comment.applied_in else ""
    return f"Until {config.today}: {comment.disposition.shown}{commit}\n{comment.observation}"


def keep_observation(config: Config, draft: int, id: str, observation: str, *, seen: Comment) -> Comment:
    """Keep an observation while it is being written, before anything is decided; raises Trouble.

    A comment that is no longer as it was `seen` is refused.
    """

    def kept(comment: Comment) -> tuple[dict[str, Any], str]:
        _still_standing(comment)
        if comment != seen:
            raise stopped(f"{id} has changed since you saw it; look at it again, then write")
        if comment.disposition:
            raise stopped(f"{id} is decided already ({comment.disposition.shown}); decide it anew to change its words")
        return {"observation": observation.strip()}, ""

    return _change(config, draft, id, kept)


def mark_duplicate(config: Config, draft: int, id: str, of: str) -> Comment:
    """Say that a comment says the same as another on the same draft, which alone is decided; raises Trouble."""
    other = find_comment(config, draft, of)
    if id == of:
        raise stopped(f"{id} cannot be a duplicate of itself; name the other one")
    if other.duplicate_of:
        raise stopped(f"{of} is itself a duplicate of {other.duplicate_of}; name that one")
    if other.withdrawn_on:
        raise stopped(f"{of} was withdrawn on {other.withdrawn_on}; decide {id} by itself")
    ledgers, _problems = ledgers_of(config, draft)
    comments = (comment for ledger in ledgers for comment in ledger.fields.comments)
    followers = [comment.id for comment in comments if comment.duplicate_of == id]
    if followers:
        raise stopped(f"{', '.join(followers)} is marked as a duplicate of {id}; mark {of} as a duplicate of {id}")

    def marked(comment: Comment) -> tuple[dict[str, Any], str]:
        if comment.disposition:
            raise stopped(f"{id} is decided already ({comment.disposition.shown}); it needs no other")
        _still_standing(comment)
        return {"duplicate_of": of}, ""

    return _change(config, draft, id, marked)


def withdraw(config: Config, draft: int, id: str) -> Comment:
    """Say that its member has taken a comment back today; raises Trouble."""

    def withdrawn(comment: Comment) -> tuple[dict[str, Any], str]:
        if comment.withdrawn_on:
            raise stopped(f"{id} was withdrawn on {comment.withdrawn_on} already; nothing was changed")
        return {"withdrawn_on": config.today}, ""

    return _change(config, draft, id, withdrawn)


def put_in_place(config: Config, draft: int, id: str, anchor: Anchor) -> Comment:
    """Say where a comment belongs, as a person has seen; raises Trouble."""

    def anchored(comment: Comment) -> tuple[dict[str, Any], str]:
        return {"place": comment.place.model_copy(update={"anchored": anchor})}, ""

    return _change(config, draft, id, anchored)


def _change(config: Config, draft: int, id: str, change: Callable[[Comment], tuple[dict[str, Any], str]]) -> Comment:
    """Change the fields of one comment that `change` answers, and keep the remark that it answers."""
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
