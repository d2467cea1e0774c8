"""Read a chapter of a Word file: headings, paragraphs, lists, tables, pictures, notes and comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from focalpoint.conversion.blocks import (
    Block,
    Box,
    Figure,
    Foreign,
    Heading,
    Items,
    Paragraph,
    Quotation,
    Remark,
    Table,
)
from focalpoint.conversion.word_arranging import Caption, Continued, Item, captioned, listed
from focalpoint.conversion.word_file import WordFile, words_of
from focalpoint.conversion.word_inlines import Inlines, Link, note_label
from focalpoint.conversion.wording import BULLET
from focalpoint.review.forms.office_file import below, local, value

FEWEST = 6
"""Paragraphs in one list from which on it numbers the paragraphs of the text, where it has half of them or more."""
_QUOTES = frozenset({"quote", "intense quote", "block text", "quotation"})
_PASSED = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
_CONTENTS = re.compile(r"toc \d|toc heading|table of figures|index \d")


def read_word(data: bytes, path: str, foreign: Foreign, link: Link) -> None:
    """Read a Word file into `foreign`; raises Trouble where it is damaged or harmful."""
    file = WordFile(data, path)
    reader = _Reader(file, foreign, Inlines(file, foreign, link))
    foreign.blocks = reader.arranged(list(reader.blocks(file.body)))
    reader.read_notes()
    if reader.inlines.accepted:
        count = reader.inlines.accepted
        foreign.leave(
            0, f"{count} tracked insertion{'s'[: count != 1]}; the text has them as accepted: read them again"
        )
    for words in file.furniture():
        foreign.leave(0, f"the head or foot of its pages: “{words}”; the manual has its own")
    _take_title(foreign)


def _take_title(foreign: Foreign) -> None:
    """Make the one highest heading the title, where it comes first and no paragraph is styled as title."""
    headings = [block for block in foreign.blocks if isinstance(block, Heading)]
    highest = min((heading.level for heading in headings), default=0)
    top = [heading for heading in headings if heading.level == highest]
    if not foreign.title and len(top) == 1 and top[0] is headings[0]:
        foreign.title = re.sub(r"\\(.)|[*`]", r"\1", top[0].words)
        foreign.blocks.remove(top[0])


class _Reader:
    def __init__(self, file: WordFile, foreign: Foreign, inlines: Inlines) -> None:
        self._file = file
        self._foreign = foreign
        self.inlines = inlines
        self._line = 0
        self._commented: set[str] = set()
        self._numbered = self._list_of_paragraphs()

    def _list_of_paragraphs(self) -> str:
        """Return the list that numbers the paragraphs of the whole text, as in documents of the UN; empty for none."""
        counts: Counter[str] = Counter()
        for node in self._file.body:
            _name, chain = self._file.style(node)
            if local(node) == "p" and words_of(node) and not self._file.level(node, chain):
                item = self._file.item(node, chain)
                if not item or item[1] == 0:
                    counts[item[0] if item and item[2] == "1" else ""] += 1
        (found, count) = next(((one, count) for one, count in counts.most_common() if one), ("", 0))
        if count < FEWEST or 2 * count < counts.total():
            return ""
        self._foreign.leave(0, f"the numbers of {count} paragraphs; the manual numbers its paragraphs by itself")
        return found

    def blocks(self, node: Any) -> Iterator[Block]:
        """Yield the blocks of a body, a cell or a note; items and captions are joined to others by `arranged`."""
        for child in node:
            name = local(child)
            if name == "p":
                self._line += 1
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._table(child)
            elif name in _PASSED:
                yield from self.blocks(child)
            elif name in ("del", "moveFrom"):
                if words := words_of(child):
                    self._foreign.leave(
                        self._line, f"words that a tracked change deletes: “{words}”; they were left out"
                    )
            elif name == "altChunk":
                self._foreign.leave(self._line, "a file within the file; open it in Word and copy its text")

    def _paragraph(self, node: Any) -> Iterator[Block]:
        name, chain = self._file.style(node)
        if _CONTENTS.fullmatch(name):
            if words := words_of(node):
                self._foreign.leave(self._line, f"a line of the contents: “{words}”; they are made by themselves")
            return
        level = 0 if name in ("title", "subtitle") else self._file.level(node, chain)
        words = self.inlines.words(node, self._line, plain=bool(level) or name == "title")
        item = self._file.item(node, chain)
        if words:
            if name == "title" and not self._foreign.title:
                self._foreign.title = re.sub(r"\\(.)", r"\1", words).replace("\n", " ")
            elif level:
                yield Heading(level, words.replace("\n", " "), self._line)
            elif item and item[:2] == (self._numbered, 0):
                yield Paragraph(words)
            elif item:
                yield Item(item, [Paragraph(words)])
            elif bullet := BULLET.match(words):
                yield Item(("typed", 0, "-", 1), [Paragraph(words[bullet.end() :])])
            elif name.startswith("list continue"):
                yield Continued(words)
            elif name == "caption":
                yield Caption(words, self._line)
            else:
                yield Quotation([Paragraph(words)]) if name in _QUOTES else Paragraph(words)
        yield from self._beside()

    def _beside(self) -> Iterator[Block]:
        """What hangs on the paragraph that was just read: comments, pictures, text boxes."""
        comments, self.inlines.comments = self.inlines.comments, []
        drawings, self.inlines.drawings = self.inlines.drawings, []
        for id in comments:
            self._commented.add(id)
            if (note := self._file.notes("comment").get(id)) is not None and (said := words_of(note)):
                yield Remark(said)
        for drawing in drawings:
            yield from self._drawing(drawing)

    def _drawing(self, node: Any) -> Iterator[Block]:
        properties = next(iter(below(node, "docPr")), None)
        alternative = (value(properties, "descr") or value(properties, "title")) if properties is not None else ""
        shapes = [*below(node, "blip"), *below(node, "imagedata")]
        found = False
        for shape in shapes:
            id = value(shape, "embed") or value(shape, "id")
            if picture := self._file.picture(id):
                found = True
                yield Figure(picture[0], picture[1], alternative, self._line)
        boxes = list(below(node, "txbxContent"))
        for box in boxes:
            self._foreign.leave(self._line, "a text box, whose words follow its paragraph; put them where they belong")
            yield from self.blocks(box)
        if not found and not boxes:
            said = f" (“{alternative}”)" if alternative else ""
            self._foreign.leave(self._line, f"a drawing or chart{said}; save it as a picture and enter it as a figure")

    def _table(self, node: Any) -> Iterator[Block]:
        rows: list[list[list[str]]] = []
        inner: list[list[Block]] = []
        merged = False
        for row in _rows(node):
            cells: list[list[str]] = []
            for cell in (one for one in _flat(row) if local(one) == "tc"):
                blocks = self.arranged(list(self.blocks(cell)))
                inner.append(blocks)
                wide = next((value(one, "val") for one in below(cell, "gridSpan")), "1")
                merged |= wide != "1" or any(True for _one in below(cell, "vMerge"))
                cells += [self._cell(blocks), *([[]] * (int(wide) - 1 if wide.isdigit() and int(wide) < 64 else 0))]
            rows.append(cells)
        if len(inner) == 1:
            yield Box("note", "", inner[0])
            return
        if merged:
            self._foreign.leave(self._line, "merged cells of a table, which stand apart; look at the table")
        if any(cell for row in rows for cell in row):
            yield Table(rows)

    def _cell(self, blocks: list[Block]) -> list[str]:
        said: list[str] = []
        for block in blocks:
            if isinstance(block, Paragraph | Heading):
                said += block.words.split("\n")
            elif isinstance(block, Items):
                said += [words for item in block.items for words in self._cell(item)]
            elif isinstance(block, Quotation | Box):
                said += self._cell(block.blocks)
            elif isinstance(block, Table):
                self._foreign.leave(self._line, "a table within a table, whose words are paragraphs now; write it anew")
                said += [words for row in block.rows for cell in row for words in cell]
            elif isinstance(block, Remark):
                self._foreign.leave(self._line, f"a comment in a table: “{block.words}”; put it before the table")
            else:
                self._foreign.leave(self._line, f"the picture `{block.name}` in a table; enter it as a figure")
        return said

    def arranged(self, blocks: list[Block]) -> list[Block]:
        """Join items to lists, and captions to the tables and figures beside them."""
        return listed(captioned(blocks, self._foreign))

    def read_notes(self) -> None:
        """Read the footnotes and endnotes that were called."""
        done = 0
        while done < len(self.inlines.notes):
            kind, id = self.inlines.notes[done]
            done += 1
            label = note_label(kind, id)
            if label in self._foreign.footnotes:
                continue
            note = self._file.notes(kind).get(id)
            self._foreign.footnotes[label] = self.arranged(list(self.blocks(note))) if note is not None else []
        self._tell_uncalled()

    def _tell_uncalled(self) -> None:
        """Tell of the notes and comments whose calls were in words that were left out."""
        for kind in ("footnote", "endnote", "comment"):
            for id, note in self._file.notes(kind).items():
                known = id in self._commented if kind == "comment" else note_label(kind, id) in self._foreign.footnotes
                if not known and (words := words_of(note)):
                    self._foreign.leave(0, f"a {kind} of words that were left out: “{words}”")


def _flat(node: Any) -> Iterator[Any]:
    for child in node:
        if local(child) in _PASSED:
            yield from _flat(child)
        else:
            yield child


def _rows(table: Any) -> Iterator[Any]:
    return (row for row in _flat(table) if local(row) == "tr")
