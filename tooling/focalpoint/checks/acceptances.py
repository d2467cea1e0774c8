"""What members are told of their comments is true: accepted changes were made, and contradict no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from focalpoint.config import Config
from focalpoint.content.manual import Manual
from focalpoint.content.rounds.acceptances import Acceptances
from focalpoint.content.rounds.comments import Comment, Disposition
from focalpoint.content.rounds.contradictions import conflicting, contradictions
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import Ledger, comments_of, effective_decision
from focalpoint.problems import Problem, ProblemKind


def check_acceptances(config: Config, manual: Manual) -> Iterator[Problem]:
    """The commit that an acceptance names changed the commented block after the draft was issued."""
    for draft in manual.drafts:
        ledgers = [one for one in manual.ledgers if one.fields.draft == draft.number]
        named = [(ledger, one) for ledger in ledgers for one in ledger.fields.comments if _names_commit(one)]
        if not named:
            continue
        acceptances = Acceptances(config, draft)
        if acceptances.known:
            acceptances.read(comment for _ledger, comment in named)
        for ledger, comment in named:
            if why := acceptances.refusal(comment, comment.applied_in):
                yield _wrong(ledger, comment, "applied_in", why)


def check_contradictions(config: Config, manual: Manual) -> Iterator[Problem]:
    """No two proposals for the same words that contradict each other are both answered with `accepted`."""
    for draft in manual.drafts:
        every = comments_of(manual.ledgers, draft.number)
        told = [one for one in every.values() if _is_accepted(effective_decision(one, every)) and not one.withdrawn_on]
        pairs = conflicting(told)
        doubtful = [one for one in told if one.id in pairs]
        for ledger in (one for one in manual.ledgers if one.fields.draft == draft.number):
            yield from _contradictions(ledger, doubtful)


def _contradictions(ledger: Ledger, doubtful: Sequence[Comment]) -> Iterator[Problem]:
    """Tell the contradictions of the comments of one ledger, each at the comment whose id comes last."""
    for comment in (one for one in doubtful if one.member == ledger.fields.member):
        earlier = (one for one in doubtful if one.id < comment.id)
        pair = next((pair for pair in contradictions(comment, earlier) if not pair.settled), None)
        if pair is None:
            continue
        other = pair.second.id
        both = "" if pair.excluded else f"; or, if the text does what both ask for, add `together_with: [{other}]`"
        told = f"{pair.why}, and both are answered with `accepted`; decide one of them anew{both}"
        yield _wrong(ledger, comment, "disposition" if comment.disposition else "duplicate_of", told)


def _names_commit(comment: Comment) -> bool:
    changes = comment.disposition is not None and comment.disposition.changes_text
    return changes and bool(comment.applied_in) and comment.withdrawn_on is None


def _is_accepted(decided: Comment | None) -> bool:
    return decided is not None and decided.disposition is Disposition.ACCEPTED


def unknown_histories(config: Config, manual: Manual) -> Iterator[Problem]:
    """Find the drafts whose acceptances cannot be checked, since Git does not have the history since their issue."""
    told = "Git does not have the commit of the draft, so no acceptance can be checked; type `git fetch --unshallow`"
    for draft in manual.drafts:
        if _is_unknown(config, manual, draft):
            yield Problem(f"consultations/drafts/{draft.number}/draft.yaml", 0, ProblemKind.UNAPPLIED, told)


def _is_unknown(config: Config, manual: Manual, draft: Draft) -> bool:
    """Tell whether changes were accepted on a draft whose history Git does not have."""
    accepted = any(_names_commit(one) for one in comments_of(manual.ledgers, draft.number).values())
    return accepted and not Acceptances(config, draft).known


def _wrong(ledger: Ledger, comment: Comment, field: str, message: str) -> Problem:
    line = ledger.line("comments", ledger.ids.index(comment.id), field)
    return Problem(ledger.path, line, ProblemKind.COMMENT, f"{comment.id}: {message}")
