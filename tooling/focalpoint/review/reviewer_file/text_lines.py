"""Read the lines of the text that a reviewer's page writes: the kind of each line, and what it holds."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from typing import Literal

from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.review.reviewer_file.words import WORDS

Name = Literal["place", "words", "by", "withdrawn", "comment", "new", "contact"]
NAMES: tuple[Name, ...] = ("place", "words", "by", "withdrawn", "comment", "new", "contact")
"""The fields that have a label in the language of the page."""
Is = Literal[
    "blank", "begin", "end", "comment", "ref", "and", "check", "draft", "copy", "label", "line", "more", "bare"
]  # fmt: skip
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_BEGIN = re.compile(r"==\s*focalpoint-comments\s+(\d+)\s*==")
_END = re.compile(r"==\s*end\s+(\d+)\s+([0-9a-f]{8})\s*==")
_COMMENT = re.compile(r"\[(\d{1,6})\D{1,20}(\d{1,6})\]\s*(.*)")
_FIXED = re.compile(r"(Ref|And|Check|Draft|Copy)\s*:\s*(.+)")
_LABELLED = re.compile(r"([^:]{2,40}?)\s*:\s*(.*)")


@dataclass(frozen=True)
class TextLine:
    """One line of the text."""

    kind: Is
    value: str = ""
    name: Name | None = None
    """The field that its label names."""
    number: int = 0
    """The number of the comment that begins, or how many there are at the end."""


@dataclass
class FieldText:
    """The text of one field, piece by piece as the lines hold it."""

    pieces: list[tuple[Is, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    """The index of the line of each piece."""

    def add(self, index: int, kind: Is, piece: str) -> None:
        """Add the piece that a line holds."""
        self.pieces.append((kind, piece))
        self.lines.append(index)

    def value(self, between: str = " ") -> str:
        """Put the pieces together; `between` stands where a mail program has broken a line."""
        whole = ""
        for number, (kind, piece) in enumerate(self.pieces):
            joint = "" if not number else {"line": "\n", "more": " "}.get(kind, between)
            whole += joint + piece
        return whole

    @property
    def broken(self) -> bool:
        """Whether a mail program has broken its lines."""
        return any(kind == "bare" for kind, _ in self.pieces[1:])


def loose(text: str) -> str:
    """Leave out of a text what programs change on the way: blanks, and the shapes of quotation marks and dashes."""
    plain = with_plain_signs(text).replace("…", "...")
    return re.sub("-+", "-", re.sub(r"\s+", "", plain))


def check_of(text: str) -> str:
    """Sum up a text as the page does (CRC-32): it tells a change by accident or by hand, not one that means harm."""
    return f"{zlib.crc32(text.encode('utf-8', 'replace')):08x}"


_LABELS: dict[str, Name] = {loose(words[name]).lower(): name for words in WORDS.values() for name in NAMES}
_KINDS = frozenset(
    loose(f"{words[kind]}·{words[type]}").lower()
    for words in WORDS.values()
    for kind in ("note", "replace", "delete", "insert")
    for type in ("ge", "te", "ed", "tr")
)


def begins_file(line: str) -> bool:
    """Tell whether a line is the first one of the text that a page writes."""
    return read_line(line).kind == "begin"


def read_line(raw: str) -> TextLine:
    """Read one line; the marks of a quotation before it do not count."""
    line = raw.replace("\ufeff", " ").replace("\xa0", " ").strip()
    if quotes := _QUOTE.match(line):
        line = line[quotes.end() :].strip()
    if not line:
        return TextLine("blank")
    if match := _BEGIN.fullmatch(line):
        return TextLine("begin", match[1])
    if match := _END.fullmatch(line):
        return TextLine("end", match[2], number=int(match[1]))
    if (match := _COMMENT.fullmatch(line)) and loose(match[3]).lower() in _KINDS:
        return TextLine("comment", number=int(match[1]))
    if match := _FIXED.fullmatch(line):
        return TextLine(_fixed(match[1]), match[2])
    if line[0] == ":":
        return TextLine("line", line[1:].strip())
    if line.startswith("+ "):
        return TextLine("more", line[2:].strip())
    if (match := _LABELLED.fullmatch(line)) and (name := _LABELS.get(loose(match[1]).lower())):
        return TextLine("label", match[2], name)
    return TextLine("bare", line)


def _fixed(word: str) -> Is:
    kinds: dict[str, Is] = {"Ref": "ref", "And": "and", "Check": "check", "Draft": "draft", "Copy": "copy"}
    return kinds[word]
