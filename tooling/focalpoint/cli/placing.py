"""Ask a person to place the comments that nothing else can place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from focalpoint.cli.telling import OUT, tell_problems
from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment
from focalpoint.problems import Trouble

if TYPE_CHECKING:
    from focalpoint.review.anchoring.anchoring import CurrentPlace
    from focalpoint.review.round import CommentRound


def walk(config: Config, draft: int | None) -> None:
    """Ask for the place of each comment whose place is not known; keep each answer at once."""
    from focalpoint.review.round import read_round

    comments = read_round(config, draft)
    asked = comments.to_ask
    done = 0
    for number, comment in enumerate(asked, 1):
        _show(comment, comments.places[comment.id], f"{number} of {len(asked)}")
        try:
            done += _ask(config, comments, comment)
        except typer.Abort:
            OUT.print()
            break
    OUT.print(f"Placed {done} of {len(asked)} comments on draft {comments.draft.number} that need a place")
    if comments.problems:
        raise Trouble(comments.problems)


def _show(comment: Comment, today: CurrentPlace, count: str) -> None:
    from focalpoint.review.ledger.ledger_text import visible

    place = f", paragraph {comment.place.paragraph}" if comment.place.paragraph else ""
    OUT.print(f"\n{comment.id} ({count}){place}: {visible(comment.comment or comment.proposed_change)}")
    OUT.print(f"  {today.why}")
    if today.before:
        OUT.print(f"  It was: {today.before}")
    for number, one in enumerate(today.similar, 1):
        OUT.print(f"  {number}  {one.file}:{one.line} ({one.similarity:.0f} of 100 alike)\n     {one.text}")


def question(candidates: int) -> str:
    """Say which answers are possible."""
    number = {0: "Type", 1: "Choose 1, type"}.get(candidates, f"Choose 1–{candidates}, type")
    return f"{number} file:line, type gone if it was deleted, or press Enter to skip"


def _ask(config: Config, comments: CommentRound, comment: Comment) -> bool:
    """Ask until the answer can be kept; return whether one was given."""
    from focalpoint.review.round import place_by_answer

    asked = question(len(comments.places[comment.id].similar))
    while True:
        answer = typer.prompt(asked, default="", show_default=False).strip()
        if not answer:
            return False
        try:
            place_by_answer(config, comments, comment, answer)
        except Trouble as trouble:
            tell_problems(trouble.problems)
        else:
            return True
