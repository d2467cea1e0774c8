"""Match the marks of a returned file with the comments of the ledger, also those whose words were changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.returned import Finding
from focalpoint.review.ledger.ledger_text import with_visible

Mark = Finding | Comment
Key = Callable[[Mark], Hashable]


@dataclass(frozen=True)
class Match:
    """The comment of the ledger that one finding matches."""

    known: str | None = None
    """Id of the comment that is the same mark; None where the mark is new."""
    replaces: str = ""
    """Id of the comment that was this mark before its words were changed; empty where there is none."""


def match_findings(findings: Sequence[Finding], comments: Sequence[Comment]) -> list[Match]:
    """Match each finding with a comment of the ledger; each comment is matched once.

    A mark is the same if its author, kind, words and place are; within the same file its place does not count. It
    replaces an earlier mark if the program that made both gave them the same name.
    """
    seen = [with_visible(finding) for finding in findings]
    free = list(comments)
    matches: dict[int, Match] = {}
    for key in (_place_key, _file_key):
        for index, comment in _paired(seen, free, matches, key):
            matches[index] = Match(known=comment.id)
    for index, comment in _paired(seen, free, matches, _name_key):
        matches[index] = Match(replaces=comment.id)
    return [matches.get(index, Match()) for index in range(len(findings))]


def _paired(
    findings: Sequence[Finding], free: list[Comment], done: dict[int, Match], key: Key
) -> list[tuple[int, Comment]]:
    """Pair unmatched findings with free comments by a key, and remove paired comments from `free`."""
    by_key: dict[Hashable, list[Comment]] = {}
    for comment in free:
        by_key.setdefault(key(comment), []).append(comment)
    pairs = []
    for index, finding in enumerate(findings):
        wanted = key(finding)
        if index not in done and wanted is not None and by_key.get(wanted):
            # If a mark was changed twice, its last version counts.
            pairs.append((index, by_key[wanted].pop()))
    taken = {comment.id for _index, comment in pairs}
    free[:] = [comment for comment in free if comment.id not in taken]
    return pairs


def _place_key(mark: Mark) -> Hashable:
    """Make a key of author, kind, words and place."""
    place = mark.place
    spot: Hashable = (place.block, place.start, place.end)
    if not place.block:
        spot = (place.page, tuple(tuple(round(side) for side in box) for box in place.rectangles))
    return (*_content_key(mark), spot)


def _file_key(mark: Mark) -> Hashable:
    """Make a key of author, kind and words within one file."""
    return (mark.source.sha256, mark.source.subtype, *_content_key(mark)) if mark.source.sha256 else None


def _content_key(mark: Mark) -> tuple[Hashable, ...]:
    source = mark.source
    thread = tuple((reply.author, reply.text) for reply in source.thread)
    words = (mark.type, mark.comment.strip(), mark.proposed_change.strip(), source.raw, source.cited, thread)
    # The number of a form's row changes when a row above it is removed.
    made = (source.author, source.name, source.subtype) if mark.channel.names_marks else ()
    return (mark.channel, mark.mark, *words, *made)


def _name_key(mark: Mark) -> Hashable:
    """Make a key of the name that the program gave the mark, which stays the same when the mark's words change."""
    source = mark.source
    return (source.name, source.author, source.subtype) if source.name and mark.channel.names_marks else None
