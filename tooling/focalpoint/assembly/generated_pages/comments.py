"""Write the figures on comments for every edition, and the Secretariat's page of all comments.

Other readers than the Secretariat get only figures on drafts that several members commented on, with small numbers
hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from focalpoint.assembly.generated_pages.consultations import FEWEST, HIDDEN
from focalpoint.assembly.generated_pages.consulted import NOTHING, in_full
from focalpoint.assembly.generated_pages.rounds import by_group
from focalpoint.assembly.markdown_writer import as_cell, list_table, plain
from focalpoint.content.manual import Manual
from focalpoint.content.rounds.comments import Comment, CommentType, Disposition
from focalpoint.content.rounds.ledger import Ledger, Ledgered, comments_of, effective_decision

OPEN = "not decided yet"
Cells = tuple[int | None, ...]
"""The numbers of a table, with None for each that is hidden."""
_DASH = "A dash stands for a number that is not given, so that no member can be told from it."


@dataclass(frozen=True)
class Count:
    """One number of comments."""

    label: str
    comments: int
    safe: bool
    """Whether enough members made them for others to read it."""


@dataclass(frozen=True)
class Figures:
    """The comments on one draft, counted in one way."""

    draft: int
    by: str
    """`type`, `decision` or `regional group`."""
    counts: tuple[Count, ...]

    @property
    def numbers(self) -> Cells:
        """Return all numbers."""
        return tuple(count.comments for count in self.counts)

    def table(self, cells: Cells, kind: str) -> str:
        """Return the table of these numbers as Markdown; empty if all are hidden."""
        if all(cell is None for cell in cells):
            return ""
        rows = [(count.label, _shown(cell)) for count, cell in zip(self.counts, cells, strict=True)]
        known = [cell for cell in cells if cell is not None]
        # The sum would give back what is hidden.
        rows.append(("All", _shown(sum(known) if len(known) == len(cells) else None)))
        name = f"{kind}-{self.draft}-{self.by.replace(' ', '-')}"
        caption = f"Comments on draft {self.draft}, by {self.by}"
        return list_table(caption, (self.by.capitalize(), "Comments"), (70, 30), rows, name=f"table-{name}")


def published_cells(counts: Sequence[Count]) -> Cells:
    """Replace by None each number that must not be given, even to a reader who knows their sum and this rule.

    Of the tables of one draft each tells the sum of all, so that the rule of `suppressed` is not enough. Hidden is what
    is small or unsafe, then all that share the least of the other numbers, and so on until what is hidden is not all
    the same: any two hidden numbers could then as well stand in each other's place.
    """
    numbers = [count.comments for count in counts]
    hidden = {place for place, count in enumerate(counts) if count.comments < FEWEST or not count.safe}
    levels = sorted({number for place, number in enumerate(numbers) if place not in hidden} if hidden else ())
    for level in levels:
        hidden |= {place for place, number in enumerate(numbers) if number == level}
        if len({numbers[place] for place in hidden}) > 1:
            break
    return tuple(None if place in hidden else number for place, number in enumerate(numbers))


def published_figures(manual: Manual) -> str:
    """Return the figures that every reader may see, as Markdown; empty if there are none."""
    tables = [table for draft in drafts_commented(manual) for table in _published(manual, draft)]
    return "\n\n".join([*tables, _DASH]) if tables else ""


def _published(manual: Manual, draft: int) -> Iterator[str]:
    for figures, cells in published(manual, figures_of(manual, draft)):
        if table := figures.table(cells, "published"):
            yield table


def published(manual: Manual, counted: Iterable[Figures]) -> Iterator[tuple[Figures, Cells]]:
    """Yield figures of one draft with the numbers that every reader may see; none where too few members commented."""
    for figures in counted:
        if len({one.member for one in _counted(comments_of(manual.ledgers, figures.draft))}) >= FEWEST:
            yield figures, published_cells(figures.counts)


def drafts_commented(manual: Manual) -> list[int]:
    """List the drafts that have any comment."""
    return sorted({ledger.fields.draft for ledger in manual.ledgers if ledger.fields.comments})


def figures_of(manual: Manual, draft: int) -> tuple[Figures, ...]:
    """Count the comments on one draft in each way; withdrawn ones are not counted."""
    every = comments_of(manual.ledgers, draft)
    counted = _counted(every)
    return (
        Figures(draft, "type", tuple(_by_type(counted))),
        Figures(draft, "decision", tuple(_by_decision(counted, every))),
        Figures(draft, "regional group", tuple(_by_group(counted, manual))),
    )


def _counted(every: Ledgered) -> list[Comment]:
    return [one for one in every.values() if not one.withdrawn_on]


def _by_type(comments: Sequence[Comment]) -> Iterator[Count]:
    for kind in CommentType:
        yield Count(kind.label.capitalize(), sum(one.type is kind for one in comments), True)


def _by_decision(comments: Sequence[Comment], every: Ledgered) -> Iterator[Count]:
    decided = [found.disposition if (found := effective_decision(one, every)) else None for one in comments]
    for disposition in (*Disposition, None):
        label = disposition.label if disposition else OPEN
        yield Count(label.capitalize(), decided.count(disposition), True)


def _by_group(comments: Sequence[Comment], manual: Manual) -> Iterator[Count]:
    for group, members in by_group(manual.vocabulary, manual.roster.members).items():
        theirs = [one.member for one in comments if one.member in {member.id for member in members}]
        yield Count(group, len(theirs), len(set(theirs)) >= FEWEST)


def _shown(cell: int | None) -> str:
    return HIDDEN if cell is None else str(cell)


AS_SENT = "as-sent"
"""Class of a table whose words are not the Secretariat's own: the press prints them whatever they hold."""
_PAGE = """---
title: Comments
question: What was said of each draft, and what became of it?
---

This page is for the Secretariat alone.

{drafts}
"""


def comments_page(manual: Manual) -> str:
    """Return the page as Markdown; empty if there is no comment."""
    drafts = "\n\n".join(_draft(manual, draft) for draft in drafts_commented(manual))
    return _PAGE.format(drafts=drafts) if drafts else ""


def _draft(manual: Manual, draft: int) -> str:
    ledgers = [one for one in manual.ledgers if one.fields.draft == draft and one.fields.comments]
    figures = (one.table(one.numbers, "counted") for one in figures_of(manual, draft))
    return "\n\n".join([f"## Draft {draft}", *figures, *(_member(manual, ledger) for ledger in ledgers)])


def _member(manual: Manual, ledger: Ledger) -> str:
    fields = ledger.fields
    known = manual.roster.member(fields.member)
    name = plain(known.name) if known else fields.member
    rows = [(_facts(comment), _words(comment)) for comment in fields.comments]
    caption = f"Comments of {name} on draft {fields.draft}"
    label = f"table-comments-{fields.draft}-{fields.member.lower()}"
    # Two columns and no row of heads: a long comment runs over several pages.
    table = list_table(caption, (), (22, 78), rows, name=label, kind=AS_SENT)
    return f"### {name} on draft {fields.draft}\n\n{table}"


def _facts(comment: Comment) -> str:
    """Number, paragraph, type and decision."""
    paragraph = f"paragraph {comment.place.paragraph}" if comment.place.paragraph else ""
    return as_cell(comment.id, paragraph, comment.type.label, _decision(comment), empty=NOTHING)


def _words(comment: Comment) -> str:
    """Return the comment, the proposed change and the Secretariat's observation as a cell."""
    said = (("Comment", comment.comment), ("Proposed", comment.proposed_change), ("Observation", comment.observation))
    return as_cell(*(f"{head}: {words}" for head, words in said if words.strip()), empty=NOTHING)


def _decision(comment: Comment) -> str:
    if comment.withdrawn_on:
        return f"withdrawn on {in_full(comment.withdrawn_on)}"
    if comment.duplicate_of:
        return f"as {comment.duplicate_of}"
    return comment.disposition.label if comment.disposition else OPEN
