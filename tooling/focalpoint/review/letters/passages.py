"""Divide a letter into passages, each about one place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from focalpoint.review.citations.citations import Citation, Known, Position, citations_in, general_in
from focalpoint.review.citations.targets import CONTAINERS
from focalpoint.review.citations.vocabulary import Kind
from focalpoint.review.letters.groups import Group, groups_behind, groups_in
from focalpoint.review.letters.text_flow import BULLET, MARK, REFERENCE, flow_of, leads_to_place, sentences

MOST_LEAD = 4
"""Words that may stand before a place in the middle of a paragraph, where a sentence about it begins."""


@dataclass(frozen=True)
class Passage:
    """Some words of a letter that are about one place, or about the whole."""

    words: str
    citations: tuple[Citation, ...] = ()
    positions: tuple[Position, ...] = ()
    cited: str = ""
    """The place as it was written."""
    mentioned: tuple[Citation, ...] = ()
    """Other places in the words; they may be meant too."""
    general: bool = False
    """Whether the writer says that it is about the whole."""
    doubtful: bool = False
    """Whether a paragraph that names no place follows, which may be about another."""
    apart: str = ""
    """What stands before the words and is none of them: the place itself, and the headings above it."""


def passages(text: str, known: Known, left_out: Collection[int] = (), wrapped: bool = True) -> list[Passage]:
    """Divide a text into passages in order; `left_out` are indices of lines that are no comment.

    `wrapped` says that a program may have broken sentences over lines.
    """
    lines = text.split("\n")
    flow = flow_of(lines, left_out, wrapped)
    heads = list(_heads(flow, known))
    found: list[Passage] = []
    above: Passage | None = None
    for head, following in pairwise([*heads, _Head(len(flow))]):
        first = _after(flow, head)
        words = _visible(text, lines, left_out, first, following.start)
        if head.group is None and not words:
            continue
        if head.group is None:
            one = _floating(words, flow[first : following.start], known, head.general)
        elif words:
            one = _about(head, words, flow, (first, following.start), known)
        else:
            written = " ".join(flow[head.start : following.start].split())
            one = Passage(written, head.group.citations, head.group.positions, written)
            if all(it.kind in CONTAINERS for it in one.citations) and following.start < len(flow):
                heading = replace(one, words="", apart=written)
                above = _under(heading, above) if above else heading
                continue
        found.append(_under(one, above) if above else one)
        # A heading is counted with the first passage below it, and holds for those that name no chapter of their own.
        kept = above and head.group is not None and not _is_dotted(one.citations)
        above = replace(above, apart="") if above and kept else None
    return found


@dataclass(frozen=True)
class _Head:
    """The beginning of a passage."""

    start: int
    group: Group | None = None
    """The place that it is about; none where it names none."""
    general: bool = False
    behind: bool = False
    """Whether the place stands behind what is said of it."""
    other: Group | None = None
    """The place of the passage before, which this one may go on with."""


def _heads(flow: str, known: Known) -> Iterator[_Head]:
    """Yield where each passage begins: at the text's beginning, and where a place is named."""
    yield _Head(0)
    current: Group | None = None
    behind = False
    for unit in _units(flow):
        if found := groups_behind(unit, known):
            for start, group in found:
                yield _Head(start, group, behind=True, other=None if behind else current)
            current, behind = found[-1][1], True
            continue
        for number, (begins, line) in enumerate(unit):
            for head in _heads_of_line(line, begins, current, number == 0, known):
                current, behind = head.group, False
                yield head


def _units(flow: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines between blank lines, each with its first character; an item of a list stands alone."""
    unit: list[tuple[int, str]] = []
    at = 0
    for line in flow.split("\n"):
        if unit and (not line.strip() or BULLET.match(line)):
            yield unit
            unit = []
        if line.strip():
            unit.append((at, line))
        at += len(line) + 1
    if unit:
        yield unit


def _heads_of_line(line: str, begins: int, current: Group | None, fresh: bool, known: Known) -> Iterator[_Head]:
    """Yield where passages begin in a line; `fresh` says that a blank line or a bullet is before it."""
    bullet = BULLET.match(line)
    groups = groups_in(line, begins, known)
    for start, end in sentences(line):
        inside = [group for group in groups if begins + start <= group.start < begins + end]
        if start == 0 and not inside and general_in(line[bullet.end() if bullet else 0 :]):
            current = None
            yield _Head(begins, general=True)
        elif inside:
            before = line[start : inside[0].start - begins]
            alone = current is None or fresh or bullet is not None
            heads_line = start == 0 and (alone or leads_to_place(before)) and not REFERENCE.search(before)
            if current and inside[0].names_the_same(current) and not heads_line:
                continue
            if _is_about(before, start == 0, start == 0 and alone):
                current = inside[0]
                yield _Head(begins + start, current)


def _is_about(before: str, heads_line: bool, heads_paragraph: bool) -> bool:
    """Whether a sentence is about the place that stands in it after some words, and does not only refer to it."""
    if leads_to_place(before) and not REFERENCE.search(before):
        return True
    if REFERENCE.search(before):
        return heads_paragraph and leads_to_place(before)
    return heads_line or len([word for word in before.split() if not leads_to_place(word)]) <= MOST_LEAD


def _is_dotted(citations: Sequence[Citation]) -> bool:
    return any("." in label for one in citations for label in one.labels)


def _under(passage: Passage, above: Passage) -> Passage:
    """Put a passage under the heading before it: “Chapter 3” above “Paragraph 2: …”."""
    cited, apart = ", ".join(filter(None, (above.cited, passage.cited))), f"{above.apart} {passage.apart}"
    if {Kind.CHAPTER, Kind.ANNEX} & {one.kind for one in passage.citations}:
        return replace(passage, apart=apart)
    if _is_dotted(passage.citations):
        return replace(passage, cited=cited, apart=apart)
    inner = {one.kind for one in passage.citations}
    outer = tuple(one for one in above.citations if one.kind in CONTAINERS and one.kind not in inner)
    return replace(passage, cited=cited, apart=apart, citations=(*outer, *passage.citations), general=False)


def _after(flow: str, head: _Head) -> int:
    """Find where the words of a passage begin: after the place, where it stands as a heading before them."""
    group = head.group
    if group is None or head.behind:
        return head.start
    before = flow[head.start : group.start]
    if not leads_to_place(before):
        return head.start
    line_end = flow.find("\n", group.end)
    line_end = len(flow) if line_end < 0 else line_end
    if not flow[group.end : line_end].strip(" .:-–—)"):
        opens = not flow[flow.rfind("\n", 0, head.start) + 1 : head.start].strip()
        return line_end if opens else head.start
    mark = MARK.match(flow, group.end)
    if mark and mark[0].strip():
        return mark.end()
    bare = all(one.bare for one in group.citations)
    return group.end if bare and not before.strip(" \t-*•–·0123456789.)(") else head.start


def _visible(text: str, lines: Sequence[str], left_out: Collection[int], start: int, end: int) -> str:
    """Take the words between two places, without the lines that are no comment."""
    pieces: list[str] = []
    at = 0
    for number, line in enumerate(lines):
        first, last = max(start, at), min(end, at + len(line))
        at += len(line) + 1
        if number not in left_out and first <= last and first < at:
            pieces.append(text[first:last])
        elif at > start and at <= end and pieces and pieces[-1]:
            pieces.append("")
    words = re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", "\n".join(pieces)).strip()
    return words if words.strip(" .:-–—\n") else ""


def _floating(words: str, flow: str, known: Known, general: bool) -> Passage:
    """Make the passage of words that begin with no place; what they mention is only mentioned."""
    mentioned = () if general else tuple(citations_in(flow.replace("\n", " "), known))
    return Passage(words, mentioned=mentioned, general=general)


def _about(head: _Head, words: str, flow: str, reach: tuple[int, int], known: Known) -> Passage:
    """Make the passage about a place; another place that it names, and does not only refer to, leaves it in doubt."""
    group = head.group
    assert group is not None
    start, end = reach
    written = flow[head.start : start] if start > head.start else flow[group.start : group.end]
    mentioned: list[Citation] = []
    for line in flow[start if head.behind else max(start, group.end) : end].split("\n"):
        for first, last in sentences(line):
            sentence = line[first:last]
            named = (one for one in citations_in(sentence, known) if not REFERENCE.search(sentence[: one.start]))
            mentioned += (one for one in named if any(known(one.kind, label) for label in one.labels))
    mentioned += head.other.citations if head.other else ()
    own = {(one.kind, one.labels) for one in group.citations}
    others = tuple(one for one in mentioned if (one.kind, one.labels) not in own)
    heading = not flow[group.end : flow.find("\n", group.end) if "\n" in flow[group.end :] else None].strip(" .:-–—)")
    doubtful = not heading and "\n\n" in words
    cited = " ".join(written.split()).strip(" :：.,，。;；–—-")
    apart = flow[head.start : start]
    return Passage(words, group.citations, group.positions, cited, others, doubtful=doubtful, apart=apart)
