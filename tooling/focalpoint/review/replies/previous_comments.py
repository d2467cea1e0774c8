"""Make the pages with a member's earlier comments and the decisions on them, for that member's own copy of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.ledger import Ledger
from focalpoint.press.layout.isolation import THEME
from focalpoint.press.section import Section
from focalpoint.review.replies.replies import Answer, rows_of
from focalpoint.review.replies.reply_files import answer_html

NAME = "own-comments"
TITLE = "Your earlier comments"
INTRODUCTION = (
    "These are the comments of your Government or organization on earlier drafts, with the decisions. They stand in "
    "your copy alone."
)
UNDECIDED = "Not decided yet; the answer will come."


def previous_comment_sections(ledgers: Iterable[Ledger]) -> dict[str, Section]:
    """Make the pages of each member that has commented before, by the member's id."""
    by_member: dict[str, list[Ledger]] = {}
    for ledger in sorted(ledgers, key=lambda one: one.fields.draft):
        if ledger.fields.comments:
            by_member.setdefault(ledger.fields.member, []).append(ledger)
    return {member: _section(theirs) for member, theirs in by_member.items()}


def _section(ledgers: Sequence[Ledger]) -> Section:
    drafts = "".join(
        f"<section><h2>On draft {ledger.fields.draft}</h2>{''.join(map(_comment, ledger.fields.comments))}</section>"
        for ledger in ledgers
    )
    opening = f'<header class="opening"><h1>{TITLE}</h1></header><p>{INTRODUCTION}</p>'
    html = f'<section class="chapter own-comments" id="{NAME}">{opening}{drafts}</section>'
    return Section(NAME, TITLE, "", "", "body", 1, html, THEME, listed=False)


def _comment(comment: Comment) -> str:
    place = f", paragraph {comment.place.paragraph}" if comment.place.paragraph else ""
    rows = (
        *rows_of("On the words", comment.place.quote.exact if comment.place.quote else ""),
        *rows_of("Comment", comment.comment),
        *rows_of("Proposed change", comment.proposed_change),
        *rows_of("Decision", _decision(comment)),
        *rows_of("Reason", comment.observation if comment.disposition else ""),
    )
    return answer_html(Answer(f"{comment.id}{place}", rows), 3)


def _decision(comment: Comment) -> str:
    if comment.withdrawn_on:
        return "Withdrawn by you"
    if comment.duplicate_of:
        return "Answered together with another comment that says the same"
    return comment.disposition.label.capitalize() if comment.disposition else UNDECIDED
