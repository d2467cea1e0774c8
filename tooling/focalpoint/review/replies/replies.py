"""Make the reply to one member: each of its comments, the decision and reason, the text before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from focalpoint.assembly.generated_pages.consulted import in_full
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Handling
from focalpoint.content.rounds.comments import Comment, Mark
from focalpoint.content.rounds.draft_map import Block, DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import Ledger, Ledgered, effective_decision
from focalpoint.content.text.display_text import paragraphs, visible
from focalpoint.review.anchoring.anchoring import CurrentPlace, PlaceStatus
from focalpoint.review.anchoring.similar_blocks import FLOOR, kept
from focalpoint.review.replies.reply_changes import Line, as_line, compared


def current_block(current: CurrentPlace | None, before: str, blocks: Sequence[Block]) -> Block | None:
    """Find the current block that the comment is on; None where it is unknown or the edition does not carry it.

    `before` is the text in the draft. Cells and titles may share a line; the most similar one is taken.
    """
    if current is None or current.status in (PlaceStatus.GONE, PlaceStatus.ASK) or not current.line:
        return None
    inside = [block for block in blocks if block.file == current.file and 0 < block.line <= current.line]
    last = max((block.line for block in inside), default=0)
    near = [block for block in inside if block.line == last]
    best = max(near, key=lambda block: kept(before, block.text), default=None)
    if best is None or last == current.line:
        return best
    return best if kept(before, best.text) >= FLOOR else None


MARKED = {
    Mark.INSERT: "To be inserted at",
    Mark.DELETE: "To be deleted",
    Mark.REPLACE: "To be replaced",
    Mark.DRAWING: "Drawn at",
    Mark.STAMP: "Stamped at",
}
"""Headings for the marked words, by what the member did to them; any other mark only marks them."""
HERE = "[here]"
GONE = "These words are no longer in the manual."
UNKNOWN = "Their place in today’s text could not be determined."
UNCHANGED = "Unchanged."


@dataclass(frozen=True)
class Row:
    """One fact about a comment."""

    head: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Answer:
    """One comment and the answer to it."""

    title: str
    """Its number and place: `GH-007, paragraph 3.12`."""
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Letter:
    """The reply to a member about its comments on a draft; it contains nothing about another member's."""

    member: str
    """Its id."""
    name: str
    draft: int
    day: date
    handling: Handling
    """The strictest handling label of its comments."""
    opening: tuple[str, ...]
    answers: tuple[Answer, ...]

    @property
    def title(self) -> str:
        """The title of the letter."""
        return f"Reply to {self.name} on draft {self.draft}"


@dataclass(frozen=True)
class Reading:
    """The sources of the answers: the draft, all comments on it, and the current text."""

    draft: Draft
    map: DraftMap
    every: Ledgered
    current: Mapping[str, CurrentPlace]
    """Where each comment's words are now, by the comment's id."""
    blocks: Sequence[Block]
    """The blocks of the network edition's current text."""


def letter(config: Config, name: str, ledger: Ledger, reading: Reading, day: date) -> Letter:
    """Make the letter to the member whose ledger this is, with every comment decided; `name` is the member's."""
    comments = ledger.fields.comments
    return Letter(
        ledger.fields.member,
        visible(name),
        reading.draft.number,
        day,
        max((Handling.GREEN, *(comment.handling for comment in comments)), key=lambda label: label.strictness),
        tuple(_opening(config, name, len(comments), reading.draft, day)),
        tuple(_answer(comment, reading) for comment in comments),
    )


def _opening(config: Config, name: str, count: int, draft: Draft, day: date) -> Iterator[str]:
    settings = config.settings
    yield f"{settings.network}. {settings.publisher}, {in_full(day)}."
    many = f"{count} comments" if count > 1 else "one comment"
    issued = in_full(draft.fields.issued_on)
    yield f"The Secretariat thanks {name} for {many} on draft {draft.number} of the {settings.title}, of {issued}."
    yield "Below stand, for each comment, the decision and the reason, and the text in the draft and today."
    yield "In these texts, words that went are struck out and words that came are underlined, and each is named so."


def _answer(comment: Comment, reading: Reading) -> Answer:
    place = comment.place
    number = f", paragraph {place.paragraph}" if place.paragraph else ""
    rows = [
        *rows_of("Place in the draft", _where(comment)),
        *rows_of(MARKED.get(comment.mark, "Marked words"), _marked(comment)),
        *rows_of("Our question", comment.source.asked),
        *rows_of("Your comment", comment.comment),
        *rows_of("Proposed change", comment.proposed_change),
        *rows_of("Decision", decision_said(comment, reading.every)),
        *rows_of("Reason", comment.observation),
    ]
    if not comment.withdrawn_on:
        rows += _texts(comment, reading)
    return Answer(visible(f"{comment.id}{number}"), tuple(rows))


def rows_of(head: str, words: str) -> Iterator[Row]:
    """Make the row of some words, one line a paragraph; none where there are no words."""
    if lines := paragraphs(words):
        yield Row(head, tuple(map(as_line, lines)))


def _where(comment: Comment) -> str:
    place = comment.place
    numbers = (("line", place.printed_line), ("page", place.page))
    said = [place.section.replace(" › ", ", "), *(f"{what} {number}" for what, number in numbers if number)]
    return ", ".join(filter(None, said)) or "The whole draft"


def decision_said(comment: Comment, every: Ledgered) -> str:
    """Say the decision; of another member's comment say neither its number nor whose it is."""
    if comment.withdrawn_on:
        return f"Withdrawn on {in_full(comment.withdrawn_on)}"
    found = effective_decision(comment, every)
    said = found.disposition.label if found and found.disposition else "not decided"
    if not comment.duplicate_of or found is None:
        return said.capitalize()
    if found.member == comment.member:
        return f"Decided together with your comment {found.id}: {said}"
    return f"Decided together with another comment on the same matter: {said}"


def _marked(comment: Comment) -> str:
    quote = comment.place.quote
    if quote is None or quote.exact or comment.mark is not Mark.INSERT:
        return quote.exact if quote else ""
    return f"{quote.prefix} {HERE} {quote.suffix}" if quote.prefix or quote.suffix else ""


def _texts(comment: Comment, reading: Reading) -> Iterator[Row]:
    """Yield the text before and after, and the number now, of each block that the comment covers."""
    block = reading.map.by_id.get(comment.place.block)
    if block is None:
        return
    current = reading.current.get(comment.id)
    yield from _text(block, current, reading.blocks, "")
    further = current.further if current else ()
    for one in further:
        named = f", paragraph {one.block.paragraph}" if one.block.numbered else ", continued"
        yield from _text(one.block, one.current, reading.blocks, named)
    if left := len(comment.place.also) - len(further):
        yield Row("Further text", (as_line(f"Your comment covers {left} more, for which the decision holds too."),))


def _text(block: Block, current: CurrentPlace | None, blocks: Sequence[Block], named: str) -> Iterator[Row]:
    """Yield the rows of one block before and after; `named` distinguishes it from the first."""
    now = current_block(current, block.text, blocks)
    old = visible(block.text)
    if now is None:
        gone = current is not None and current.status is PlaceStatus.GONE
        yield Row(f"Text in the draft{named}", (as_line(old),))
        yield Row(f"Text today{named}", (as_line(GONE if gone else UNKNOWN),))
        return
    before, after = compared(old, visible(now.text))
    yield Row(f"Text in the draft{named}", (before,))
    yield Row(f"Text today{named}", (as_line(UNCHANGED) if before == after else after,))
    if now.paragraph:
        yield Row(f"Number today{named}", (as_line(f"Paragraph {now.paragraph}"),))
