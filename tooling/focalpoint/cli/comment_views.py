"""Print comments as a table, or one with its neighbours; ask where a comment belongs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer

from focalpoint.cli.import_summary import comments_counted, print_groups, visible_text
from focalpoint.cli.telling import OUT, print_table, tell_problems
from focalpoint.config import Config
from focalpoint.content.rounds.comments import WHOLE_DRAFT, Comment, Confidence
from focalpoint.problems import Trouble

if TYPE_CHECKING:
    from focalpoint.content.rounds.contradictions import Pair
    from focalpoint.review.anchoring.anchoring import CurrentPlace
    from focalpoint.review.round import CommentRound, Filter

SHORT = 60
"""Characters of a comment that a table shows."""
MOST_ROWS = 30
"""Rows of the table that are shown where not all are asked for."""
MOST_GROUPS = 5
"""Lines on conflicts that a list shows, and on comments that say the same."""
COLUMNS = ("Id", "Para", "Type", "Decision", "Today", "Comment")


def print_comments(config: Config, draft: int | None, wanted: Filter, *, all: bool) -> None:
    """Print the comments on a draft as a table, one screen or `all`; raises Trouble with what could not be read."""
    from focalpoint.content.rounds.contradictions import conflicting, standing
    from focalpoint.review.ledger.similar_comments import same_words
    from focalpoint.review.round import read_round

    comments = read_round(config, draft)
    number, every = comments.draft.number, comments.comments
    listed = wanted.of(comments)
    shown = listed if all else listed[:MOST_ROWS]
    if shown:
        places = comments.places_of(shown)
        rows = [_row(one, places[one.id]) for one in shown]
        print_table(f"Comments on draft {number}", COLUMNS, rows)
    if len(shown) < len(listed):
        more = len(listed) - len(shown)
        OUT.print(f"and {more} more; choose with --chapter, --member, --type or --open, or add --all")
    still = sum(comment.is_open for comment in listed)
    OUT.print(f"{len(listed)} of {comments_counted(len(every))} on draft {number}, {still} open")
    if not listed:
        _tell_none(config, wanted, comments)
    ids = {comment.id for comment in listed}
    _print_conflicts([pair for id, pair in conflicting(standing(every)).items() if id in ids])
    groups = [group for group in same_words(every) if any(comment.id in ids for comment in group)]
    print_groups(groups, f"Probably the same: {comments_counted(len(groups), 'group')}", MOST_GROUPS)
    if comments.problems:
        raise Trouble(comments.problems)


def _print_conflicts(found: Sequence[Pair]) -> None:
    """Print the conflicts of some comments, the same two comments once, and no more than a screen takes."""
    if found:
        OUT.print(f"Conflicts: {comments_counted(len(found))} that cannot be accepted together with another")
    told = list(dict.fromkeys(pair.why for pair in found))
    for why in told[:MOST_GROUPS]:
        OUT.print(f"  {why}")
    if len(told) > MOST_GROUPS:
        OUT.print(f"  and {len(told) - MOST_GROUPS} more; see them in the desk: focalpoint review")


def _tell_none(config: Config, wanted: Filter, comments: CommentRound) -> None:
    """Say what to do when a list is empty; raises Trouble for a member that does not exist."""
    from focalpoint.review.ledger.ledger import on_roster

    if not comments.comments:
        OUT.print("When a file has come back, enter it: focalpoint comments import FILE --from MEMBER")
    elif wanted.member and all(wanted.member != one.member for one in comments.comments):
        on_roster(config, wanted.member)
    elif wanted.chapter:
        known = {name for one in comments.comments for name in comments.chapters(one) if name}
        if wanted.chapter not in known:
            OUT.print(f"Chapters with comments: {', '.join(sorted(known))}")


def _row(comment: Comment, today: CurrentPlace) -> tuple[str, ...]:
    said = " ".join(_said(comment).split())
    short = said if len(said) <= SHORT else f"{said[: SHORT - 1].rstrip()}…"
    place = comment.place.paragraph or (f"page {comment.place.page}" if comment.place.page else "–")
    return comment.id, place, comment.type.value, decision(comment), _sure(comment, today), short


def _sure(comment: Comment, today: CurrentPlace) -> str:
    """Return where a comment is in the current text; what its writer said of the place, where that is not clear."""
    if WHOLE_DRAFT in comment.source.flags:
        return "on the whole draft"
    cited = f", “{visible_text(comment.source.cited)}”" if comment.source.cited else ""
    if comment.confidence is Confidence.FUZZY and today.status != "ask":
        return f"roughly {today.file}:{today.line}{cited}"
    return f"{stands(today)}{cited if today.status == 'ask' else ''}"


def _said(comment: Comment) -> str:
    return visible_text(comment.comment or comment.proposed_change or f"({comment.mark})")


def decision(comment: Comment) -> str:
    """Return the decision on a comment in a word or two."""
    if comment.withdrawn_on:
        return "withdrawn"
    if comment.duplicate_of:
        return f"as {comment.duplicate_of}"
    return comment.disposition.label if comment.disposition else "open"


def stands(today: CurrentPlace) -> str:
    """Return where a comment is in the current text: `exact manual/ground/post.md:12`."""
    place = f" {today.file}:{today.line}" if today.file and today.status != "ask" else ""
    return f"{today.status}{place}"


def show_comment(config: Config, draft: int | None, id: str) -> None:
    """Print one comment, its paragraph then and now, and what else was said of that paragraph."""
    from focalpoint.content.rounds.contradictions import contradictions, standing
    from focalpoint.review.anchoring.anchoring import current_places
    from focalpoint.review.ledger.ledger import find_comment, issued_draft, ledgers_of
    from focalpoint.review.ledger.similar_comments import same_words

    of = issued_draft(config, draft)
    comment = find_comment(config, of.number, id)
    today = current_places(config, of, [comment])[id]
    for name, said in _facts(comment, today):
        if said:
            OUT.print(f"{name}: {visible_text(said)}")
    ledgers, _problems = ledgers_of(config, of.number)
    everything = [one for ledger in ledgers for one in ledger.fields.comments]
    beside = [one for one in everything if one.id != id and one.place.blocks & comment.place.blocks]
    for one in beside:
        OUT.print(f"On the same words, {one.id} ({decision(one)}): {_said(one)}")
    for pair in contradictions(comment, standing(everything)):
        OUT.print(pair.why)
    print_groups([one for one in same_words(everything) if comment in one], "Probably the same", 1)


def _then_and_today(name: str, today: CurrentPlace, before: str) -> Iterable[tuple[str, str]]:
    from focalpoint.review.printed_references import with_printed_references

    yield f"{name} then", before
    yield "Today", f"{stands(today)}{f' ({today.why})' if today.why else ''}"
    text = with_printed_references(today.text, today.typed or today.before, today.before)
    yield f"{name} today", "" if today.status in ("ask", "gone") else text


def _facts(comment: Comment, today: CurrentPlace) -> Iterable[tuple[str, str]]:
    place = comment.place
    numbers = (("paragraph", place.paragraph), ("line", place.printed_line), ("page", place.page))
    where = ", ".join(f"{name} {number}" for name, number in numbers if number)
    yield comment.id, f"{comment.type.label}, {comment.mark}, by {comment.channel}, {comment.received}"
    yield "In the draft", f"{where or 'no place'} ({comment.confidence})"
    yield "Section", place.section
    yield "Words", place.quote.exact if place.quote else ""
    yield "Answers the question", comment.source.asked
    yield "Comment", comment.comment
    yield "Proposed change", comment.proposed_change
    for reply in comment.source.thread:
        yield "Answer inside the file", reply.text
    yield "Place as written", comment.source.cited
    others = "one other place" if len(place.candidates) == 1 else f"{len(place.candidates)} other places"
    yield "May also mean", f"{others}; see in the desk" if place.candidates else ""
    yield "Could not be read", comment.source.raw
    yield "Odd", ", ".join(comment.source.flags)
    yield from _then_and_today("The paragraph", today, today.before)
    for one in today.further:
        number = f"Paragraph {one.block.paragraph}" if one.block.numbered else "The next text"
        yield from _then_and_today(number, one.current, one.block.text)
    if left := len(place.also) - len(today.further):
        yield "Further", f"the comment covers {left} more; see them in the draft"
    yield "Decision", decision(comment)
    yield "Observation", comment.observation
    yield "Applied in", comment.applied_in


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
