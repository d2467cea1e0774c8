"""Make the JSON for the desk's page: facts and plain words, never markup and never a person's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from focalpoint.config import Config
from focalpoint.content.git import git_says
from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.content.rounds.comments import WHOLE_DRAFT, Comment, CommentType, Confidence, Disposition, Mark
from focalpoint.content.text.text_files import read_text
from focalpoint.desk.commands import version
from focalpoint.desk.history import earlier_states
from focalpoint.desk.picture import marked, why_none
from focalpoint.desk.round import Round
from focalpoint.review.anchoring.anchoring import CurrentPlace, Further, PlaceStatus
from focalpoint.review.anchoring.blocks import SourceBlock, source_blocks
from focalpoint.review.replies.reply_changes import Change, compared

Facts = dict[str, Any]


def round_json(shown: Round) -> Facts:
    """Make the JSON of the round that the list of comments needs."""
    return {
        "serial": shown.serial,
        "draft": shown.draft.number,
        "title": shown.draft.fields.title,
        "busy": shown.busy,
        "problems": shown.problems,
        "standings": {status.value: status.label for status in PlaceStatus},
        "marks": {one.value: one.label for one in Mark},
        "confidences": {one.value: one.label for one in Confidence if one is not Confidence.EXACT},
        "types": {one.value: one.label for one in CommentType},
        "dispositions": {one.value: {"words": one.label, "changes": one.changes_text} for one in Disposition},
        "comments": [comment_json(shown, comment) for comment in shown.comments],
    }


def comment_json(shown: Round, comment: Comment) -> Facts:
    """Make the JSON of one comment: what was said, where, and what became of it."""
    record = comment.model_dump(mode="json", include=_FIELDS)
    current = shown.current.get(comment.id)
    place = comment.place
    return record | {
        "version": version(comment),
        "open": comment.is_open,
        "member": comment.member,
        "member_name": shown.members.get(comment.member, comment.member),
        "channel": comment.channel.label,
        "chapter": shown.chapter(comment),
        "section": shown.section(comment),
        "paragraph": place.paragraph,
        "page": place.page,
        "printed_line": place.printed_line,
        "quote": place.quote.exact if place.quote else "",
        "standing": current.status.value if current else "",
        "thread": [reply.text for reply in comment.source.thread],
        "hidden": comment.source.hidden,
        "raw": comment.source.raw,
        "cited": comment.source.cited,
        "whole": WHOLE_DRAFT in comment.source.flags,
        "cut": "cut" in comment.source.flags,
        "asked": comment.source.asked,
        "conflict": shown.conflicts.get(comment.id, ""),
        "same": shown.groups.get(comment.id, ()),
    }


_FIELDS = {
    "id", "received", "type", "mark", "comment", "proposed_change", "disposition", "observation", "applied_in",
    "duplicate_of", "withdrawn_on", "handling", "confidence",
}  # fmt: skip


def place_json(config: Config, shown: Round, comment: Comment) -> Facts:
    """Make the JSON of a comment's place: the draft's text, the current text, other comments on it, and its commits."""
    current = shown.current.get(comment.id)
    file = current.file if current and current.file else comment.place.file
    why = why_none(config, shown.draft)
    return {
        "before": _before(shown, comment),
        "today": _current(current) if current else None,
        "further": [_further(one) for one in current.further] if current else [],
        "more": len(comment.place.also) - (len(current.further) if current else 0),
        "may_mean": [_candidate(shown, id) for id in comment.place.candidates],
        "neighbours": shown.neighbours(comment),
        "against": [{"other": pair.second.id, "why": pair.why} for pair in shown.against(comment)],
        "file": file,
        "commits": [vars(commit) for commit in latest_commits(config, file)],
        "uncommitted": bool(file) and not is_committed(config, file),
        "pictured": not why and bool(marked(shown.block(comment), comment)[1]),
        "picture_why": why,
        "history": earlier_states(config, shown.draft.number, comment),
    }


def _candidate(shown: Round, id: str) -> Facts:
    """Make the JSON of a block that a part of what was said of the place means."""
    block = shown.map.by_id.get(id)
    return {"paragraph": block.paragraph if block else "", "text": block.text if block else ""}


def _before(shown: Round, comment: Comment) -> Facts:
    """Make the JSON of the paragraph in the draft with its marked characters, else of the quoted words."""
    place, block = comment.place, shown.block(comment)
    if block:
        return {"text": block.text, "start": place.start, "end": place.end}
    if place.quote is None:
        return {"text": "", "start": -1, "end": -1}
    start = len(place.quote.prefix)
    text = place.quote.prefix + place.quote.exact + place.quote.suffix
    return {"text": text, "start": start, "end": start + len(place.quote.exact)}


def _current(current: CurrentPlace) -> Facts:
    typed = current.typed or current.before
    return {
        "standing": current.status.value,
        "file": current.file,
        "line": current.line,
        "why": current.why,
        "same": current.text == typed,
        "quote_stands": current.quote_stands,
        "changes": list(changes(typed, current.text)) if current.text else [],
        "candidates": [
            {"file": one.file, "line": one.line, "text": one.text, "alike": round(one.similarity)}
            for one in current.similar
        ],
    }


def _further(one: Further) -> Facts:
    """Make the JSON of a further block that the mark covers."""
    place = _current(one.current)
    number = one.block.paragraph if one.block.numbered else ""
    return {"paragraph": number, "before": one.block.text, **{name: place[name] for name in _FURTHER}}


_FURTHER = ("standing", "file", "line", "same", "changes")


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


MOST_PARAGRAPHS = 8
"""Most paragraphs of an answer."""


def paragraphs_with(config: Config, words: str) -> list[dict[str, str | int]]:
    """Find the first blocks of the manual that hold all of the words, as file, line and text."""
    return list(islice(_found(config, with_plain_signs(words).casefold().split()), MOST_PARAGRAPHS))


def _found(config: Config, words: list[str]) -> Iterator[dict[str, str | int]]:
    for file in sorted(config.manual.rglob("*.md")) if words else []:
        text, _problems = read_text(config, file)
        for block in _blocks(text):
            said = with_plain_signs(block.text).casefold()
            if all(word in said for word in words):
                yield {"file": config.shown(file), "line": block.line, "text": block.text}


@lru_cache(maxsize=256)
def _blocks(text: str) -> tuple[SourceBlock, ...]:
    return source_blocks(text)


MOST_COMMITS = 12
"""Most commits of an answer."""


@dataclass(frozen=True)
class Commit:
    """One commit, without its author."""

    commit: str
    day: str
    """Such as `2026-11-25`."""
    subject: str


def latest_commits(config: Config, file: str) -> tuple[Commit, ...]:
    """List the latest commits that changed a file, newest first; none where Git does not answer."""
    listed = git_says(config, "log", f"-n{MOST_COMMITS}", "--format=%H%x00%cs%x00%s", "--", file) if file else None
    return tuple(Commit(*row.split("\0", 2)) for row in (listed or "").splitlines() if row.count("\0") >= 2)


def is_committed(config: Config, file: str) -> bool:
    """Tell whether a file is as last committed."""
    return not git_says(config, "status", "--porcelain", "--", file)
