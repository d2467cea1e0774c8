"""Make the JSON of what the desk offers: to apply a proposal, to name a change, to settle a contradiction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from focalpoint.config import Config
from focalpoint.content.git import git_says
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.contradictions import Pair
from focalpoint.desk.applying.applying import can_be_undone, edit_now, problems_of
from focalpoint.desk.applying.edited_file import edit_of
from focalpoint.desk.applying.made_changes import MadeChanges
from focalpoint.desk.applying.proposed_text import NotApplicableError
from focalpoint.desk.round import Round
from focalpoint.review.anchoring.anchoring import CurrentPlace
from focalpoint.review.printed_references import with_printed_references
from focalpoint.review.replies.reply_changes import Change, compared


def why_not_applied(config: Config, shown: Round, comment: Comment) -> str:
    """Say why a comment's proposal cannot be applied by the desk; empty where it can."""
    try:
        edit_of(config, comment, shown.block(comment), shown.current.get(comment.id))
    except NotApplicableError as why:
        return str(why)
    return ""


def edit_json(config: Config, shown: Round, comment: Comment) -> dict[str, Any]:
    """Make the JSON of the change that carries out a proposal, with the problems that it brings; raises Trouble."""
    edit = edit_now(config, shown.draft, comment)
    return {
        "file": edit.file,
        "line": edit.line,
        "before": edit.before,
        "after": edit.after,
        "changes": list(changes(edit.before, edit.after)),
        "problems": [str(problem) for problem in problems_of(config, edit)],
        "shown": edit.sign,
        "author": git_says(config, "config", "user.name") or "",
    }


def made_json(made: MadeChanges, comment: Comment, current: CurrentPlace | None) -> dict[str, Any]:
    """Make the JSON of the changes that can have carried out a comment, and of what can be taken back."""
    why = made.why_none()

    def shown(words: str) -> str:
        return with_printed_references(words, current.typed, current.before) if current else words

    return {
        "made_why": why,
        "made": [
            {
                "commit": one.commit,
                "day": one.day,
                "subject": one.subject,
                "holds": one.holds,
                "shown": one.sign,
                "changes": list(changes(shown(one.before), shown(one.after))),
            }
            for one in ([] if why else made.of(comment))
        ],
        "undoable": not why and can_be_undone(made.config, made.draft, comment),
    }


def contradiction_json(shown: Round, pair: Pair) -> dict[str, Any]:
    """Make the JSON of two comments of which only one can be accepted, or both if the text does what both ask for."""
    return {
        "why": pair.why,
        "excluded": pair.excluded,
        "comments": [
            {
                "id": one.id,
                "member_name": shown.members.get(one.member, one.member),
                "comment": one.comment,
                "mark": one.mark.value,
                "quote": one.place.quote.exact if one.place.quote else "",
                "proposed_change": one.proposed_change,
                "observation": one.observation,
            }
            for one in (pair.first, pair.second)
        ],
    }


def changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Join two texts to one, run by run: words that were `deleted`, words that were `added`, and words of both."""
    old, new = (iter(line) for line in compared(before, after))
    while True:
        for run in old:
            if not run.change:
                break
            yield Change.DELETED, run.words
        for run in new:
            if not run.change:
                yield "", run.words
                break
            yield Change.ADDED, run.words
        else:
            return
