"""Make the comment form: blank for a member, or filled with every comment and decision on a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from focalpoint.config import Config
from focalpoint.content.consultation.roster import Member
from focalpoint.content.rounds.comments import Comment, Mark
from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import Ledger
from focalpoint.review.forms.form_sheet import sheet_of
from focalpoint.review.forms.form_word import word_of
from focalpoint.review.forms.template import GUIDE, TITLE, Form, Row, head_of

EMPTY_ROWS = 20


def word_form(draft: Draft, member: Member | None) -> bytes:
    """Write the blank form as a Word file, for one member or without a member; the same bytes each time."""
    return word_of(_form(draft, member))


def sheet_form(draft: Draft, member: Member | None) -> bytes:
    """Write the blank form as an Excel file, for one member or without a member; the same bytes each time."""
    return sheet_of(_form(draft, member))


def _form(draft: Draft, member: Member | None) -> Form:
    until = draft.fields.comments_by
    facts = [
        ("Comments of", f"{member.name} ({member.id})" if member else ""),
        ("Comments by", f"{until.day} {until:%B %Y}" if until else ""),
    ]
    rows = (Row(member=member.id if member else ""),) * EMPTY_ROWS
    return Form(draft, TITLE, (*head_of(draft), *facts), GUIDE, rows, open=True)


def filled_form(config: Config, draft: Draft, ledgers: Iterable[Ledger]) -> Form:
    """Fill the form from the ledgers of a draft; raises Trouble where the draft's map is missing."""
    comments = [one for ledger in ledgers if ledger.fields.draft == draft.number for one in ledger.fields.comments]
    ordered = _ordered(comments, draft.map())
    facts = (*head_of(draft), ("Project", config.settings.network), *_handling(comments))
    return Form(draft, TITLE, facts, (), tuple(map(_row, ordered)), open=False)


def _ordered(comments: Sequence[Comment], drafts_map: DraftMap) -> list[Comment]:
    """Order the comments by their place in the manual, those without a place last."""
    order = {block.id: number for number, block in enumerate(drafts_map.blocks)}
    last = len(order)
    return sorted(comments, key=lambda one: (order.get(one.place.block, last), one.place.start, one.id))


def _handling(comments: Sequence[Comment]) -> Iterator[tuple[str, str]]:
    """Yield the strictest handling label of all comments."""
    labels = sorted((one.handling for one in comments), key=lambda one: one.strictness)
    if labels:
        yield "Handling", labels[-1].value


def _row(comment: Comment) -> Row:
    place = comment.place
    page = f"page {place.page}" if place.page else ""
    return Row(
        member=f"{comment.member}\n{comment.id}",
        line=str(place.printed_line) if place.printed_line else page,
        section=place.section,
        paragraph=place.paragraph or comment.source.cited[:200],
        type=f"{comment.type.value} {comment.type.label}",
        comment=_comment_text(comment),
        change=_proposed_text(comment),
        observation=_observation(comment),
    )


def _quote(comment: Comment) -> str:
    """Take the marked words, where the comment does not cite them itself."""
    quote = comment.place.quote
    return quote.exact if quote and not comment.channel.cites_in_words else ""


def _comment_text(comment: Comment) -> str:
    on = _quote(comment) if comment.mark in (Mark.HIGHLIGHT, Mark.NOTE) else ""
    return "\n".join(filter(None, (f"On “{on}”:" if on else "", comment.comment)))


def _proposed_text(comment: Comment) -> str:
    """Say in words what a mark on the page proposes."""
    old, new, quote = _quote(comment), comment.proposed_change, comment.place.quote
    if comment.mark is Mark.DELETE and old:
        return f"Delete “{old}”"
    if comment.mark is Mark.REPLACE and old:
        return f"Replace “{old}” with “{new}”"
    if comment.mark is Mark.INSERT and new and quote and not quote.exact:
        return f"Insert “{new}” " + (f"after “…{quote.prefix}”" if quote.prefix else f"before “{quote.suffix}…”")
    return new


def _observation(comment: Comment) -> str:
    if comment.withdrawn_on:
        return f"Withdrawn on {comment.withdrawn_on.day} {comment.withdrawn_on:%B %Y}."
    if comment.duplicate_of:
        return f"See {comment.duplicate_of}, which says the same."
    decided = f"{comment.disposition.label.capitalize()}." if comment.disposition else ""
    return "\n".join(filter(None, (decided, comment.observation)))


def comments_sheet(config: Config, draft: Draft, ledgers: Iterable[Ledger]) -> bytes:
    """Write the filled form as an Excel file, the same bytes for the same ledgers."""
    return sheet_of(filled_form(config, draft, ledgers))


def comments_word(config: Config, draft: Draft, ledgers: Iterable[Ledger]) -> bytes:
    """Write the filled form as a Word file, the same bytes for the same ledgers."""
    return word_of(filled_form(config, draft, ledgers))
