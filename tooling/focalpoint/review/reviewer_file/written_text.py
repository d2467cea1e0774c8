"""Read the text that a reviewer's page writes, however a mail program has broken, quoted or cut it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from focalpoint.review.reviewer_file.text_lines import FieldText, Name, TextLine, check_of, loose, read_line

_SPAN = re.compile(r"([0-9a-f]{16}|all) (?:(\d{1,7})-(\d{1,7})|-)(.*)")
_REF = re.compile(r" (note|replace|delete|insert) (ge|te|ed|tr) ([0-9a-z]{4,16}) (\d{1,6})")
_CHECK = re.compile(r"([0-9a-f]{8}) ([0-9a-f]{8})")
_COPY = re.compile(r"(\d{1,4})(?: ([A-Z]{2,10})(?: (.*))?)?")
Span = tuple[str, int, int]
"""The id of a block with the first character meant and the one after the last; -1 and -1 for the whole block."""


@dataclass
class WrittenComment:
    """One comment of the text."""

    number: int
    spans: list[Span] = field(default_factory=list)
    whole_draft: bool = False
    kind: str = ""
    """`note`, `replace`, `delete` or `insert`; empty where its reference is missing or damaged."""
    type: str = "ge"
    name: str = ""
    version: int = 0
    texts: dict[Name, FieldText] = field(default_factory=dict)
    checks: tuple[str, str] = ("", "")
    lines: list[int] = field(default_factory=list)
    between: str = " "
    """What stands where a mail program has broken a line."""

    def text(self, name: Name) -> str:
        """Read a field; empty where it is missing."""
        return self.texts[name].value(self.between) if name in self.texts else ""

    @property
    def withdrawn(self) -> bool:
        """Whether it is marked as withdrawn."""
        return "withdrawn" in self.texts

    @property
    def cut_off(self) -> bool:
        """Whether its end is missing."""
        return not self.checks[0]

    def settle(self) -> None:
        """Find how the lines were joined before a mail program broke them: with a blank, or without as in Chinese."""
        if self.checks[0] and any(text.broken for text in self.texts.values()) and not self.unchanged:
            self.between = ""
            self.between = "" if self.unchanged else " "

    @property
    def unchanged(self) -> bool:
        """Whether each character is as it was written."""
        return check_of(self._whole()) == self.checks[0]

    @property
    def same_words(self) -> bool:
        """Whether all is as it was written but for blanks and the shapes of signs."""
        return check_of(loose(self._whole())) == self.checks[1]

    def _whole(self) -> str:
        spans = " ".join(f"{block} {start} {end}" for block, start, end in self.spans)
        told = (self.kind, self.type, self.name, self.version, int(self.withdrawn))
        said = (self.text("by"), self.text("words"), self.text("comment"), self.text("new"))
        return "\n".join(map(str, (spans, *told, *said)))


@dataclass
class WrittenFile:
    """One text that a page has written."""

    draft: str = ""
    copy: int = 0
    member: str = ""
    name: str = ""
    """The member's name."""
    contact: FieldText | None = None
    comments: list[WrittenComment] = field(default_factory=list)
    ended: bool = False
    expected: int = 0
    """How many comments its end tells."""
    end_check: str = ""
    lines: list[int] = field(default_factory=list)
    """Indices of its lines outside any comment."""
    head: list[int] = field(default_factory=list)
    """Indices of the lines of its title and of its note."""

    @property
    def whole(self) -> bool:
        """Whether no comment is missing, and none was added."""
        checks = " ".join(one.checks[0] for one in self.comments)
        return self.ended and self.expected == len(self.comments) and check_of(checks) == self.end_check


def read_texts(lines: Sequence[str]) -> list[WrittenFile]:
    """Read every text of a page that stands among lines; lines that are of none are in no list of `lines`."""
    reading = _Reading()
    for index, raw in enumerate(lines):
        reading.read(index, read_line(raw))
    for file in reading.files:
        for one in file.comments:
            one.settle()
    return reading.files


class _Reading:
    """The files that were read so far, and the field that the next lines may go on with."""

    def __init__(self) -> None:
        self.files: list[WrittenFile] = []
        self.file: WrittenFile | None = None
        self.comment: WrittenComment | None = None
        self.open: FieldText | None = None
        self.broken = False
        """Whether a blank line has come since the last line that was read."""

    def read(self, index: int, line: TextLine) -> None:
        """Read one line."""
        if line.kind == "begin":
            self.file, self.comment, self.open = WrittenFile(lines=[index]), None, None
            self.files.append(self.file)
        elif self.file is not None:
            self._inside(self.file, index, line)
        self.broken = line.kind == "blank"

    def _inside(self, file: WrittenFile, index: int, line: TextLine) -> None:
        if line.kind == "end":
            file.ended, file.expected, file.end_check = True, line.number, line.value
            file.lines.append(index)
            self.file = self.comment = self.open = None
        elif line.kind == "comment":
            self.comment, self.open = WrittenComment(line.number, lines=[index]), None
            file.comments.append(self.comment)
        elif self.comment is None:
            self._in_head(file, index, line)
        elif self._in_comment(self.comment, index, line):
            self.comment.lines.append(index)

    def _in_head(self, file: WrittenFile, index: int, line: TextLine) -> None:
        if line.kind == "draft":
            file.draft = line.value.strip()
        elif line.kind == "copy" and (match := _COPY.fullmatch(line.value.strip())):
            file.copy, file.member, file.name = int(match[1]), match[2] or "", match[3] or ""
        elif line.kind == "label" and line.name == "contact":
            file.contact = self.open = FieldText([("line", line.value)], [index])
        elif line.kind == "bare" and self.open is not None and not self.broken:
            self.open.add(index, line.kind, line.value)
        elif line.kind == "bare":
            file.head.append(index)
            return
        else:
            return
        file.lines.append(index)

    def _in_comment(self, comment: WrittenComment, index: int, line: TextLine) -> bool:
        """Read a line of a comment; false where it is none."""
        if line.kind in ("ref", "and"):
            self.open = None
            return _read_ref(comment, line)
        if line.kind == "check":
            self.open = None
            match = _CHECK.fullmatch(line.value.strip())
            comment.checks = (match[1], match[2]) if match else ("", "")
            return match is not None
        if comment.checks[0]:
            return False
        if line.kind == "label" and line.name and line.name != "contact":
            self.open = comment.texts.setdefault(line.name, FieldText())
            if line.value:
                self.open.add(index, "line", line.value)
            return True
        if self.open is None or (line.kind == "bare" and self.broken) or line.kind not in ("line", "more", "bare"):
            return False
        self.open.add(index, line.kind, line.value)
        return True


def _read_ref(comment: WrittenComment, line: TextLine) -> bool:
    match = _SPAN.fullmatch(" ".join(line.value.split()))
    if match is None:
        return False
    block, start, end, rest = match.groups()
    told = _REF.fullmatch(rest) if line.kind == "ref" else None
    if (line.kind == "ref") != (told is not None) or (line.kind == "and" and rest):
        return False
    if told:
        comment.kind, comment.type, comment.name, comment.version = told[1], told[2], told[3], int(told[4])
    if block == "all":
        comment.whole_draft = True
    else:
        comment.spans.append((block, int(start) if start else -1, int(end) if end else -1))
    return True


def used_lines(file: WrittenFile) -> Iterator[int]:
    """Yield the indices of all lines of a file, but those of its title and its note."""
    yield from file.lines
    for one in file.comments:
        yield from one.lines
