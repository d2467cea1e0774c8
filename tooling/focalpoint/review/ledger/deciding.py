"""Decide on comments, mark duplicates and withdrawals, and take any of it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from focalpoint.config import Config
from focalpoint.content.rounds.acceptances import Acceptances
from focalpoint.content.rounds.comments import Comment, Disposition
from focalpoint.content.rounds.contradictions import Pair, contradictions
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import comments_of
from focalpoint.files import write_all
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.review.ledger.ledger import (
    FieldsOf,
    Keep,
    change_comment,
    change_comments,
    find_comment,
    issued_draft,
    ledgers_of,
)
from focalpoint.review.ledger.placing import full_commit


@dataclass(frozen=True)
class Decision:
    """What becomes of a comment."""

    disposition: Disposition
    observation: str
    """The reason, which the comment's author will read."""
    applied_in: str = ""
    """The commit that made the change; needed where the text changes."""
    together_with: tuple[str, ...] = ()
    """Accepted comments that this one seems to contradict, and that the text carries out as well."""


class Contradiction(Trouble):
    """Raised where a comment is to be accepted that contradicts an accepted one, and nobody has said that both hold."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        other = pair.second.id
        both = "" if pair.excluded else f", or say that the text does what both ask for: --together-with {other}"
        told = f"{pair.why}, and {other} is accepted; choose accepted-with-modification, decide {other} anew{both}"
        super().__init__([Problem("", 0, ProblemKind.COMMENT, told)])


def decide(
    config: Config, draft: int, id: str, decision: Decision, *, again: bool = False, seen: Comment | None = None
) -> Comment:
    """Decide on a comment; raises Trouble.

    To replace a decision needs `again`; the replaced one is kept as a YAML comment in the record. Given `seen`, the
    comment as a person saw it last, refuse a comment that has changed since.
    """
    deciding = Deciding(config, issued_draft(config, draft), decision, again)
    return change_comment(config, draft, id, deciding.fields(id, seen))


@dataclass(frozen=True)
class Deciding:
    """One decision, to be written into the records of one or several comments."""

    config: Config
    draft: Draft
    decision: Decision
    again: bool = False
    """Whether it may replace a decision."""
    tip: str = "HEAD"
    """The last commit that counts; a change that is being made is not yet in `HEAD`."""
    reopened: tuple[Comment, ...] = ()
    """Comments whose decision is taken back at the same time, as a person saw them last."""

    def write(self, seen: Iterable[Comment], keep: Keep = write_all) -> tuple[Comment, ...]:
        """Decide on comments, as a person saw them last, all or none; raises Trouble, or RefusedComments."""
        changes = {one.id: self.fields(one.id, one) for one in seen}
        taken_back = {one.id: reopening(self.config, one) for one in self.reopened}
        return change_comments(self.config, self.draft.number, {**taken_back, **changes}, keep)[len(taken_back) :]

    @cached_property
    def _acceptances(self) -> Acceptances:
        return Acceptances(self.config, self.draft, self.tip)

    @cached_property
    def _accepted(self) -> list[Comment]:
        """The accepted comments of all members."""
        ledgers, _problems = ledgers_of(self.config, self.draft.number)
        every = comments_of(ledgers, self.draft.number).values()
        accepted = (one for one in every if one.disposition is Disposition.ACCEPTED and not one.withdrawn_on)
        return [one for one in accepted if one.id not in {other.id for other in self.reopened}]

    def fields(self, id: str, seen: Comment | None = None) -> FieldsOf:
        """Check the decision on one comment as far as it can be before its ledger is read; raises Trouble."""
        disposition, observation = self.decision.disposition, self.decision.observation.strip()
        if not observation:
            raise stopped(f"{id}: a decision needs an observation, which the commenter will read; write one")
        if disposition.changes_text and not self.decision.applied_in.strip():
            raise stopped(f"{id}: `{disposition}` needs the commit that made the change; name it with --applied-in")
        commit = full_commit(self.config, self.decision.applied_in) if self.decision.applied_in.strip() else ""
        new: dict[str, Any] = {"disposition": disposition, "observation": observation, "applied_in": commit}
        new["together_with"] = self.decision.together_with
        return lambda comment: self._fields(comment, new, seen)

    def _fields(self, comment: Comment, new: dict[str, Any], seen: Comment | None) -> tuple[dict[str, Any], str]:
        """Return the new fields of a comment and the remark on what they replace; raises Trouble."""
        _refuse_closed(comment)
        _refuse_changed(comment, seen, "decide")
        if comment.disposition and not self.again:
            told = f"{comment.id} is decided already ({comment.disposition.label})"
            raise stopped(f"{told}; add --again to decide it anew")
        if self.decision.disposition.changes_text:
            self._refuse_untrue(comment, new)
        # At the desk a person sees the words that are replaced; on the command line they may not know of them.
        unseen = comment.observation and seen is None and comment.observation != new["observation"]
        return new, _remark_on(self.config, comment) if comment.disposition or unseen else ""

    def _refuse_untrue(self, comment: Comment, new: dict[str, Any]) -> None:
        """Refuse to tell a member that its change was made where it was not, or where the opposite was accepted."""
        if why := self._acceptances.refusal(comment, new["applied_in"]):
            raise stopped(f"{comment.id}: {why}")
        if new["disposition"] is not Disposition.ACCEPTED:
            return
        for pair in contradictions(comment.model_copy(update=new), self._accepted):
            if not pair.settled:
                raise Contradiction(pair)


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


def keep_observation(
    config: Config, draft: int, id: str, observation: str, *, seen: Comment, remark: bool = False
) -> Comment:
    """Keep an observation while it is being written, before there is a decision; raises Trouble.

    A comment that has changed since it was `seen` is refused. With `remark` the words that are replaced, another
    person's, are kept as a YAML comment in the record.
    """

    def kept(comment: Comment) -> tuple[dict[str, Any], str]:
        _refuse_closed(comment)
        _refuse_changed(comment, seen, "write")
        if comment.disposition:
            raise stopped(f"{id} is decided already ({comment.disposition.label}); decide it anew to change its words")
        return {"observation": observation.strip()}, _remark_on(config, comment) if remark else ""

    return change_comment(config, draft, id, kept)


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
        if any(pair.excluded for pair in contradictions(comment, [other])):
            raise stopped(f"{id} puts other words in the place of those that {of} changes; decide it by itself")
        if comment.disposition:
            raise stopped(f"{id} is decided already ({comment.disposition.label}); reopen it first")
        _refuse_closed(comment)
        return {"duplicate_of": of}, ""

    return change_comment(config, draft, id, marked)


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

    return change_comment(config, draft, id, withdrawn)


def reopen(config: Config, draft: int, id: str, *, seen: Comment | None = None) -> Comment:
    """Take back a comment's withdrawal, else that it is a duplicate, else its decision; raises Trouble.

    What is taken back is kept as a YAML comment in the record. An observation stays, to be written on.
    """
    return change_comment(config, draft, id, reopening(config, seen))


def reopening(config: Config, seen: Comment | None = None) -> FieldsOf:
    """Make what takes back a decision on a comment, as a person saw it last."""

    def reopened(comment: Comment) -> tuple[dict[str, Any], str]:
        _refuse_changed(comment, seen, "reopen it")
        if comment.is_open:
            raise stopped(f"{comment.id} is open; there is nothing to take back")
        if comment.withdrawn_on:
            fields: dict[str, Any] = {"withdrawn_on": None}
        elif comment.duplicate_of:
            fields = {"duplicate_of": ""}
        else:
            fields = {"disposition": None, "applied_in": "", "together_with": ()}
        return fields, _remark_on(config, comment)

    return reopened
