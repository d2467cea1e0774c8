"""Reads a finished PDF aloud: the tag tree in order, as a screen reader would say it to somebody who sees no page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf

from focalpoint.press.preflight.content_stream_text import GlyphTexts, PageText, read_page_text

INLINE = frozenset({"/Link", "/Reference", "/Span", "/Lbl"})
"""Elements that are said within the sentence round them."""


def kids_of(element: Object) -> list[Any]:
    """What an element holds: elements, marked content and links."""
    kids: Any = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def is_element(kid: Object | int) -> bool:
    """Whether a kid is an element: not marked content, nor a reference to an annotation."""
    return isinstance(kid, Dictionary) and "/S" in kid


def parts(pdf: Pdf) -> list[Object]:
    """The parts of the book: a unit each."""
    return [kid for kid in kids_of(pdf.Root.StructTreeRoot.K[0]) if isinstance(kid, Dictionary)]


def read_aloud(pdf: Pdf, part: Object) -> Iterator[str]:
    """One part of the book, a line for every breath."""
    return Reader(pdf).part(part)


class Reader:
    """Says what elements say."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.pages: dict[tuple[int, int], int] = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self.said: dict[int, PageText] = {}
        self.fonts: dict[tuple[int, int], GlyphTexts] = {}

    def part(self, part: Object) -> Iterator[str]:
        """A unit of the book."""
        yield f"Part: {part.T}"
        yield from self._block(part)

    @cached_property
    def cells(self) -> dict[bytes, Object]:
        """The head cells of the book's tables, by ID."""
        root = self.pdf.Root.StructTreeRoot
        found = NameTree(root.IDTree).items() if "/IDTree" in root else ()
        return {key.encode(): cell for key, cell in found if cell.S == Name.TH}

    @cached_property
    def heads(self) -> dict[bytes, str]:
        """What they say."""
        return {key: self.text(cell) for key, cell in self.cells.items()}

    def text(self, element: Object) -> str:
        """All that an element says, in one breath."""
        return " ".join("".join(self._pieces(element)).split())

    def _pieces(self, element: Object) -> Iterator[str]:
        for kid in kids_of(element):
            if isinstance(kid, int):
                yield self._content(element.Pg, kid)
            elif kid.get("/Type") == Name.MCR:
                yield self._content(kid.Pg, int(kid.MCID))
            elif is_element(kid):
                yield self._inline(kid) if str(kid.S) in INLINE else f" {' '.join(self._block(kid))} "

    def _content(self, page: Object, number: int) -> str:
        index = self.pages[page.objgen]
        if index not in self.said:
            self.said[index] = read_page_text(self.pdf.pages[index].obj, self.fonts)
        return self.said[index].text(number).replace("\N{SOFT HYPHEN}", "").replace("\N{HYPHEN}", "-")

    def _inline(self, element: Object) -> str:
        words = "".join(self._pieces(element))
        match str(element.S):
            case "/Link":
                # The space at which a line ends may stand inside the link.
                words = f"‹{self._link(element, words.strip())}›{' ' if words[-1:].isspace() else ''}"
            case "/Span" if "/E" in element:
                words = f"{words} ‹that is, {element.E}›"
        if "/Lang" in element:
            words = f"‹in language {element.Lang}: {words}›"
        return words

    def _link(self, link: Object, words: str) -> str:
        target = next(kid.Obj for kid in kids_of(link) if isinstance(kid, Dictionary) and "/Obj" in kid)
        label = str(target.Contents)
        if "/A" in target:
            return f"link to the web: {words}"
        if link.P.S in (Name.Reference, Name.Lbl) and words.isdigit():
            return label.lower() if label.startswith("Note ") else f"link: {label}"
        return f"link: {words}" if label.lower().endswith(words.lower()) else f"link: {words}, to {label}"

    def _block(self, element: Object) -> Iterator[str]:
        said = list(SAY.get(str(element.S), Reader._plain)(self, element))
        if "/Lang" in element:
            said = [f"‹in language {element.Lang}: {' '.join(said)}›"]
        yield from said

    def _plain(self, element: Object) -> Iterator[str]:
        """A paragraph, or whatever holds other elements only."""
        kids = kids_of(element)
        if all(is_element(kid) and str(kid.S) not in INLINE for kid in kids):
            for kid in kids:
                yield from self._block(kid)
        else:
            yield self.text(element)

    def _heading(self, element: Object) -> Iterator[str]:
        yield f"Heading level {str(element.S)[2:]}: {self.text(element)}"

    def _figure(self, element: Object) -> Iterator[str]:
        yield f"Figure: {element.Alt}"

    def _caption(self, element: Object) -> Iterator[str]:
        yield f"Caption: {self.text(element)}"

    def _note(self, element: Object) -> Iterator[str]:
        label, *rest = kids_of(element)
        number = "".join(self._pieces(kids_of(label)[0])).strip()
        words = " ".join(line for kid in rest for line in self._block(kid))
        yield f"Note {number}: {words} End of note. {self.text(label)}"

    def _quote(self, element: Object) -> Iterator[str]:
        yield "Quote:"
        yield from self._plain(element)
        yield "End of quote."

    def _list(self, element: Object) -> Iterator[str]:
        items = [kid for kid in kids_of(element) if is_element(kid) and kid.S == Name.LI]
        yield f"List of {len(items)} item{'s' if len(items) > 1 else ''}:"
        for item in items:
            label, body = "", list[str]()
            for kid in kids_of(item):
                if Name.Lbl == kid.S:
                    label = self.text(kid)
                else:
                    body += self._plain(kid)
            first, *more = body or [""]
            yield f"  {label} {first}".rstrip()
            yield from (f"  {line}" for line in more)
        yield "End of list."

    def _table(self, element: Object) -> Iterator[str]:
        rows = list(_rows(element))
        columns = max(sum(int(cell.get("/A", Dictionary()).get("/ColSpan", 1)) for cell in row) for row in rows)
        captions = [self.text(kid) for kid in kids_of(element) if is_element(kid) and Name.Caption == kid.S]
        yield f"Table: {''.join(f'{caption}, ' for caption in captions)}{columns} columns, {len(rows)} rows."
        for number, row in enumerate(rows, 1):
            yield f"  Row {number}: {'; '.join(map(self._cell, row))}"
        yield "End of table."

    def _cell(self, cell: Object) -> str:
        """A cell as it is said when somebody moves into it: the heads of its column, then what it says."""
        ids = [bytes(head) for head in cell.get("/A", Dictionary()).get("/Headers", ())]
        heads = [self.heads[key] for key in ids if self.cells[key].A.Scope == Name.Column]
        return ": ".join([*heads, self.text(cell) or "empty"])

    def _contents(self, element: Object) -> Iterator[str]:
        for kid in kids_of(element):
            if kid.S == Name.TOCI:
                yield f"  {self.text(kid)}"
            elif Name.Caption == kid.S:
                yield f"Contents of {self.text(kid)}:"
            else:
                yield from self._block(kid)


def _rows(table: Object) -> Iterator[list[Object]]:
    for kid in kids_of(table):
        assert isinstance(kid, Dictionary)
        if kid.S == Name.TR:
            yield [cell for cell in kids_of(kid) if isinstance(cell, Dictionary)]
        elif Name.Caption != kid.S:
            yield from _rows(kid)


SAY: dict[str, Callable[[Reader, Object], Iterator[str]]] = {
    **{f"/H{level}": Reader._heading for level in range(1, 7)},
    "/Figure": Reader._figure,
    "/Caption": Reader._caption,
    "/Note": Reader._note,
    "/BlockQuote": Reader._quote,
    "/L": Reader._list,
    "/Table": Reader._table,
    "/TOC": Reader._contents,
}
