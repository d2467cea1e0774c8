"""Recognise the paragraphs of a Word file that are the draft's own, wherever they stand in it."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rapidfuzz import fuzz

from focalpoint.content.rounds.draft_map import Block, DraftMap
from focalpoint.review.draft_copies.guide import is_guide
from focalpoint.review.draft_copies.word_index import WordIndex, words_of
from focalpoint.review.forms.office_file import below, local
from focalpoint.review.forms.template import is_ours
from focalpoint.review.forms.word_text import Piece, Styles, is_raised, pieces, property_of
from focalpoint.review.returned_pdf.draft_identity import DRAFT_ID

TELLING = 5
"""Words from which a paragraph tells whether it is the draft's."""
MOST_FREE = 40
"""Blocks in whose place a paragraph may stand."""
FEWEST, SHARE = 3, 0.6
"""Paragraphs of the draft, and the share of a file's words that they are, from which the file is a copy of it."""
BROKEN = 0.05
"""The share of blocks in several paragraphs from which lines became paragraphs."""
LIKE = 55.0
"""Least likeness, of 100, of a paragraph and the block in whose place it stands."""
WHOLE = 0.85
"""The share of a block's words from which a paragraph is all of it."""


@dataclass
class Copied:
    """One paragraph of the file."""

    number: int
    node: Any
    pieces: tuple[Piece, ...]
    block: int = -1
    """The block that it is, or is a part of; -1 where it is none."""

    @property
    def before(self) -> str:
        """Its text before all tracked changes."""
        return "".join(piece.text for piece in self.pieces if not piece.added).strip()

    @property
    def after(self) -> str:
        """Its text after all tracked changes."""
        return "".join(piece.text for piece in self.pieces if not piece.gone).strip()

    @property
    def where(self) -> str:
        """Its place in the file."""
        return f"paragraph {self.number}"


@dataclass
class Group:
    """One block with the paragraphs of the file that are it, in order."""

    block: Block
    parts: list[Copied] = field(default_factory=list)

    @property
    def is_fresh(self) -> bool:
        """Whether it was inserted as a whole."""
        return not any(part.before for part in self.parts)


class CopiedText:
    """All paragraphs of a file, each with its block."""

    def __init__(self, trees: Sequence[Any], styles: Styles, drafts_map: DraftMap) -> None:
        self.map = drafts_map
        self.index = WordIndex(drafts_map.blocks)
        # A text box stands in a paragraph, and has paragraphs of its own.
        nodes = [node for tree in trees for node in tree.iter() if local(node) == "p" and not _is_drawn_again(node)]
        self.paragraphs = [_paragraph(number, node, styles) for number, node in enumerate(nodes, 1)]
        last = -1
        for one in self.paragraphs:
            words = words_of(one.before)
            found = self.index.find(words, last) if words else -1
            if found < 0 and words != (after := words_of(one.after)) and len(after) >= TELLING:
                found = self.index.find(after, last)
            one.block = found
            last = found if found >= 0 else last
        self._fill_gaps()

    def _fill_gaps(self) -> None:
        """Give a paragraph the block that it stands in the place of, if it is like it and has no other."""
        used = {one.block for one in self.paragraphs}
        last = -1
        for number, one in enumerate(self.paragraphs):
            if one.block >= 0:
                last = one.block
                continue
            following = next((other.block for other in self.paragraphs[number + 1 :] if other.block >= 0), -1)
            free = [n for n in range(last + 1, following) if n not in used][:MOST_FREE]
            text = " ".join(words_of(one.before))
            if text and free:
                likeness, block = max((fuzz.ratio(text, " ".join(self.index.words[n])), n) for n in free)
                if likeness >= LIKE:
                    one.block = last = block
                    used.add(block)

    @property
    def is_copy(self) -> bool:
        """Whether the file is a copy of the draft, or of a part of it, and no letter that quotes it."""
        own = [one for one in self.paragraphs if not is_guide(one.before) and not is_ours(one.before)]
        long = [(len(words_of(one.before)), one.block) for one in own]
        told = [(count, block) for count, block in long if count >= TELLING]
        ours = [count for count, block in told if block >= 0]
        if sum(1 for one in self.paragraphs if DRAFT_ID.search(one.before)) >= FEWEST and len(ours) >= FEWEST:
            return True  # The feet of the draft's pages name it.
        every = sum(count for count, _ in told)
        return len(ours) >= FEWEST and sum(ours) >= SHARE * every

    @property
    def is_converted(self) -> bool:
        """Whether lines of the draft became paragraphs, as where a PDF was opened in another program."""
        parts = Counter(one.block for one in self.paragraphs if one.block >= 0)
        return sum(1 for count in parts.values() if count > 1) > BROKEN * len(parts)

    def groups(self) -> Iterator[Group]:
        """Yield each block with its paragraphs, in the order of the file; a block twice where it stands twice."""
        found: dict[int, Group] = {}
        for one in self.paragraphs:
            if one.block < 0:
                continue
            block = self.map.blocks[one.block]
            known = found.get(one.block)
            if known is None or known.is_fresh != (not one.before) or self._is_whole(known.parts, one.block):
                if known is not None:
                    yield found.pop(one.block)
                known = found[one.block] = Group(block)
            known.parts.append(one)
        yield from found.values()

    def _is_whole(self, parts: Sequence[Copied], block: int) -> bool:
        count = sum(len(words_of(one.before)) for one in parts)
        return count >= WHOLE * len(self.index.words[block])


def _is_drawn_again(node: Any) -> bool:
    """Tell whether a paragraph repeats a text box for older programs."""
    return any(local(above) == "Fallback" for above in node.iterancestors())


def _paragraph(number: int, node: Any, styles: Styles) -> Copied:
    row = next((above for above in node.iterancestors() if local(above) == "tr"), None)
    read = tuple(_own(node, styles))
    if row is not None and property_of(row, "trPr", "del") is not None:
        read = tuple(replace(piece, gone=True) for piece in read)
    elif row is not None and property_of(row, "trPr", "ins") is not None:
        read = tuple(replace(piece, added=True) for piece in read)
    return Copied(number, node, read)


def _own(node: Any, styles: Styles) -> Iterator[Piece]:
    """Read the pieces of a paragraph, without paragraphs inside it, as of a text box, and without calls of notes."""
    own = copy.deepcopy(node)
    for one in [node for node in own.iter() if local(node) == "txbxContent"]:
        one.getparent().remove(one)
    for run in list(below(own, "r")):
        if is_raised(run, styles) and not any(sign.isalpha() for text in below(run, "t") for sign in text.text or ""):
            run.getparent().remove(run)
    yield from pieces(own, styles)
