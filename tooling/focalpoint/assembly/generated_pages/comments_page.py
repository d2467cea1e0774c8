"""The Secretariat's page of comments: all that was said of each draft, what was decided and why, and the figures."""

from __future__ import annotations

from focalpoint.assembly.generated_pages.comment_figures import OPEN, drafts_commented, figures_of
from focalpoint.assembly.generated_pages.consulted import NOTHING, in_full, plain
from focalpoint.assembly.markdown_escape import as_cell
from focalpoint.content.manual import Manual
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.ledger import Ledger

OPTIONS = ":class: as-sent\n:header-rows: 0\n:stub-columns: 1\n:widths: 22 78"
"""The class says that the words are not the Secretariat's own: the press prints them whatever they hold.

Two columns and no head: a long comment runs over several pages.
"""
_PAGE = """---
title: Comments
question: What was said of each draft, and what became of it?
---

This page is for the Secretariat alone.

{drafts}
"""


def comments_page(manual: Manual) -> str:
    """The page as Markdown; empty where there is no comment."""
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
    rows = "\n".join(f"* - {_facts(comment)}\n  - {_words(comment)}" for comment in fields.comments)
    caption = f"Comments of {name} on draft {fields.draft}"
    label = f":name: table-comments-{fields.draft}-{fields.member.lower()}"
    return f"### {name} on draft {fields.draft}\n\n```{{list-table}} {caption}\n{label}\n{OPTIONS}\n\n{rows}\n```"


def _facts(comment: Comment) -> str:
    """Number, paragraph, type and decision."""
    paragraph = f"paragraph {comment.place.paragraph}" if comment.place.paragraph else ""
    return as_cell(comment.id, paragraph, comment.type.shown, _decision(comment), empty=NOTHING)


def _words(comment: Comment) -> str:
    """What was said, what was proposed, and what the Secretariat observes."""
    said = (("Comment", comment.comment), ("Proposed", comment.proposed_change), ("Observation", comment.observation))
    return as_cell(*(f"{head}: {words}" for head, words in said if words.strip()), empty=NOTHING)


def _decision(comment: Comment) -> str:
    if comment.withdrawn_on:
        return f"withdrawn on {in_full(comment.withdrawn_on)}"
    if comment.duplicate_of:
        return f"as {comment.duplicate_of}"
    return comment.disposition.shown if comment.disposition else OPEN
