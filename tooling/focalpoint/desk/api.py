"""Make the JSON for the desk's page: facts and plain words, never markup and never a person's name.

What the page asks for:

- `GET round`: what the list needs, and `serial`, which grows with each change; `GET events` streams it.
- `GET comments/ID`: the place then and now; `applies_why` (why its proposal cannot be applied, empty where it can);
  `made` (changes of its paragraph, each `commit`, empty for an edit that is not committed, `day`, `subject`, `holds`,
  `shown`, `changes`) and `made_why`; `undoable`.
- `GET comments/ID/change`: the change that applies its proposal (`file`, `line`, `before`, `after`, `changes`,
  `problems` that it would bring, `shown`, `author`), else only `problem`. It runs the check.
- `POST comments/ID`: one of the commands in `desk/commands.py`, with `action` and `version`. The decisions `decide`,
  `apply` and `commit-edit` take `also` (other comments, with their versions), `together_with` and `instead_of`.
- `POST decisions`: one decision on many comments, all or none (`Many` in `desk/commands.py`).

A command is answered with `serial`, `problem` and the comment, or `comments`; 409 where a comment had changed since
it was shown, 422 where the command is refused: then `refused` has the reason of each comment, if there were several,
and `contradiction` the accepted comment that a person must compare first (`desk/offers.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from focalpoint.config import Config
from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.content.rounds.comments import WHOLE_DRAFT, Comment, CommentType, Confidence, Disposition, Mark
from focalpoint.content.text.text_files import read_text
from focalpoint.desk.applying.made_changes import MadeChanges
from focalpoint.desk.commands import version
from focalpoint.desk.history import earlier_states
from focalpoint.desk.offers import changes, made_json, why_not_applied
from focalpoint.desk.picture import marked, why_none
from focalpoint.desk.round import Round
from focalpoint.review.anchoring.anchoring import CurrentPlace, Further, PlaceStatus
from focalpoint.review.anchoring.blocks import SourceBlock, source_blocks
from focalpoint.review.printed_references import with_printed_references

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


def place_json(made: MadeChanges, shown: Round, comment: Comment) -> Facts:
    """Make the JSON of a comment's place: the draft's text, the current text, other comments on it, and its changes."""
    config = made.config
    current = shown.current.get(comment.id)
    why = why_none(config, shown.draft)
    return {
        "before": _before(shown, comment),
        "today": _current(current) if current else None,
        "further": [_further(one) for one in current.further] if current else [],
        "more": len(comment.place.also) - (len(current.further) if current else 0),
        "may_mean": [_candidate(shown, id) for id in comment.place.candidates],
        "neighbours": shown.neighbours(comment),
        "against": [{"other": pair.second.id, "why": pair.why} for pair in shown.against(comment)],
        "applies_why": why_not_applied(config, shown, comment),
        **made_json(made, comment, current),
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
    text, was = (with_printed_references(one, typed, current.before) for one in (current.text, typed))
    return {
        "standing": current.status.value,
        "file": current.file,
        "line": current.line,
        "why": current.why,
        "same": current.text == typed,
        "quote_stands": current.quote_stands,
        "changes": list(changes(was, text)) if current.text else [],
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
