"""The template with all comments on a draft and what was decided, in the order of the manual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from focalpoint.config import Config
from focalpoint.content.rounds.comments import Channel, Comment, Mark
from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import Ledger
from focalpoint.review.forms.template import TITLE, Form, Row, head_of


def filled_form(config: Config, draft: Draft, ledgers: Iterable[Ledger]) -> Form:
    """The template filled from the ledgers of this draft; raises Trouble where the draft's map is missing."""
    comments = [one for ledger in ledgers if ledger.fields.draft == draft.number for one in ledger.fields.comments]
    ordered = _ordered(comments, draft.map())
    facts = (*head_of(draft), ("Project", config.settings.network), *_handling(comments))
    return Form(draft, TITLE, facts, (), tuple(map(_row, ordered)), open=False)


def _ordered(comments: Sequence[Comment], drafts_map: DraftMap) -> list[Comment]:
    """The comments by their place in the manual, those without one last."""
    order = {block.id: number for number, block in enumerate(drafts_map.blocks)}
    last = len(order)
    return sorted(comments, key=lambda one: (order.get(one.place.block, last), one.place.start, one.id))


def _handling(comments: Sequence[Comment]) -> Iterator[tuple[str, str]]:
    """The strictest label of all."""
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
        paragraph=place.paragraph or comment.source.raw[:200],
        type=f"{comment.type.value} {comment.type.shown}",
        comment=_said(comment),
        change=_change(comment),
        observation=_observation(comment),
    )


def _quote(comment: Comment) -> str:
    """The marked words, where the comment does not cite them itself."""
    quote = comment.place.quote
    return quote.exact if quote and comment.channel is not Channel.TEMPLATE else ""


def _said(comment: Comment) -> str:
    on = _quote(comment) if comment.mark in (Mark.HIGHLIGHT, Mark.NOTE) else ""
    return "\n".join(filter(None, (f"On “{on}”:" if on else "", comment.comment)))


def _change(comment: Comment) -> str:
    """What is proposed, in words instead of a mark on the page."""
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
    decided = f"{comment.disposition.shown.capitalize()}." if comment.disposition else ""
    return "\n".join(filter(None, (decided, comment.observation)))
