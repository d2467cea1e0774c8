"""The decision on a comment as its author reads it, and the refusal of comments on which there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from focalpoint.assembly.generated_pages.consulted import in_full
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.effective_decision import Ledgered, deciding
from focalpoint.content.rounds.ledger import Ledger
from focalpoint.problems import Problem, ProblemKind, Trouble


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


def decision_said(comment: Comment, every: Ledgered) -> str:
    """The decision in words; of another member's comment it tells neither the number nor whose it is."""
    if comment.withdrawn_on:
        return f"Withdrawn on {in_full(comment.withdrawn_on)}"
    found = deciding(comment, every)
    said = found.disposition.shown if found and found.disposition else "not decided"
    if not comment.duplicate_of or found is None:
        return said.capitalize()
    if found.member == comment.member:
        return f"Decided together with your comment {found.id}: {said}"
    return f"Decided together with another comment on the same matter: {said}"
