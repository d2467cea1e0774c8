"""Find which block each paragraph of a returned file is: by its bookmark, by its place, or by its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from focalpoint.content.rounds.blocks import block_text, with_plain_signs
from focalpoint.review.anchoring.block_matching import align, in_order
from focalpoint.word.returned.returned_file import CALL
from focalpoint.word.returned.views import Key, Line

LIKE, MOVED, FEWEST = 55.0, 80.0, 12
"""Least likeness, of 100, of a paragraph and the block in whose place it stands; of one that was moved; and the fewest
characters of a paragraph that is looked for elsewhere."""


@dataclass
class Group:
    """One block with what came back for it; several where they were joined."""

    keys: list[Key]
    lines: list[Line] = field(default_factory=list)
    """Its paragraphs; more than one where it was split, or others were added behind it."""


@dataclass
class NewRow:
    """A row that was added to a table behind a block."""

    behind: Key
    cells: list[Line] = field(default_factory=list)


@dataclass
class Assigned:
    """All that came back, by blocks."""

    groups: list[Group] = field(default_factory=list)
    rows: list[NewRow] = field(default_factory=list)
    gone: list[Key] = field(default_factory=list)
    """Blocks of which nothing is left."""
    moved: dict[Key, Line] = field(default_factory=dict)
    """Blocks that stand elsewhere, with the paragraph that they became."""
    stray: list[Line] = field(default_factory=list)
    """Paragraphs before the first block."""
    by_words: bool = False
    """Whether the file has none of our bookmarks."""


def assign(lines: Sequence[Line], sent: Mapping[Key, str], fixed: frozenset[str]) -> Assigned:
    """Assign the paragraphs of a returned file; `sent` has the text of each block, `fixed` what the tools wrote."""
    lines = [line for line in lines if not (line.ours and not line.keys)]
    by_words = not any(key in sent for line in lines for key in line.keys)
    if by_words:
        lines = [line for line in lines if plain(line.text) not in fixed]
        for line in lines:
            line.keys, line.parts = [], {}
        _by_words(lines, sent)
    found = Assigned(by_words=by_words)
    taken: set[Key] = set()
    last_row: tuple[int, int] | None = None
    for line in _in_place(lines, sent, fixed):
        fresh = [key for key in line.keys if key in sent and key not in taken]
        alive = [key for key in fresh if plain("".join(sign.text for sign in line.parts[key])).strip()]
        lone = fresh if len(fresh) == 1 and line.text.strip() else []
        keys = alive or lone
        if keys and _only_number(line, sent[keys[0]]):
            keys = []
        taken |= set(keys)
        row = (line.where[0], line.where[1])
        if keys:
            found.groups.append(Group(keys, [line]))
            last_row = row
        elif not line.text.strip() or plain(line.text) in fixed:
            continue
        elif not found.groups:
            found.stray.append(line)
        elif line.where[0] >= 0 and row != last_row and not line.keys:
            if not (found.rows and found.rows[-1].cells[-1].where[:2] == row):
                found.rows.append(NewRow(found.groups[-1].keys[-1]))
            found.rows[-1].cells.append(line)
        else:
            found.groups[-1].lines.append(line)
    found.gone = [key for key in sent if key not in taken]
    _find_moved(found, sent)
    _find_out_of_order(found, sent)
    return found


def plain(text: str) -> str:
    """Write a text in its plainest form, for comparison."""
    return with_plain_signs(block_text(text.replace(CALL, ""))).casefold()


def _only_number(line: Line, sent: str) -> bool:
    """Tell whether nothing but a number is left of a paragraph that had words."""
    left = plain(line.text)
    return not any(sign.isalpha() for sign in left) and any(sign.isalpha() for sign in sent) and sent.startswith(left)


def _in_place(lines: Sequence[Line], sent: Mapping[Key, str], fixed: frozenset[str]) -> Iterator[Line]:
    """Give a paragraph without a bookmark the block in whose place it stands, if that has none and is like it."""
    order = {key: n for n, key in enumerate(sent)}
    keys = list(sent)
    there = {key for line in lines for key in line.keys}
    for number, line in enumerate(lines):
        if not line.keys and line.text.strip() and plain(line.text) not in fixed:
            before = next((order[k] for one in reversed(lines[:number]) for k in reversed(one.keys) if k in order), -1)
            key = keys[before + 1] if before + 1 < len(keys) else None
            in_row = any(one.keys and one.where[:2] == line.where[:2] for one in lines) and line.where[0] >= 0
            if key and key not in there and (in_row or fuzz.ratio(plain(line.text), sent[key]) >= LIKE):
                line.keys, line.parts = [key], {key: line.signs}
                there.add(key)
        yield line


def _by_words(lines: Sequence[Line], sent: Mapping[Key, str]) -> None:
    """Give each paragraph the block whose words it has."""
    keys = list(sent)
    texts = [plain(line.text) for line in lines]
    for old, match in align([sent[key] for key in keys], texts).items():
        line = lines[match.new[0]]
        if not line.keys or match.similarity >= LIKE:
            line.keys.append(keys[old])
            line.parts[keys[old]] = line.signs


def _find_moved(found: Assigned, sent: Mapping[Key, str]) -> None:
    """Find deleted blocks among the paragraphs that were added."""
    added = [line for group in found.groups for line in group.lines[1:]]
    for key in list(found.gone):
        if len(sent[key]) < FEWEST:
            continue
        near = [(fuzz.ratio(plain(line.text), sent[key]), n) for n, line in enumerate(added)]
        best, place = max(near, default=(0.0, 0))
        if best >= MOVED:
            found.moved[key] = added.pop(place)
            found.gone.remove(key)


def _find_out_of_order(found: Assigned, sent: Mapping[Key, str]) -> None:
    """Find the blocks that stand behind another than before; as many as can stay where they were."""
    order = {key: n for n, key in enumerate(sent)}
    places = {n: order[group.keys[0]] for n, group in enumerate(found.groups) if group.lines[0].where[3] < 0}
    straight = in_order(places)
    kept: list[Group] = []
    for number, group in enumerate(found.groups):
        in_place = number not in places or number in straight
        if in_place or not kept or len(group.keys) > 1 or len(group.lines) > 1:
            kept.append(group)
        else:
            found.moved[group.keys[0]] = group.lines[0]
            kept[-1].lines.append(group.lines[0])
    found.groups = kept
