"""A member's own earlier comments with what became of them, as pages of that member's copy of a draft alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.ledger import Ledger
from focalpoint.content.text.display_text import paragraphs
from focalpoint.press.layout.isolation import THEME
from focalpoint.press.layout.printable import printable
from focalpoint.press.section import Section

NAME = "own-comments"
TITLE = "Your earlier comments"
INTRODUCTION = (
    "These are the comments of your Government or organization on earlier drafts, with the decisions. They stand in "
    "your copy alone."
)
UNDECIDED = "Not decided yet; the answer will come."


def earlier_units(ledgers: Iterable[Ledger]) -> dict[str, Section]:
    """The pages of each member that has commented before, by its id."""
    by_member: dict[str, list[Ledger]] = {}
    for ledger in sorted(ledgers, key=lambda one: one.fields.draft):
        if ledger.fields.comments:
            by_member.setdefault(ledger.fields.member, []).append(ledger)
    return {member: _unit(theirs) for member, theirs in by_member.items()}


def _unit(ledgers: Sequence[Ledger]) -> Section:
    drafts = "".join(
        f"<section><h2>On draft {ledger.fields.draft}</h2>{''.join(map(_comment, ledger.fields.comments))}</section>"
        for ledger in ledgers
    )
    opening = f'<header class="opening"><h1>{TITLE}</h1></header><p>{INTRODUCTION}</p>'
    html = f'<section class="chapter own-comments" id="{NAME}">{opening}{drafts}</section>'
    return Section(NAME, TITLE, "", "", "body", 1, html, THEME, listed=False)


def _comment(comment: Comment) -> str:
    place = f", paragraph {comment.place.paragraph}" if comment.place.paragraph else ""
    quote = comment.place.quote.exact if comment.place.quote else ""
    said = (
        ("On the words", quote),
        ("Comment", comment.comment),
        ("Proposed change", comment.proposed_change),
        ("Decision", _decision(comment)),
        ("Reason", comment.observation if comment.disposition else ""),
    )
    rows = "".join(f"<tr><th>{head}</th><td>{_text(words)}</td></tr>" for head, words in said if words.strip())
    return f'<section><h3>{escape(comment.id + place)}</h3><table class="said"><tbody>{rows}</tbody></table></section>'


def _decision(comment: Comment) -> str:
    if comment.withdrawn_on:
        return "Withdrawn by you"
    if comment.duplicate_of:
        return "Answered together with another comment that says the same"
    return comment.disposition.shown.capitalize() if comment.disposition else UNDECIDED


def _text(words: str) -> str:
    return "".join(f"<p>{escape(printable(line))}</p>" for line in paragraphs(words))
