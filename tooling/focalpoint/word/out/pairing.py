"""Pair the paragraphs that are printed with the blocks of the author's file, so that each can be edited as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from focalpoint.content.editable.blocks import blocks_of
from focalpoint.content.editable.inline_pieces import NOTE, InlinePiece, inline_pieces
from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.review.draft_copies.guide import ASKED
from focalpoint.word.out.flow import Item, ItemKind, Paragraph, Part, Table, paragraphs_of

ASIDES = {"ask": ASKED, "takes": "Estimate: ", "readers": "For: "}
"""What stands before a block that the page prints nowhere, by the block's name."""
NEAR = 12
"""Lines between a printed paragraph and its block, at most; of boxes and terms another line is printed."""
_CALLS = (ItemKind.NOTE, ItemKind.AGAIN)
_SIGN = re.compile(r"-+|\.{3}|…|\s+")
Folded = tuple[str, int]
"""A character in its plainest form, and the index of what it comes from."""


@dataclass(frozen=True)
class Paired:
    """How a block was printed."""

    items: tuple[Item, ...]
    """What the paragraph holds, each reference with its number in the block."""
    shown: tuple[str, ...]
    """What is shown for each reference and call, in order."""


class Pairing:
    """Pairs the parts of one section with the blocks of one page."""

    def __init__(self, page: str, known: dict[str, str]) -> None:
        self.blocks = blocks_of(page)
        self.known = known
        """What is shown for each role, by its Markdown; grows from section to section."""
        self.shown: dict[int, tuple[str, ...]] = {}
        """What is shown for the references of each paired block, by its index."""
        self.locked: list[int] = []
        """Blocks that cannot be written again as they are typed; they are in no file as editable text."""

    def pair(self, parts: list[Part], *, asides: bool = True) -> list[Part]:
        """Pair all paragraphs and return them; with `asides`, also the blocks that the page prints nowhere."""
        free = {index: pieces for index, block in enumerate(self.blocks) if (pieces := inline_pieces(block.raw))}
        self.locked = [index for index in range(len(self.blocks)) if index not in free]
        for one in paragraphs_of(parts):
            if one.line or one.style == "Term" or any(item.kind is ItemKind.WHOLE for item in one.items):
                self._pair_one(one, free)
        return self._with_asides(parts, free) if asides else parts

    def _pair_one(self, one: Paragraph, free: dict[int, tuple[InlinePiece, ...]]) -> None:
        near = [index for index in free if abs(self.blocks[index].line - one.line) <= NEAR]
        for index in sorted(near or free, key=lambda index: (abs(self.blocks[index].line - one.line), index)):
            if paired := paired_items(one.items, free[index]):
                one.items, one.block = paired.items, index
                self.shown[index] = paired.shown
                wholes = [piece.raw for piece in free[index] if piece.is_whole]
                self.known |= {raw: said for raw, said in zip(wholes, paired.shown, strict=True) if said}
                del free[index]
                return

    def _with_asides(self, parts: list[Part], free: dict[int, tuple[InlinePiece, ...]]) -> list[Part]:
        """Put each block that is printed nowhere behind the block before it in the file."""
        out = list(parts)
        for index, pieces in sorted(free.items(), reverse=True):
            shown = tuple(self.known.get(piece.raw, piece.shown) for piece in pieces if piece.is_whole)
            items = [Item(ItemKind.LEAD, ASIDES.get(self.blocks[index].name, "")), *_as_items(pieces, shown)]
            before = max((n for n, part in enumerate(out) if _last_block(part) in range(index)), default=-1)
            later = [n for n, part in enumerate(out) if n > before and _last_block(part) > index]
            out.insert(min(later, default=len(out)) if before < 0 else before + 1, Paragraph("Aside", items))
            out_part = out[min(later, default=len(out) - 1) if before < 0 else before + 1]
            assert isinstance(out_part, Paragraph)
            out_part.block, out_part.line = index, self.blocks[index].line
            self.shown[index] = shown
        return out


def _last_block(part: Part) -> int:
    """Find the last block of the file that a part holds; -1 where it holds none."""
    if isinstance(part, Paragraph):
        return part.block
    if isinstance(part, Table):
        return max((one.block for row in part.rows for cell in row for one in cell), default=-1)
    return -1


def paired_items(items: Sequence[Item], pieces: Sequence[InlinePiece]) -> Paired | None:
    """Match a printed paragraph with a block's pieces; None where it does not say the same."""
    lead = [item for item in items if item.kind is ItemKind.LEAD]
    body = [item for item in items if item.kind is not ItemKind.LEAD]
    used, shown, out = 0, [], []
    groups = list(_runs(pieces))
    for number, (whole, run) in enumerate(groups):
        if whole:
            taken = _reference(run[0], body[used:])
            if taken is None:
                return None
            shown.append("".join(item.text for item in body[used : used + taken]))
            out += [replace(item, serial=len(shown) - 1) for item in body[used : used + taken]]
            used += taken
            continue
        texts = []
        while used < len(body) and body[used].kind is ItemKind.TEXT:
            texts.append(body[used])
            used += 1
        same = _same_text(run, "".join(item.text for item in texts), first=not number, last=number == len(groups) - 1)
        if same is None:
            return None
        out += same
    rest = body[used:]
    if any(item.kind is ItemKind.TEXT and item.text.strip() for item in rest):
        return None
    return Paired((*lead, *out, *(replace(item, serial=-1) for item in rest)), tuple(shown)) if groups else None


def _runs(pieces: Sequence[InlinePiece]) -> Iterator[tuple[bool, list[InlinePiece]]]:
    """Yield the references one by one, and the runs of characters between them."""
    run: list[InlinePiece] = []
    for piece in pieces:
        if piece.is_whole:
            if run:
                yield False, run
            yield True, [piece]
            run = []
        else:
            run.append(piece)
    if run:
        yield False, run


def _reference(piece: InlinePiece, items: Sequence[Item]) -> int | None:
    """Count the items that print a reference: of a call, one for each source; None where another thing is printed."""
    if piece.kind == NOTE:
        count = piece.raw.count(",") + 1 if piece.raw.startswith("{") else 1
        return count if len(items) >= count and all(item.kind in _CALLS for item in items[:count]) else None
    return 1 if items and items[0].kind is ItemKind.WHOLE else None


def _same_text(run: Sequence[InlinePiece], text: str, *, first: bool, last: bool) -> list[Item] | None:
    """Write a run of characters as it is printed, with typographic signs; None where another text is printed."""
    mine = _folded([piece.shown for piece in run])
    printed = _folded(list(text))
    said, wanted = "".join(sign for sign, _ in mine), "".join(sign for sign, _ in printed)
    if said != wanted and not ((first or last) and said.strip() == wanted.strip()):
        return None
    shown = [piece.shown for piece in run]
    if len(said) == len(wanted):
        for (sign, place), (_, other) in zip(mine, printed, strict=True):
            if len(sign.strip()) == 1 and len(shown[place]) == 1:
                shown[place] = text[other]
    return [
        Item(ItemKind.TEXT, words, piece.is_bold, piece.is_italic, piece.is_code)
        for piece, words in zip(run, shown, strict=True)
    ]


def _folded(shown: Sequence[str]) -> list[Folded]:
    """Write characters in their plainest form: one hyphen for dashes, one blank for several, plain quotation marks."""
    text = with_plain_signs("".join(shown))
    places = [index for index, one in enumerate(shown) for _ in one]
    out: list[Folded] = []
    at = 0
    while at < len(text):
        match = _SIGN.match(text, at)
        end = match.end() if match else at + 1
        sign = text[at] if not match else "-" if match[0][0] == "-" else "…" if match[0][0] in ".…" else " "
        out.append((sign, places[at]))
        at = end
    return out


def _as_items(pieces: Sequence[InlinePiece], shown: Sequence[str]) -> list[Item]:
    out: list[Item] = []
    count = 0
    for piece in pieces:
        if piece.is_whole:
            out.append(Item(ItemKind.WHOLE, shown[count], serial=count))
            count += 1
        else:
            out.append(Item(ItemKind.TEXT, piece.shown, piece.is_bold, piece.is_italic, piece.is_code))
    return out
