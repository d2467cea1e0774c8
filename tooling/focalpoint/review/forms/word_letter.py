"""Read the paragraphs of a Word file that stand in no table as a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.returned import LeftOutKind, words_in
from focalpoint.review.forms.draft_paragraphs import OurBlock
from focalpoint.review.forms.form_reading import FormReading, sender_in
from focalpoint.review.forms.redlines import without_struck
from focalpoint.review.forms.template import is_ours
from focalpoint.review.forms.word_text import Piece, Styles, pieces, shown
from focalpoint.review.letters.file_part import FilePart
from focalpoint.review.letters.mail_line import Line
from focalpoint.review.letters.mail_lines import Body
from focalpoint.review.letters.mail_message import Message
from focalpoint.review.letters.one_mail import read_mail


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


def enter_letter(letter: Sequence[Paragraph], reading: FormReading) -> Iterator[str]:
    """Read a document without rows as a letter, without what is struck in it; yield what a person must know."""
    lines: list[Line] = []
    numbers: list[int] = []
    for one in letter:
        kept = without_struck(one.text)
        if struck := words_in(one.text) - words_in(kept):
            reading.leave_more(LeftOutKind.STRUCK, one.where, struck)
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
