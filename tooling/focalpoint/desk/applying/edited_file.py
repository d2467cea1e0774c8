"""Find the block that a comment is on in today's file, and write a proposed change into the file."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from rapidfuzz import fuzz

from focalpoint.config import Config
from focalpoint.content.editable.blocks import EditableBlock, blocks_of, rebuild
from focalpoint.content.editable.inline_pieces import inline_pieces
from focalpoint.content.rounds.blocks import block_text
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.draft_map import Block
from focalpoint.desk.applying.proposed_text import NotApplicableError, proposed, with_proposal
from focalpoint.review.anchoring.anchoring import CurrentPlace, PlaceStatus

KINDS = frozenset({"paragraph", "item", "cell", "quote", "definition", "caption"})
"""Kinds of blocks in which a proposal is applied."""
_BY_HAND = {
    "heading": "a heading, which links and addresses name",
    "argument": "the title of a box or a table",
    "option": "an option of a directive",
    "field": "the head of the chapter",
    "term": "a term of the glossary",
    "footnote": "a note",
}


@dataclass(frozen=True)
class Edit:
    """A change of one block of a file."""

    file: str
    line: int
    """First line of the block, from 1."""
    before: str
    """The block's Markdown."""
    after: str
    """The same with the change; empty where the block is taken out."""
    old: bytes
    """The whole file."""
    new: bytes

    @property
    def sign(self) -> str:
        """A digest of the change, by which a confirmation names what a person was shown."""
        told = b"\0".join((self.file.encode(), self.old, self.new))
        return sha256(told).hexdigest()[:20]


def edit_of(config: Config, comment: Comment, block: Block | None, today: CurrentPlace | None) -> Edit:
    """Make the edit of the source that carries out a proposal; raises NotApplicableError with the reason for people.

    `block` is the comment's block in the draft, `today` the comment's place in the current text.
    """
    words = proposed(comment, block.text if block else "")
    if today is None:
        raise NotApplicableError("the place in today’s text is still looked for")
    if today.status is PlaceStatus.ASK:
        raise NotApplicableError("its place in today’s text is not known; say first where it stands")
    if today.status is PlaceStatus.GONE or not today.file:
        raise NotApplicableError("the paragraph is gone from the text")
    from focalpoint.word.returned.rows import Rows  # Here, since it loads every rule on wording.

    try:
        old = (config.root / today.file).read_bytes()
        text = old.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise NotApplicableError(f"{today.file} cannot be read") from None
    ends = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    editable = _block_at(text, today)
    pieces = with_proposal(words, editable.raw)
    after = "\n".join(Rows.lines(editable, pieces)) if pieces else ""
    new = rebuild(text, {editable.spans[0]: after}) if pieces else _without(text, editable)
    _refuse_other_structure(text, new, editable, after)
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    return Edit(today.file, editable.line, editable.raw, after, old, mark + new.replace("\n", ends).encode())


def _block_at(text: str, today: CurrentPlace) -> EditableBlock:
    """Find the block at the place; of several on one line, the one with the same words."""
    row = today.line - 1
    here = [one for one in blocks_of(text) if one.spans[0].row <= row <= one.spans[-1].row]
    if not here:
        raise NotApplicableError("the words stand in a directive or code, which only a person edits")
    best = max(here, key=lambda one: fuzz.ratio(_shown(one), today.text))
    if best.kind not in KINDS:
        raise NotApplicableError(f"the words stand in {_BY_HAND.get(best.kind, f'a {best.kind}')}; edit it by hand")
    return best


def _shown(block: EditableBlock) -> str:
    return block_text("".join(one.shown for one in inline_pieces(block.raw) or ())) or block.raw


def _without(text: str, block: EditableBlock) -> str:
    """Take a whole block out of a text."""
    from focalpoint.word.returned.rows import NotTakenError, Rows

    rows = Rows(text)
    if block.kind == "cell":
        raise NotApplicableError("nothing would be left in the cell")
    try:
        rows.delete(block)
    except NotTakenError as error:
        raise NotApplicableError(str(error)) from None
    return rows.written()


def _refuse_other_structure(text: str, new: str, block: EditableBlock, after: str) -> None:
    """Refuse a change after which the file would be divided into other blocks, as where words begin a list."""
    before = blocks_of(text)
    number = before.index(block)
    wanted = [one.raw for one in before]
    wanted[number : number + 1] = [after] if after else []
    if [one.raw for one in blocks_of(new)] != wanted:
        raise NotApplicableError("the change would also change the form of the text around it")
    if new == text:
        raise NotApplicableError("the text says so already")
