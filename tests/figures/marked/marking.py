"""Find the sentences of a manual's source, and their words on the pages of its PDF, by the letters PDFium reads there.

It takes nothing from the map of a draft and nothing from the importer, so that it can judge both: where a sentence was
written is read from the source, where it is printed from the pages.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from .pens import Box

REACH = 300
"""Letters behind the sentence before it at which a sentence that stands more than once must begin."""
DROPPED = re.compile(r"[\s\x00-\x1f\-\u00ad\u2010\ufffe]")
PLAIN = re.compile(r"[^{}\[\]`*_<>|]+")
"""A sentence without markup, whose printed letters are its own."""
STARTS = (
    ("title", re.compile(r"#+ ")),
    ("cell", re.compile(r"(\* -|  -) ")),
    ("item", re.compile(r"- ")),
    ("footnote", re.compile(r"\[\^[\w-]+\]: ")),
)
SKIPPED = re.compile(r"(:::|```|:[\w-]+:|\(.*\)=|---|\w+: )")


@dataclass(frozen=True)
class Sentence:
    """One line of the source."""

    file: str
    line: int
    """Of the block that holds it, from 1."""
    kind: str
    text: str
    row: tuple[int, int] = (0, 0)
    """First and last line of the row of a table that it stands in."""


@dataclass(frozen=True)
class Letter:
    """One printed letter."""

    text: str
    page: int
    box: Box


@dataclass(frozen=True)
class Printed:
    """A sentence with its letters; spaces have none."""

    sentence: Sentence
    letters: tuple[Letter | None, ...]
    """One for each letter of the sentence."""

    @property
    def pages(self) -> set[int]:
        """The pages on which it stands."""
        return {letter.page for letter in self.letters if letter}

    def words(self) -> list[tuple[int, int]]:
        """First letter and end of every word."""
        return [match.span() for match in re.finditer(r"\S+", self.sentence.text)]

    def lines(self, start: int, end: int) -> list[Box]:
        """The boxes of some letters, one for each printed line."""
        rows: list[list[Box]] = []
        for letter in self.letters[start:end]:
            if letter is None:
                continue
            if rows and abs(rows[-1][-1][1] - letter.box[1]) < 4 and letter.box[0] >= rows[-1][-1][0] - 1:
                rows[-1].append(letter.box)
            else:
                rows.append([letter.box])
        return [_joined(row) for row in rows]


def _joined(row: Sequence[Box]) -> Box:
    return min(b[0] for b in row), min(b[1] for b in row), max(b[2] for b in row), max(b[3] for b in row)


def sentences_of(root: Path, files: list[str]) -> Iterator[Sentence]:
    """The plain sentences of some files, in the order of the files and of their lines."""
    for file in files:
        yield from _of_file(file, (root / file).read_text(encoding="utf-8").splitlines())


def _of_file(file: str, lines: list[str]) -> Iterator[Sentence]:
    start, kind, in_head = 0, "paragraph", lines[:1] == ["---"]
    rows = _rows(lines)
    for number, line in enumerate(lines, 1):
        if in_head:
            in_head = number == 1 or line != "---"
            continue
        opened = next(((name, match.end()) for name, how in STARTS if (match := how.match(line))), None)
        if opened:
            (kind, cut), start = opened, number
            line = line[cut:]
        elif not line.strip() or SKIPPED.match(line):
            start, kind = 0, "paragraph"
            continue
        elif not start:
            start, kind = number, "paragraph"
        text = line.strip()
        if PLAIN.fullmatch(text):
            yield Sentence(file, start, kind, text, rows.get(start, (0, 0)))


def _rows(lines: list[str]) -> dict[int, tuple[int, int]]:
    """First and last line of the row of a list table, by each line on which a cell of it begins."""
    rows: dict[int, tuple[int, int]] = {}
    first = 0
    for number, line in enumerate(lines, 1):
        if line.startswith("* -"):
            first = number
        elif not line.startswith("  "):
            first = 0
        if first:
            rows |= dict.fromkeys(range(first, number + 1), (first, number))
    return rows


def letters_of(data: bytes) -> list[Letter]:
    """Every letter of a PDF in the order of its pages."""
    found: list[Letter] = []
    with pypdfium2.PdfDocument(data) as document:
        for number in range(len(document)):
            text = document[number].get_textpage()
            for index in range(text.count_chars()):
                letter = chr(pdfium.FPDFText_GetUnicode(text.raw, index) & 0xFFFF)
                if not DROPPED.fullmatch(letter):
                    shown = unicodedata.normalize("NFKC", letter)
                    found += [Letter(one, number, _box(text, index)) for one in shown]
    return [one for _, same in groupby(found, lambda letter: (letter.page, letter.box)) for one in _shared(list(same))]


def _shared(letters: Sequence[Letter]) -> Iterator[Letter]:
    """The letters of one box, a ligature's where there are several, each with its share of it."""
    left, bottom, right, top = letters[0].box
    width = (right - left) / len(letters)
    for number, letter in enumerate(letters):
        yield replace(letter, box=(left + number * width, bottom, left + (number + 1) * width, top))


def _box(text: pypdfium2.PdfTextPage, index: int) -> Box:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(box))
    return box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)


def find_sentences(letters: Sequence[Letter], sentences: Sequence[Sentence]) -> Iterator[Printed]:
    """The sentences that stand whole on one page, in their order; those that cannot be told apart are left out."""
    stream = "".join(letter.text for letter in letters)
    keys = [_key(sentence.text) for sentence in sentences]
    counts: dict[str, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    cursor, sure = 0, False
    for sentence, key in zip(sentences, keys, strict=True):
        unique = counts[key] == 1 and len(key) > 12 and stream.count(key) == 1
        at = stream.find(key, 0 if unique else cursor)
        if at < 0 or not (unique or (sure and at - cursor < REACH)):
            sure = False
            continue
        cursor, sure = at + len(key), True
        printed = Printed(sentence, tuple(_spread(sentence.text, letters[at : at + len(key)])))
        if len(printed.pages) == 1:
            yield printed


def _key(text: str) -> str:
    return DROPPED.sub("", unicodedata.normalize("NFKC", text))


def _spread(text: str, letters: Sequence[Letter]) -> Iterator[Letter | None]:
    """A letter for each of the text's; none for its spaces and hyphens."""
    waiting = iter(letters)
    for letter in text:
        yield None if DROPPED.fullmatch(letter) else next(waiting)
