"""Walks a person through the comments that nothing but a person can place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from focalpoint.cli.telling import OUT, tell_problems
from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment
from focalpoint.problems import Trouble, stopped

if TYPE_CHECKING:
    from focalpoint.review.anchoring.anchoring import CurrentPlace
    from focalpoint.review.anchoring.similar_blocks import SimilarBlock

QUESTION = "Choose a number, type file:line, type gone if it was deleted, or press Enter to skip"
_SPOT = re.compile(r"(?P<file>\S+\.md):(?P<line>[0-9]{1,6})")


def walk(config: Config, draft: int | None) -> None:
    """Ask for each comment that is to be asked where it belongs; what was answered is kept at once."""
    from focalpoint.review.anchoring.anchoring import PlaceStatus, current_places
    from focalpoint.review.ledger.ledger import issued_draft, ledgers_of

    of = issued_draft(config, draft)
    ledgers, problems = ledgers_of(config, of.number)
    comments = [one for ledger in ledgers for one in ledger.fields.comments if not one.withdrawn_on]
    places = current_places(config, of, comments)
    asked = [comment for comment in comments if places[comment.id].status is PlaceStatus.ASK]
    done = 0
    for number, comment in enumerate(asked, 1):
        _show(comment, places[comment.id], f"{number} of {len(asked)}")
        try:
            done += _ask(config, of.number, comment, places[comment.id].similar)
        except typer.Abort:
            OUT.print()
            break
    OUT.print(f"Placed {done} of {len(asked)} comments on draft {of.number} that need a place")
    if problems:
        raise Trouble(problems)


def _show(comment: Comment, today: CurrentPlace, count: str) -> None:
    from focalpoint.review.ledger.ledger_text import visible

    place = f", paragraph {comment.place.paragraph}" if comment.place.paragraph else ""
    OUT.print(f"\n{comment.id} ({count}){place}: {visible(comment.comment or comment.proposed_change)}")
    OUT.print(f"  {today.why}")
    if today.before:
        OUT.print(f"  It was: {today.before}")
    for number, one in enumerate(today.similar, 1):
        OUT.print(f"  {number}  {one.file}:{one.line} ({one.similarity:.0f} of 100 alike)\n     {one.text}")


def _ask(config: Config, draft: int, comment: Comment, similar: Sequence[SimilarBlock]) -> bool:
    """Ask until the answer can be kept; whether one was given."""
    while True:
        answer = typer.prompt(QUESTION, default="", show_default=False).strip()
        if not answer:
            return False
        try:
            _keep(config, draft, comment, similar, answer)
        except Trouble as trouble:
            tell_problems(trouble.problems)
        else:
            return True


def _keep(config: Config, draft: int, comment: Comment, similar: Sequence[SimilarBlock], answer: str) -> None:
    from focalpoint.review.ledger.deciding import mark_gone, place_by_hand

    if answer == "gone":
        mark_gone(config, draft, comment.id)
    elif answer.isascii() and answer.isdigit() and 1 <= int(answer[:3]) <= len(similar):
        chosen = similar[int(answer[:3]) - 1]
        place_by_hand(config, draft, comment.id, chosen.file, chosen.line)
    elif spot := _SPOT.fullmatch(answer):
        place_by_hand(config, draft, comment.id, spot["file"], int(spot["line"]))
    else:
        raise stopped(f"`{answer[:60]}` is not an answer; type a number above, file:line, gone, or press Enter")
