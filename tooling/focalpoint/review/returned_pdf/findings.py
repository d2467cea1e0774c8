"""Findings of the marks of a returned PDF: what is said, what is proposed, what kind of comment it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from focalpoint.content.rounds.comments import MAX_COMMENT, Channel, CommentType, Mark, Origin, Reply
from focalpoint.content.rounds.returned import Finding
from focalpoint.review.returned_pdf.annotations import Annotation
from focalpoint.review.returned_pdf.mark_merging import Found
from focalpoint.review.returned_pdf.place_builder import SHORT

EDITS = (Mark.INSERT, Mark.DELETE, Mark.REPLACE)
PROPOSES = (Mark.INSERT, Mark.REPLACE)
MOST_REPLIES = 200
_TYPE = re.compile(r"\s*(ge|te|ed|tr)\s*:\s*", re.IGNORECASE)


def finding_of(found: Found, producer: str, sha256: str) -> Finding:
    """A mark with its place as a finding."""
    thread = found.thread
    quote = found.placed.place.quote
    comment, proposed, flags = _said(found, quote.exact if quote else "")
    own, comment, proposed = _own_type(comment, proposed)
    usual = CommentType.EDITORIAL if thread.mark in EDITS else CommentType.GENERAL
    if max(len(comment), len(proposed)) > MAX_COMMENT:
        flags.append("cut")
    return Finding(
        channel=Channel.PDF,
        mark=thread.mark,
        type=own or usual,
        comment=comment[:MAX_COMMENT],
        proposed_change=proposed[:MAX_COMMENT],
        place=found.placed.place,
        confidence=found.placed.confidence,
        source=_origin(found, flags, producer, sha256),
    )


def _said(found: Found, quote: str) -> tuple[str, str, list[str]]:
    """The comment, the proposed change, and what was odd about them."""
    thread, flags = found.thread, []
    everything = [thread.head, *thread.parts]
    carets = [one for one in everything if one.subtype == "Caret"] or everything
    proposing = carets if thread.mark in PROPOSES else []
    proposed = _texts(proposing)
    comment = _texts(one for one in everything if one not in proposing and one.text != proposed)
    if quote and _same(comment, quote):
        # Some readers copy the marked words into the comment.
        comment, flags = "", ["copied-words"]
    return comment, proposed, flags


def _texts(annotations: Iterable[Annotation]) -> str:
    return "\n".join(dict.fromkeys(one.text for one in annotations if one.text))


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _own_type(comment: str, proposed: str) -> tuple[CommentType | None, str, str]:
    """The type that a comment names at its head, and both texts without it."""
    if match := _TYPE.match(comment):
        return CommentType(match[1].lower()), comment[match.end() :], proposed
    if match := _TYPE.match(proposed):
        return CommentType(match[1].lower()), comment, proposed[match.end() :]
    return None, comment, proposed


def _origin(found: Found, flags: Iterable[str], producer: str, sha256: str) -> Origin:
    thread, head = found.thread, found.thread.head
    everything = [head, *thread.parts]
    odd = [*(flag for one in everything for flag in one.flags), *flags, *([found.joined] if found.joined else [])]
    return Origin(
        sha256=sha256,
        producer=producer[:SHORT],
        subtype=head.subtype[:SHORT],
        author=head.author[:SHORT],
        name=head.name[:SHORT],
        modified=head.modified[:SHORT],
        hidden=head.hidden,
        thread=tuple(_reply(one) for one in thread.replies[:MOST_REPLIES]),
        states=tuple(one.state[:SHORT] for one in thread.states[:MOST_REPLIES]),
        flags=tuple(dict.fromkeys(odd)),
        raw="\n\n".join(one.raw for one in everything if one.raw)[:MAX_COMMENT],
    )


def _reply(one: Annotation) -> Reply:
    return Reply(author=one.author[:SHORT], text=one.text[:MAX_COMMENT], written=one.modified[:SHORT])
