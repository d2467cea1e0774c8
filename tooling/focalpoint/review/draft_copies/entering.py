"""Read a copy of the draft in Word: its changes, new and missing paragraphs, and comments, each on its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from focalpoint.content.rounds.comments import Confidence
from focalpoint.content.rounds.draft_map import Block, BlockSpan, build_place
from focalpoint.content.rounds.returned import LeftOutKind, words_in
from focalpoint.review.anchoring.block_matching import in_order
from focalpoint.review.citations.placement import Placed
from focalpoint.review.draft_copies.converted import is_elsewhere
from focalpoint.review.draft_copies.copied_text import TELLING, Copied, CopiedText, Group
from focalpoint.review.draft_copies.differences import added_finding, deleted_finding, group_findings, moved_findings
from focalpoint.review.draft_copies.guide import ASKED, is_guide
from focalpoint.review.draft_copies.shape import shape_findings
from focalpoint.review.draft_copies.word_index import words_of
from focalpoint.review.forms.draft_paragraphs import OurBlock, is_changed, original, place_in
from focalpoint.review.forms.form_reading import FormReading
from focalpoint.review.forms.office_file import local
from focalpoint.review.forms.template import is_ours
from focalpoint.review.forms.template_rows import MarginNote
from focalpoint.review.forms.word_margin import anchors
from focalpoint.review.forms.word_text import Piece, hidden_words
from focalpoint.review.returned_pdf.draft_identity import DRAFT_ID

REPEATED = 3
"""How often a line stands in a file from which it is a head or a foot of its pages."""
MOST_MISSING, MISSING = 30, 0.1
"""Blocks that a copy lacks, in number and share, up to which each is read as deleted."""


def enter_copy(copy: CopiedText, notes: Mapping[str, MarginNote], reading: FormReading) -> Entered:
    """Enter all that a copy of the draft says beyond the draft."""
    converted = copy.is_converted
    groups = list(copy.groups())
    elsewhere = {} if converted else _elsewhere(copy, groups)
    for number, group in enumerate(groups):
        changes = [] if group.is_fresh else list(group_findings(group, reading.sha256, converted=converted))
        if converted:
            changes = [one for one in changes if not is_elsewhere(one, group, copy)]
        behind = elsewhere.get(number) or (groups[max(number - 1, 0)].block if group.is_fresh else None)
        if behind is not None:
            changes += moved_findings(group, behind, reading.sha256)
        reading.findings += changes
        for part in group.parts:
            reading.words += _count(part)
            own = sum(finding.words for finding in changes) if part is group.parts[0] else 0
            reading.words += max(own - _count(part), 0)
            reading.leave(LeftOutKind.OURS, part.where, max(_count(part) - own, 0))
            if hidden := hidden_words(part.pieces):
                reading.leave_more(LeftOutKind.HIDDEN, part.where, hidden)
    reading.findings += shape_findings(copy.paragraphs, copy.map.blocks, reading.sha256)
    strange = list(_others(copy, reading, converted=converted))
    missing = [] if converted else _missing(copy)
    reading.findings += (deleted_finding(block, reading.sha256) for block in missing[:MOST_MISSING])
    _enter_notes(copy, notes, reading)
    count = sum(1 for one in copy.paragraphs if one.block >= 0)
    told = [
        f"the file holds the draft's own text ({count} paragraphs), which is not entered; what differs from the draft "
        "and its comments are; see that none is missing"
    ]
    if not converted:
        return Entered(tuple(told), tuple(strange))
    for one in strange:
        reading.leave_more(LeftOutKind.UNREAD, one.where, _count(one))
    if strange:
        listed = "; ".join(f"“{one.after[:80]}”" for one in strange[:8])
        told.append(f"NOT ENTERED: {len(strange)} paragraphs that the draft does not have: {listed}; see what they are")
    return Entered(tuple(told), ())


@dataclass(frozen=True)
class Entered:
    """What became of a copy."""

    told: tuple[str, ...]
    """What a person must know."""
    letter: tuple[Copied, ...]
    """The paragraphs before, behind and between the draft's that are a letter of the member's own."""


def _elsewhere(copy: CopiedText, groups: Sequence[Group]) -> dict[int, Block]:
    """Find the groups that stand behind another block than in the draft, each with that block."""
    place = {block.id: number for number, block in enumerate(copy.map.blocks)}
    texts = [
        (number, place[group.block.id])
        for number, group in enumerate(groups)
        if group.block.kind != "footnote" and any(part.after for part in group.parts)
    ]
    straight = in_order(dict(enumerate(block for _, block in texts)))
    out: dict[int, Block] = {}
    last: Block | None = None
    for index, (number, _) in enumerate(texts):
        if index in straight:
            last = groups[number].block
        elif last is not None:
            out[number] = last
    return out


def _count(one: Copied) -> int:
    return words_in("".join(piece.text if not (piece.gone and piece.added) else "" for piece in one.pieces))


def _others(copy: CopiedText, reading: FormReading, *, converted: bool) -> Iterator[Copied]:
    """Enter the paragraphs that were added, and yield those that are neither added nor the draft's."""
    repeated = Counter(_without_digits(one.before) for one in copy.paragraphs)
    last: Block | None = None
    following = _following(copy.paragraphs)
    for number, one in enumerate(copy.paragraphs):
        if one.block >= 0:
            last = copy.map.blocks[one.block]
            continue
        words = _count(one)
        marked = next((piece for piece in one.pieces if piece.added and not piece.gone), None)
        if not words:
            continue
        tracked = marked is not None and not one.before
        between = last is not None and following[number] >= 0 and not converted
        between = between and (words >= TELLING or _in_table(one))
        ours = _is_furniture(one, repeated)
        tracked = tracked or (one.before.startswith(ASKED) and is_changed(one.pieces))
        if last is not None and (tracked or (between and not ours and not is_changed(one.pieces))):
            made = added_finding(last, one.after, marked or Piece(""), reading.sha256)
            reading.findings.append(made)
            reading.words += made.words
        elif ours:
            reading.leave_more(LeftOutKind.OURS, one.where, words)
        else:
            yield one


def _in_table(one: Copied) -> bool:
    return any(local(above) == "tc" for above in one.node.iterancestors())


def _following(paragraphs: Sequence[Copied]) -> list[int]:
    """Return for each paragraph the block of the next one that has one; -1 where none has."""
    out, known = [], -1
    for one in reversed(paragraphs):
        out.append(known)
        known = one.block if one.block >= 0 else known
    return out[::-1]


def _without_digits(text: str) -> str:
    return "".join(sign for sign in text if not sign.isdigit()).strip()


def _is_furniture(one: Copied, repeated: Counter[str]) -> bool:
    """Tell whether a paragraph is a head, a foot, a number, or another text that every draft has."""
    text = one.before
    bare = _without_digits(text)
    return (
        not any(sign.isalpha() for sign in text)
        or repeated[bare] >= REPEATED
        or bool(DRAFT_ID.search(text))
        or is_ours(text)
        or is_guide(text)
    )


def _missing(copy: CopiedText) -> list[Block]:
    """Find the blocks that the copy lacks between its first and its last; none where it is a part of the draft."""
    there = {one.block for one in copy.paragraphs if one.block >= 0}
    within = [number for number in range(min(there), max(there) + 1) if copy.map.blocks[number].file]
    lacking = [number for number in within if number not in there and len(words_of(copy.map.blocks[number].text)) > 2]
    lacking = [number for number in lacking if copy.map.blocks[number].kind != "footnote"]
    return [copy.map.blocks[number] for number in lacking] if len(lacking) <= MISSING * len(within) else []


def _enter_notes(copy: CopiedText, notes: Mapping[str, MarginNote], reading: FormReading) -> None:
    """Enter the comments in the margin, each on its words."""
    placed: dict[str, Placed] = {}
    before: dict[int, str] = {}
    for one in copy.paragraphs:
        for number, at in anchors(one.node).items():
            if number in notes and number not in placed:
                placed[number] = _place(copy, one, before.get(one.block, ""), at, notes[number].quote)
        if one.block >= 0:
            before[one.block] = f"{before.get(one.block, '')}{original(one.pieces)} "
    for number, note in notes.items():
        reading.note(note, note.finding(placed.get(number) or note.placed(None, reading.targets), reading.sha256))


def _place(copy: CopiedText, one: Copied, before: str, at: int, quote: str) -> Placed:
    if one.block < 0:
        return _behind(copy, one)
    block = copy.map.blocks[one.block]
    text = "".join(piece.text for piece in one.pieces if not piece.added)
    same = words_of(text)[-len(words_of(block.text)) :] == words_of(block.text)
    return place_in(OurBlock(block, same), before + text[:at], quote)


def _behind(copy: CopiedText, one: Copied) -> Placed:
    """Place a comment on a paragraph of the file's own behind the block before it."""
    known = [other.block for other in copy.paragraphs[: one.number] if other.block >= 0]
    if not known:
        return Placed()
    block = copy.map.blocks[known[-1]]
    return Placed(build_place([BlockSpan(block, len(block.text), len(block.text))]), Confidence.FUZZY)
