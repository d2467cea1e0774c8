"""Marks that readers write as two and people mean as one, joined after both have their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from focalpoint.content.rounds.comments import Confidence, Mark
from focalpoint.review.returned_pdf.annotation_groups import Thread
from focalpoint.review.returned_pdf.mark_placement import Placed

TOUCHING = 2
"""Letters between a caret and the words struck out that it replaces."""
_WORSE = (Confidence.EXACT, Confidence.FUZZY, Confidence.PAGE_ONLY, Confidence.UNPLACED)


@dataclass(frozen=True)
class Found:
    """A mark with its place."""

    thread: Thread
    placed: Placed
    joined: str = ""
    """Why it is one mark though the file has two."""

    @property
    def first(self) -> int:
        """The first letter that it marks in its first block; -1 where it marks none."""
        return self.placed.spans[0].start if self.placed.spans else -1


def joined(found: Sequence[Found], order: dict[str, int]) -> list[Found]:
    """The marks, pairs made one; `order` is that of the blocks in the draft."""
    return _across_pages(_replacements(list(found)), order)


def _replacements(found: list[Found]) -> list[Found]:
    """A caret at either end of words that the same author struck out replaces them."""
    struck: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        if one.thread.mark is Mark.DELETE and one.first >= 0:
            struck[_owner(one)].append(number)
    gone: set[int] = set()
    for number, one in enumerate(found):
        if one.thread.mark is Mark.INSERT and one.first >= 0 and one.thread.text:
            near = [(_gap(found[other], one), other) for other in struck[_owner(one)] if other not in gone]
            gap, other = min(near, default=(TOUCHING + 1, -1))
            if gap <= TOUCHING:
                caret, stroke = one.thread, found[other].thread
                found[number] = Found(_one(caret, stroke, Mark.REPLACE), found[other].placed, "paired")
                gone.add(other)
    return [one for number, one in enumerate(found) if number not in gone]


def _owner(one: Found) -> tuple[str, str]:
    return one.thread.head.author, one.placed.spans[-1].block.id


def _gap(stroke: Found, caret: Found) -> int:
    last = stroke.placed.spans[-1]
    return min(abs(caret.first - last.end), abs(caret.first - last.start))


def _across_pages(found: list[Found], order: dict[str, int]) -> list[Found]:
    """A selection across the end of a page is one mark, though readers write one for each page."""
    kept: list[Found] = []
    waiting: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in found:
        head = one.thread.head
        key = head.author, head.modified
        other = next((at for at in reversed(waiting[key]) if _goes_on(kept[at], one, order)), None)
        if other is None:
            waiting[key].append(len(kept))
            kept.append(one)
        else:
            kept[other] = _as_one(kept[other], one)
    return kept


def _goes_on(one: Found, other: Found, order: dict[str, int]) -> bool:
    """Whether one mark ends where the page ends and the other begins where the next one begins."""
    first, second = one.thread, other.thread
    texts = {text for text in (first.text, second.text) if text}
    kinds = {first.mark, second.mark}
    if not (first.head.modified and one.placed.spans and other.placed.spans) or len(texts) > 1:
        return False
    if kinds not in ({Mark.HIGHLIGHT}, {Mark.DELETE}, {Mark.DELETE, Mark.REPLACE}):
        return False
    last, start = one.placed.spans[-1], other.placed.spans[0]
    if last.end < 0 or start.start < 0 or start.page != max(span.page for span in one.placed.spans) + 1:
        return False
    if last.block is start.block:
        return last.end <= start.start and not last.block.text[last.end : start.start].strip()
    next_one = order[start.block.id] - order[last.block.id] == 1
    return next_one and start.start == 0 and last.end == len(last.block.text)


def _as_one(one: Found, other: Found) -> Found:
    first, second = one.placed, other.placed
    last, start = first.spans[-1], second.spans[0]
    if last.block is start.block:
        spans = (*first.spans[:-1], replace(last, end=start.end), *second.spans[1:])
    else:
        spans = (*first.spans, *second.spans)
    worse = max(first.confidence, second.confidence, key=_WORSE.index)
    mark = Mark.REPLACE if Mark.REPLACE in (one.thread.mark, other.thread.mark) else one.thread.mark
    head, added = one.thread, other.thread
    if other.thread.mark is Mark.REPLACE or (not head.text and added.text):
        head, added = added, head
    # What was marked on the next page has no place on the first one's picture.
    placed = Placed(spans, worse, first.rectangles, first.page)
    return Found(_one(head, added, mark), placed, "across-pages")


def _one(head: Thread, other: Thread, mark: Mark) -> Thread:
    return Thread(
        head.head,
        mark,
        (*head.parts, other.head, *other.parts),
        (*head.replies, *other.replies),
        (*head.states, *other.states),
    )
