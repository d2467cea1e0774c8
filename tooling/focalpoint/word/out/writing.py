"""Write the parts of chapters as one Word file, in which every block and every reference has its own bookmark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm

from focalpoint.review.forms.form_word import add_table, element, saved, set_page, word_file
from focalpoint.word.out.flow import Item, ItemKind, Paragraph, Part, Picture, Table
from focalpoint.word.out.footnotes import Footnotes
from focalpoint.word.out.lists import Lists
from focalpoint.word.out.styles import CALL, CODE, NUMBER, REFERENCE, add_styles, style_id
from focalpoint.word.sent import OUR_PICTURE

PAGE, MARGIN, WIDTH = (210.0, 297.0), 22.5, 165.0
"""The page, its margins, and the width of the text, in millimetres."""


@dataclass(frozen=True)
class Chapter:
    """One chapter of a Word file."""

    title: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class Document:
    """What a Word file is made from."""

    id: str
    """The identity of what is sent."""
    title: str
    foot: str
    moment: datetime
    guide: Sequence[str]
    """The paragraphs of the page at the front; the first one is its heading."""
    chapters: Sequence[Chapter]
    picture: Callable[[str], bytes]
    """Reads a picture as PNG or JPEG by its address."""


def word_of(made: Document) -> bytes:
    """Write a Word file; the same content gives the same bytes."""
    document = word_file(made.title, made.moment, identifier=made.id, subject=made.foot, keywords=made.id)
    set_page(document, PAGE, MARGIN, made.foot)
    add_styles(document)
    writer = _Writer(document, made)
    writer.front()
    for number, chapter in enumerate(made.chapters):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section._sectPr.insert(0, element("footnotePr", '<w:numRestart w:val="eachSect"/>'))
        section._sectPr.remove(section._sectPr[0]) if len(made.chapters) == 1 else _in_order(section._sectPr)
        writer.chapter(number, chapter)
    writer.notes.attach(document)
    _track(document)
    return saved(document, made.moment)


def _in_order(properties: Any) -> None:
    """Put the properties of notes behind the references to heads and feet, as Word requires."""
    notes = properties[0]
    last = [one for one in properties if one.tag in (qn("w:headerReference"), qn("w:footerReference"))]
    if last:
        last[-1].addnext(notes)


def _track(document: Any) -> None:
    """Switch on the tracking of changes."""
    settings = document.settings.element
    mark = element("trackRevisions")
    before = settings.find(qn("w:defaultTabStop"))
    if before is None:
        settings.append(mark)
    else:
        before.addprevious(mark)


class _Writer:
    """Appends chapters to a document."""

    def __init__(self, document: Any, made: Document) -> None:
        self.document = document
        self.made = made
        self.notes = Footnotes(style_id(document, "FP Note"), style_id(document, "footnote reference"))
        self.lists = Lists(document)
        self.marks = self.own = self.number = 0
        self.ids = {name: style_id(document, name) for name in (CALL, CODE, NUMBER, REFERENCE, "footnote reference")}

    def front(self) -> None:
        """Write the page at the front."""
        head, *others = self.made.guide
        paragraphs = [self.document.add_heading("", 1)]
        paragraphs += (self.document.add_paragraph(style="FP Guide") for _ in others)
        for line, paragraph in zip([head, *others], paragraphs, strict=True):
            for node in self._marked(self._own_name(), [self._run(Item(ItemKind.TEXT, line))]):
                paragraph._p.append(node)

    def chapter(self, number: int, chapter: Chapter) -> None:
        """Write a chapter; its number begins the names of its bookmarks."""
        self.number = number
        self.lists.begin()
        for part in chapter.parts:
            if isinstance(part, Table):
                self._table(part)
            elif isinstance(part, Picture):
                self._picture(part)
            else:
                self._fill(self._add(part), part)

    def _add(self, one: Paragraph) -> Any:
        if one.style == "Heading":
            return self.document.add_paragraph(style=f"Heading {min(one.level, 3)}")
        if one.style == "Item":
            return self.lists.add(one)
        return self.document.add_paragraph(style=f"FP {one.style}")

    def _fill(self, paragraph: Any, one: Paragraph) -> None:
        for node in self._content(one):
            paragraph._p.append(node)

    def _content(self, one: Paragraph) -> Iterator[Any]:
        """Yield the elements of a paragraph, in a bookmark that names its block."""
        self.called = False
        name = f"fp_{self.number}_{one.block}" if one.block >= 0 else self._own_name()
        inside = [node for serial, group in _grouped(one.items) for node in self._group(name, serial, list(group))]
        yield from self._marked(name, inside)

    def _group(self, name: str, serial: int, items: Sequence[Item]) -> Iterator[Any]:
        nodes = [node for item in items for node in self._item(item)]
        self.called = items[-1].kind in (ItemKind.NOTE, ItemKind.AGAIN)
        yield from self._marked(f"{name}_r{serial}", nodes) if serial >= 0 else nodes

    def _own_name(self) -> str:
        """Name the bookmark of a paragraph that is no block."""
        self.own += 1
        return f"fp_{self.number}_x{self.own}"

    called = False
    """Whether what was written last is the call of a note."""

    def _comma(self) -> Iterator[Any]:
        """Yield a comma between two calls."""
        if self.called:
            yield self._run(Item(ItemKind.TEXT, ","), self.ids[CALL])
        self.called = True

    def _marked(self, name: str, nodes: Sequence[Any]) -> Iterator[Any]:
        self.marks += 1
        number = self.marks
        yield element(f'bookmarkStart w:id="{number}" w:name="{name}"')
        yield from nodes
        yield element(f'bookmarkEnd w:id="{number}"')

    def _item(self, item: Item) -> Iterator[Any]:
        match item.kind:
            case ItemKind.NOTE:
                assert item.note is not None
                number = self.notes.add(list(self._content(item.note)))
                style = self.ids["footnote reference"]
                yield from self._comma()
                yield element("r", f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteReference w:id="{number}"/>')
            case ItemKind.AGAIN:
                yield from self._comma()
                yield self._run(item, self.ids[CALL])
            case ItemKind.WHOLE if item.serial >= 0:
                lock = f'<w:sdtPr><w:id w:val="{10_000 + self.marks}"/><w:lock w:val="sdtContentLocked"/></w:sdtPr>'
                control = element("sdt", f"{lock}<w:sdtContent/>")
                control[-1].append(self._run(item, self.ids[REFERENCE]))
                yield control
            case ItemKind.WHOLE:
                yield self._run(item, self.ids[REFERENCE])
            case ItemKind.LEAD:
                yield self._run(item, self.ids[NUMBER])
            case ItemKind.TEXT:
                yield self._run(item, self.ids[CODE] if item.code else "")

    @staticmethod
    def _run(item: Item, style: str = "") -> Any:
        form = f"<w:rStyle w:val={quoteattr(style)}/>" if style else ""
        form += "<w:b/>" * item.bold + "<w:i/>" * item.italic
        form += f"<w:lang w:val={quoteattr(item.language)}/>" if item.language else ""
        texts = [f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in item.text.split("\t")]
        return element("r", f"<w:rPr>{form}</w:rPr>" * bool(form) + "<w:tab/>".join(texts))

    def _table(self, part: Table) -> None:
        columns = max(map(len, part.rows), default=0)
        if not columns:
            return
        shares = part.shares if len(part.shares) == columns else [100 / columns] * columns
        widths = [WIDTH * share / sum(shares) for share in shares]
        title = part.title or "Table"
        table = add_table(self.document, len(part.rows), widths, title, heads=part.heads, stubs=int(part.stubs))
        for place, (row, cells) in enumerate(zip(table._tbl.tr_lst, part.rows, strict=True)):
            for cell, paragraphs in zip(row.tc_lst, cells, strict=False):
                self._fill_cell(cell, paragraphs, strong=place < part.heads)
        self.document.add_paragraph(style="FP Made")

    def _fill_cell(self, cell: Any, paragraphs: Sequence[Paragraph], *, strong: bool) -> None:
        for place, one in enumerate(paragraphs):
            node = cell.add_p() if place else cell.p_lst[0]
            node.style = style_id(self.document, "FP Cell")
            if one.marker:
                node.append(self._run(Item(ItemKind.LEAD, f"{one.marker} "), self.ids[NUMBER]))
            for child in self._content(one):
                node.append(child)
            for run in node.iter(qn("w:r")) if strong else ():
                run.get_or_add_rPr().append(element("b"))

    def _picture(self, part: Picture) -> None:
        data = self.made.picture(part.address)
        if not data:
            return
        paragraph = self.document.add_paragraph(style="FP Text")
        shape = paragraph.add_run().add_picture(BytesIO(data), width=Mm(WIDTH))
        shape._inline.docPr.set("descr", part.alt)
        shape._inline.docPr.set("title", "")
        shape._inline.docPr.set("name", f"{OUR_PICTURE}{shape._inline.docPr.id}")


def _grouped(items: Sequence[Item]) -> Iterator[tuple[int, Iterator[Item]]]:
    """Join the characters of one format to runs, and the calls of one reference to groups."""
    joined: list[Item] = []
    for _, group in groupby(enumerate(items), key=lambda at: _key(at[0], at[1])):
        some = [item for _, item in group]
        first = some[0]
        if first.kind is ItemKind.TEXT:
            text = "".join(item.text for item in some)
            joined.append(Item(ItemKind.TEXT, text, first.bold, first.italic, first.code))
        else:
            joined += some
    return groupby(joined, key=lambda item: item.serial)


def _key(index: int, item: Item) -> tuple[object, ...]:
    return ("text", item.bold, item.italic, item.code) if item.kind is ItemKind.TEXT else ("other", index)
