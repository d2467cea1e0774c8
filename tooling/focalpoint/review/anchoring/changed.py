"""Find what is new in a draft: the characters with a bar in the margin, and the list of changed paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from html import escape
from typing import NamedTuple

from focalpoint.content.rounds.draft_map import Block, DraftMap
from focalpoint.press.layout.isolation import THEME
from focalpoint.press.section import Section
from focalpoint.review.anchoring.block_matching import Match, align

NAME = "changes"
WORD = re.compile(r"\S+")
Ranges = tuple[tuple[int, int], ...]


class Kind(StrEnum):
    """What happened to a block between two drafts."""

    SAME = "same"
    EDITED = "edited"
    """In its place, in other words; also a part of a split block, or two blocks in one."""
    MOVED = "moved"
    """Elsewhere, in the same or other words."""
    NEW = "new"


class Source(NamedTuple):
    """The old block that a block of a new draft comes from."""

    old: int | None
    """Index of the old block."""
    change: Kind


@dataclass(frozen=True)
class Compared:
    """The blocks of two drafts side by side."""

    sources: tuple[Source, ...]
    """For each new block, in order."""
    gone: tuple[int, ...]
    """Indices of the old blocks that have no equal."""


SAID = {Kind.EDITED: "reworded", Kind.MOVED: "moved", Kind.NEW: "new"}


@dataclass(frozen=True)
class Change:
    """One paragraph that has changed."""

    paragraph: str
    """Its number now; empty where it is gone."""
    before: str
    """Its number in the draft before; empty where it is new."""
    section: str
    what: str
    """`new`, `reworded`, `moved`, `taken out`, or of its items, cells and notes `a part taken out`."""


@dataclass(frozen=True)
class Changes:
    """All that changed from one draft to the next."""

    bars: Mapping[str, Ranges]
    """The ranges of new characters of each block, by the block's id."""
    listed: tuple[Change, ...]
    """The paragraphs in the order of the new draft, then those that are gone."""


def align_maps(old: Sequence[str], new: Sequence[str]) -> Compared:
    """Find the source of each block of a new draft, given the texts of all blocks of both drafts in reading order."""
    found = align(old, new)
    sources = [Source(None, Kind.NEW)] * len(new)
    for index, match in _best_last(found):
        for place in match.new:
            sources[place] = Source(index, _change(old[index], new[place], match))
    return Compared(tuple(sources), tuple(index for index in range(len(old)) if index not in found))


def _best_last(found: Mapping[int, Match]) -> list[tuple[int, Match]]:
    """Order the matches for entering: of two blocks that became one, the most similar is entered last and stays."""
    return sorted(found.items(), key=lambda item: item[1].similarity)


def _change(old: str, new: str, match: Match) -> Kind:
    if match.moved:
        return Kind.MOVED
    return Kind.SAME if old == new else Kind.EDITED


def changes_since(before: DraftMap, now: Sequence[Block]) -> Changes:
    """Find what differs between the previous draft and the current blocks."""
    old = before.blocks
    compared = align_maps([block.text for block in old], [block.text for block in now])
    bars: dict[str, Ranges] = {}
    listed: list[Change] = []
    for block, (place, kind) in zip(now, compared.sources, strict=True):
        if kind is not Kind.SAME:
            was = None if place is None else old[place]
            bars[block.id] = new_ranges(was.text if was else "", block.text)
            listed.append(Change(block.paragraph, was.paragraph if was else "", block.section, SAID[kind]))
    for place in compared.gone:
        gone = old[place]
        what = "taken out" if gone.numbered else "a part taken out"
        listed.append(Change("", gone.paragraph, gone.section, what))
    return Changes(bars, tuple(_summed(listed)))


def new_ranges(before: str, now: str) -> Ranges:
    """Find the ranges of words that were not there before; where words only went, the word after the gap."""
    words = list(WORD.finditer(now))
    matcher = SequenceMatcher(None, WORD.findall(before), [word[0] for word in words], autojunk=False)
    found = []
    for kind, _, _, first, last in matcher.get_opcodes():
        if kind != "equal" and words:
            begin = words[min(first, len(words) - 1)].start()
            end = words[min(max(last, first + 1), len(words)) - 1].end()
            found.append((begin, end))
    return tuple(found)


def _summed(changes: Sequence[Change]) -> Iterator[Change]:
    """Sum up the changes of each paragraph: those in its items, cells and notes count as its own."""
    groups: dict[tuple[str, str, str], list[Change]] = {}
    for change in changes:
        chapter = change.section.split(" › ")[0]
        groups.setdefault((chapter, change.paragraph, "" if change.paragraph else change.before), []).append(change)
    for group in groups.values():
        kinds = dict.fromkeys(change.what for change in group)
        before = next((change.before for change in group if change.before), "")
        what = group[0].what if len(kinds) == 1 else "reworded"
        yield Change(group[0].paragraph, before, group[0].section, what)


def changed_page(before: int, changes: Changes) -> Section:
    """Make the page that lists changed paragraphs; of a paragraph that is gone it gives the number alone."""
    title = f"What has changed since draft {before}"
    introduction = "A bar in the right margin marks each line that is new or reworded."
    heads = "".join(f"<th>{head}</th>" for head in ("Section", "Paragraph", f"In draft {before}", "Change"))
    rows = "".join(map(_row, changes.listed))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else "<p>Nothing.</p>"
    opening = f'<header class="opening"><h1>{title}</h1></header><p>{introduction}</p>'
    html = f'<section class="chapter changes" id="{NAME}">{opening}{table}</section>'
    return Section(NAME, title, "", "", "front", 1, html, THEME, listed=False)


def _row(change: Change) -> str:
    section = change.section.rpartition(" › ")[2] if change.paragraph else change.section.split(" › ")[0]
    cells = (section, change.paragraph or "–", change.before or "–", change.what)
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
