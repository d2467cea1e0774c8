"""Read the paragraphs of a Word file that stand in no table as a letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.returned import LeftOutKind, words_in
from focalpoint.review.draft_copies.copied_text import Copied, Group
from focalpoint.review.draft_copies.differences import group_findings
from focalpoint.review.draft_copies.word_index import words_of
from focalpoint.review.forms.draft_paragraphs import OurBlock, change_findings, original
from focalpoint.review.forms.form_reading import FormReading, sender_in
from focalpoint.review.forms.redlines import with_marks
from focalpoint.review.forms.template import is_ours
from focalpoint.review.forms.word_text import Piece, Styles, pieces, shown
from focalpoint.review.letters.file_part import FilePart
from focalpoint.review.letters.mail_line import Line
from focalpoint.review.letters.mail_lines import Body
from focalpoint.review.letters.mail_message import Message
from focalpoint.review.letters.one_mail import read_mail

WHOLE = 0.7
"""The share of a block's words from which a paragraph is the block, and not a part of it that is quoted."""


@dataclass
class Paragraph:
    """A paragraph outside the tables."""

    number: int
    node: Any
    pieces: tuple[Piece, ...]
    text: str
    """Its words, with signs around those that are struck."""
    ours: OurBlock | None = None

    @property
    def where(self) -> str:
        """Name its place in the file."""
        return f"paragraph {self.number}"


def paragraph_of(number: int, node: Any, styles: Styles) -> Paragraph:
    """Read a paragraph with its number in the file."""
    read = tuple(pieces(node, styles))
    return Paragraph(number, node, read, shown(read))


def enter_paragraph(one: Paragraph, ours: OurBlock, reading: FormReading) -> None:
    """Enter what differs in a paragraph of the draft, tracked or not; of a part of one, the words that it has not."""
    before, block = words_of(original(one.pieces)), words_of(ours.block.text)
    if len(before) >= WHOLE * len(block):
        group = Group(ours.block, [Copied(one.number, one.node, one.pieces)])
        changes = list(group_findings(group, reading.sha256, converted=False))
    else:
        changes = list(change_findings(ours, one.pieces, reading.sha256))
        strange = (Counter(before) - Counter(block)).total()
        reading.words += strange
        if strange:
            reading.leave(LeftOutKind.UNREAD, one.where, strange)
            reading.strays.append((one.where, one.text))
    reading.findings += changes
    own = sum(finding.words for finding in changes)
    rest = max(words_in(one.text) - own, 0)
    reading.words += own + rest
    reading.leave(LeftOutKind.OURS, one.where, rest)


def enter_letter(letter: Sequence[Paragraph], reading: FormReading) -> Iterator[str]:
    """Read a document without rows as a letter, with what is struck marked so; yield what a person must know."""
    lines: list[Line] = []
    numbers: list[int] = []
    for one in letter:
        kept = with_marks(one.text)
        if is_ours(one.text):
            reading.leave_more(LeftOutKind.OURS, one.where, words_in(kept))
            continue
        lines += [*map(Line, kept.split("\n")), Line("")]
        numbers += [one.number] * (len(lines) - len(numbers))
        reading.senders += filter(None, map(sender_in, kept.split("\n")))
    part = FilePart(reading.sha256, channel=Channel.TEMPLATE, paragraphs=tuple(numbers))
    said = read_mail(Message(()), Body(tuple(lines), wrapped=False), reading.targets, part)
    reading.findings += said.findings
    reading.words += said.count.words
    reading.left_out += said.count.left_out
    yield from said.warnings
