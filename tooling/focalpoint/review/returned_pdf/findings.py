"""Join marks that belong together, and convert them to findings: comment, proposed change, type."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import MAX_COMMENT, CommentType, Confidence, Mark, Origin, Reply
from focalpoint.content.rounds.draft_map import SHORT, BlockSpan
from focalpoint.content.rounds.returned import Finding, words_in
from focalpoint.review.returned_pdf.annotation_groups import AnnotationGroup
from focalpoint.review.returned_pdf.annotations import Annotation
from focalpoint.review.returned_pdf.mark_placement import Placed

TOUCHING = 2
"""Characters between a caret and the struck words that it replaces, at most."""
_WORSE = tuple(Confidence)


@dataclass(frozen=True)
class PlacedMark:
    """A mark with its place."""

    group: AnnotationGroup
    placed: Placed
    joined: str = ""
    """Why two marks of the file were joined to this one; empty where they were not."""

    @property
    def first(self) -> int:
        """First marked character in the first block; -1 where no characters are marked."""
        return self.placed.spans[0].start if self.placed.spans else -1


def join_marks(found: Sequence[PlacedMark], order: Mapping[str, int]) -> list[PlacedMark]:
    """Join pairs of marks that are one; `order` is that of the blocks in the draft."""
    return _across_pages(_replacements(list(found)), order)


def _replacements(found: list[PlacedMark]) -> list[PlacedMark]:
    """Join a caret at either end of words with the same author's stroke through them: a replacement."""
    struck: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        if one.group.mark is Mark.DELETE and one.first >= 0:
            struck[_owner(one)].append(number)
    gone: set[int] = set()
    for number, one in enumerate(found):
        if one.group.mark is Mark.INSERT and one.first >= 0 and one.group.text:
            near = [(_gap(found[other], one), other) for other in struck[_owner(one)] if other not in gone]
            gap, other = min(near, default=(TOUCHING + 1, -1))
            if gap <= TOUCHING:
                caret, stroke = one.group, found[other].group
                found[number] = PlacedMark(_one(caret, stroke, Mark.REPLACE), found[other].placed, "paired")
                gone.add(other)
    return [one for number, one in enumerate(found) if number not in gone]


def _owner(one: PlacedMark) -> tuple[str, str]:
    return one.group.head.author, one.placed.spans[-1].block.id


def _gap(stroke: PlacedMark, caret: PlacedMark) -> int:
    last = stroke.placed.spans[-1]
    return min(abs(caret.first - last.end), abs(caret.first - last.start))


def _across_pages(found: list[PlacedMark], order: Mapping[str, int]) -> list[PlacedMark]:
    """Join a selection across the end of a page, for which readers write one mark a page."""
    kept: list[PlacedMark] = []
    waiting: dict[tuple[object, ...], list[int]] = defaultdict(list)
    before = {number + 1: block for block, number in order.items()}
    for one in found:
        head, spans = one.group.head, one.placed.spans
        other = None
        if head.modified and spans:
            ends = _ends_before(spans[0], before.get(order[spans[0].block.id], ""))
            keys = ((head.author, head.modified, spans[0].page - 1, *end) for end in ends)
            other = next(
                (at for key in keys for at in reversed(waiting[key]) if _continues(kept[at], one, order)), None
            )
        if other is None:
            kept.append(one)
        else:
            kept[other] = _as_one(kept[other], one)
        if head.modified and spans:
            last = spans[-1]
            end = WHOLE if last.end == len(last.block.text) else last.end
            at = len(kept) - 1 if other is None else other
            waiting[head.author, head.modified, _last_page(one), last.block.id, end].append(at)
    return kept


WHOLE = -2
"""Stands for the end of a block, wherever it is."""


def _ends_before(start: BlockSpan, before: str) -> Iterator[tuple[str, int]]:
    """Yield block and character at which a mark ends that this one may continue; `before` is the block above."""
    for at in range(start.start, start.start - 3, -1):
        yield start.block.id, at
    if start.start == 0:
        yield before, WHOLE


def _last_page(one: PlacedMark) -> int:
    return max(span.page for span in one.placed.spans)


def _continues(one: PlacedMark, other: PlacedMark, order: Mapping[str, int]) -> bool:
    """Tell whether one mark ends at the end of a page and the other continues it on the next."""
    first, second = one.group, other.group
    texts = {text for text in (first.text, second.text) if text}
    kinds = {first.mark, second.mark}
    if not (first.head.modified and one.placed.spans and other.placed.spans) or len(texts) > 1:
        return False
    if kinds not in ({Mark.HIGHLIGHT}, {Mark.DELETE}, {Mark.DELETE, Mark.REPLACE}):
        return False
    last, start = one.placed.spans[-1], other.placed.spans[0]
    if last.end < 0 or start.start < 0 or start.page != _last_page(one) + 1:
        return False
    if last.block is start.block:
        return last.end <= start.start and not last.block.text[last.end : start.start].strip()
    next_one = order[start.block.id] - order[last.block.id] == 1
    return next_one and start.start == 0 and last.end == len(last.block.text)


def _as_one(one: PlacedMark, other: PlacedMark) -> PlacedMark:
    first, second = one.placed, other.placed
    last, start = first.spans[-1], second.spans[0]
    if last.block is start.block:
        spans = (*first.spans[:-1], replace(last, end=start.end), *second.spans[1:])
    else:
        spans = (*first.spans, *second.spans)
    worse = max(first.confidence, second.confidence, key=_WORSE.index)
    mark = Mark.REPLACE if Mark.REPLACE in (one.group.mark, other.group.mark) else one.group.mark
    head, added = one.group, other.group
    if other.group.mark is Mark.REPLACE or (not head.text and added.text):
        head, added = added, head
    # The picture shows the first page only, so rectangles on the next page are left out.
    placed = Placed(spans, worse, first.rectangles, first.page)
    return PlacedMark(_one(head, added, mark), placed, "across-pages")


def _one(head: AnnotationGroup, other: AnnotationGroup, mark: Mark) -> AnnotationGroup:
    return AnnotationGroup(
        head.head,
        mark,
        (*head.parts, other.head, *other.parts),
        (*head.replies, *other.replies),
        (*head.states, *other.states),
    )


EDITS = (Mark.INSERT, Mark.DELETE, Mark.REPLACE)
PROPOSES = (Mark.INSERT, Mark.REPLACE)
MOST_REPLIES = 200
_ENDS = " \t\n.,;:!?…\"'“”‘’«»()"
_TYPE = re.compile(r"\s*(ge|te|ed|tr)\s*:\s*", re.IGNORECASE)


def finding_of(found: PlacedMark, producer: str, sha256: str) -> Finding:
    """Make a finding of a mark with its place."""
    group = found.group
    quote = found.placed.place.quote
    comment, proposed, flags = _words_of(found, quote.exact if quote else "")
    own, comment, proposed = _own_type(comment, proposed)
    usual = CommentType.EDITORIAL if group.mark in EDITS else CommentType.GENERAL
    if max(len(comment), len(proposed)) > MAX_COMMENT:
        flags.append("cut")
    return Finding(
        channel=Channel.PDF,
        mark=group.mark,
        type=own or usual,
        comment=comment[:MAX_COMMENT],
        proposed_change=proposed[:MAX_COMMENT],
        place=found.placed.place,
        confidence=found.placed.confidence,
        source=_origin(found, flags, producer, sha256),
        words=words_in("\n".join((comment, proposed, *(reply.text for reply in group.replies)))),
    )


def _words_of(found: PlacedMark, quote: str) -> tuple[str, str, list[str]]:
    """Extract the comment, the proposed change, and flags for oddities."""
    group, flags = found.group, []
    everything = [group.head, *group.parts]
    carets = [one for one in everything if one.subtype == "Caret"] or everything
    proposing = carets if group.mark in PROPOSES else []
    proposed = _texts(proposing)
    comment = _texts(one for one in everything if one not in proposing and one.text != proposed)
    if quote and _same(comment, quote):
        # Some readers copy the marked words into the comment.
        comment, flags = "", ["copied-words"]
    return comment, proposed, flags


def _texts(annotations: Iterable[Annotation]) -> str:
    return "\n".join(dict.fromkeys(one.text for one in annotations if one.text))


def _same(one: str, other: str) -> bool:
    """Tell whether two texts are the same words, with or without the punctuation at their ends."""
    return one.strip(_ENDS).split() == other.strip(_ENDS).split()


def _own_type(comment: str, proposed: str) -> tuple[CommentType | None, str, str]:
    """Read the type that a comment names at its head; returns both texts without it."""
    if match := _TYPE.match(comment):
        return CommentType(match[1].lower()), comment[match.end() :], proposed
    if match := _TYPE.match(proposed):
        return CommentType(match[1].lower()), comment, proposed[match.end() :]
    return None, comment, proposed


def _origin(found: PlacedMark, flags: Iterable[str], producer: str, sha256: str) -> Origin:
    group, head = found.group, found.group.head
    everything = [head, *group.parts]
    odd = [
        *(flag for one in everything for flag in one.flags),
        *flags,
        *([found.joined] if found.joined else []),
    ]
    return Origin(
        sha256=sha256,
        producer=producer[:SHORT],
        subtype=head.subtype[:SHORT],
        author=head.author[:SHORT],
        name=head.name[:SHORT],
        modified=head.modified[:SHORT],
        hidden=head.hidden,
        thread=tuple(_reply(one) for one in group.replies[:MOST_REPLIES]),
        states=tuple(_state(one, head) for one in group.states[:MOST_REPLIES]),
        flags=tuple(dict.fromkeys(odd)),
        raw="\n\n".join(one.raw for one in everything if one.raw)[:MAX_COMMENT],
    )


def _state(one: Annotation, head: Annotation) -> str:
    """Say which state was set, and whether by the comment's own writer."""
    whose = "its writer" if one.author == head.author else "another person" if one.author else "somebody"
    return f"{one.state[: SHORT - 20]} by {whose}"


def _reply(one: Annotation) -> Reply:
    return Reply(author=one.author[:SHORT], text=one.text[:MAX_COMMENT], written=one.modified[:SHORT])
