"""Compare two states of an edition block by block: what was added, reworded, moved, split, joined and removed."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from focalpoint.release.changes.edition_text import EditionText, TextBlock
from focalpoint.release.changes.roles import printed
from focalpoint.review.anchoring.block_matching import Match, align
from focalpoint.review.replies.reply_changes import Line, compared, redlined


class What(StrEnum):
    """What happened to some blocks; the value is printed."""

    ADDED = "added"
    REWORDED = "reworded"
    MOVED = "moved"
    MOVED_REWORDED = "moved and reworded"
    SPLIT = "split"
    JOINED = "joined"
    REMOVED = "removed"


@dataclass(frozen=True)
class Changed:
    """Blocks that belong together and have changed."""

    what: What
    old: tuple[TextBlock, ...]
    new: tuple[TextBlock, ...]
    before: Line
    """The old words, the deleted ones marked."""
    after: Line
    """The new words, the added ones marked."""
    redline: Line
    """Both in one line."""

    @property
    def place(self) -> TextBlock:
        """The block by which it is listed: the first new one, else the first old one."""
        return (self.new or self.old)[0]


@dataclass(frozen=True)
class Renumbered:
    """One number of the old state and what it is now."""

    before: str
    now: str
    """Empty where it is gone."""


@dataclass(frozen=True)
class Comparison:
    """Everything that changed from one state of an edition to another."""

    old: EditionText
    new: EditionText
    changes: tuple[Changed, ...]
    """In the order of the new book; what was removed stands where it was."""
    same: int
    """How many blocks stayed as they were, where they were."""
    concordance: tuple[Renumbered, ...]
    """Numbers of paragraphs, tables, figures and actions that are others now, in the order of the old book."""

    @property
    def counted(self) -> dict[What, int]:
        """Count the changes of each kind."""
        counts = Counter(change.what for change in self.changes)
        return {what: counts[what] for what in What if counts[what]}


def compare(old: EditionText, new: EditionText) -> Comparison:
    """Compare two states; a block whose references have other numbers only has not changed."""
    found = _certain(align(old.texts, new.texts))
    back: dict[int, list[int]] = {}
    for before, match in found.items():
        for now in match.new:
            back.setdefault(now, []).append(before)
    placed: list[tuple[float, Changed]] = []
    same = 0
    for olds, news in groups(found, back):
        moved = any(found[one].moved for one in olds)
        if [old.texts[one] for one in olds] == [new.texts[one] for one in news] and not moved:
            same += len(news)
            continue
        placed.append((news[0], _changed(old, new, olds, news, moved=moved)))
    placed += ((place, _changed(old, new, [], [place])) for place in range(len(new.blocks)) if place not in back)
    straight = sorted((before, match.new[-1]) for before, match in found.items() if not match.moved)
    firsts = [before for before, _now in straight]
    for before in range(len(old.blocks)):
        if before not in found:
            left = bisect_right(firsts, before)
            # Behind the nearest block before it that is still there.
            place = straight[left - 1][1] + 0.5 if left else -0.5
            placed.append((place, _changed(old, new, [before], [])))
    changes = tuple(change for _place, change in sorted(placed, key=lambda one: one[0]))
    return Comparison(old, new, changes, same, tuple(_concordance(old, new, found)))


def _certain(found: Mapping[int, Match]) -> dict[int, Match]:
    """Leave out that an old block became part of a new one where that is a guess: it counts as removed."""
    several = Counter(now for match in found.values() for now in match.new)
    return {old: match for old, match in found.items() if match.sure or all(several[now] == 1 for now in match.new)}


def groups(found: Mapping[int, Match], back: Mapping[int, list[int]]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the old and new blocks that belong together: one each, or all parts of what was split or joined."""
    seen: set[int] = set()
    for first in found:
        if first in seen:
            continue
        olds, news, todo = {first}, set[int](), [first]
        while todo:
            for now in found[todo.pop()].new:
                news.add(now)
                todo += (one for one in back[now] if one not in olds)
                olds.update(back[now])
        seen |= olds
        yield sorted(olds), sorted(news)


def _changed(old: EditionText, new: EditionText, olds: list[int], news: list[int], *, moved: bool = False) -> Changed:
    was, now = [old.blocks[one] for one in olds], [new.blocks[one] for one in news]
    # Words are compared as they were typed: only then is a reference with another number the same.
    typed_old = " ".join(block.text for block in was).split()
    typed_new = " ".join(block.text for block in now).split()
    before, after = compared(" ".join(typed_old), " ".join(typed_new))
    redline = redlined(typed_old, typed_new)
    return Changed(
        _what(was, now, moved=moved),
        tuple(was),
        tuple(now),
        _as_printed(before, old.named),
        _as_printed(after, new.named),
        tuple(run._replace(words=printed(run.words, {**old.named, **new.named})) for run in redline),
    )


def _what(was: list[TextBlock], now: list[TextBlock], *, moved: bool) -> What:
    if not was or not now:
        return What.REMOVED if was else What.ADDED
    if len(was) != len(now):
        return What.SPLIT if len(now) > len(was) else What.JOINED
    if moved:
        return What.MOVED if [block.text for block in was] == [block.text for block in now] else What.MOVED_REWORDED
    return What.REWORDED


def _as_printed(line: Line, named: Mapping[str, str]) -> Line:
    return tuple(run._replace(words=printed(run.words, named)) for run in line)


def _concordance(old: EditionText, new: EditionText, found: Mapping[int, Match]) -> Iterator[Renumbered]:
    for place, block in enumerate(old.blocks):
        if block.numbered:
            match = found.get(place)
            numbers = (new.blocks[now].number for now in match.new if new.blocks[now].numbered) if match else ()
            now = ", ".join(dict.fromkeys(numbers))
            if now != block.number:
                yield Renumbered(block.number, now)
    for name, number in old.listed.items():
        if new.listed.get(name, "") != number:
            yield Renumbered(number, new.listed.get(name, ""))
