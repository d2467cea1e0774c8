"""Find the decision that answers a comment: its own, or that of the comment it is a duplicate of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.ledger import Ledger

Ledgered = Mapping[str, Comment]
"""Every comment on a draft, by its id."""


def comments_of(ledgers: Iterable[Ledger], draft: int) -> Ledgered:
    """Collect the comments of all members on one draft, by id."""
    return {one.id: one for ledger in ledgers if ledger.fields.draft == draft for one in ledger.fields.comments}


def deciding(comment: Comment, every: Ledgered) -> Comment | None:
    """Find the comment whose decision answers this one; None while there is no decision."""
    seen: set[str] = set()
    found: Comment | None = comment
    while found is not None and found.duplicate_of and found.id not in seen:
        seen.add(found.id)
        found = every.get(found.duplicate_of)
    return found if found is not None and found.disposition and not found.withdrawn_on else None
