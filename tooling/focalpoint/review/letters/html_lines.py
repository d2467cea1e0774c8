"""Read the HTML of a mail as lines: rows of tables, points of lists, struck words, and marked quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml import etree, html

from focalpoint.content.rounds.returned import LeftOutKind
from focalpoint.review.letters.mail_line import Line
from focalpoint.review.letters.quoting import wrote_head
from focalpoint.review.returned_pdf.pdf_values import clean

DEEPEST = 250
"""Elements inside each other that are followed; deeper words are read without their form."""
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "hr", "dl"}
_LINES = {"div", "li", "tr", "br", "dt", "dd", "section", "article", "address", "center", "body", "caption"}
_SILENT = {"script", "style", "head", "title", "template", "noscript"}
_STRUCK = {"s", "del", "strike"}
_QUOTED = re.compile(r"gmail_quote|yahoo_quoted|protonmail_quote|moz-cite|cite|quoted", re.IGNORECASE)
_IS_STRUCK = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_IS_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHARES = " | "
"""What stands between the cells of a row."""


def html_lines(markup: str) -> Iterator[Line]:
    """Yield the lines of a mail's HTML; a blank line stands between paragraphs."""
    try:
        root = html.document_fromstring(markup, parser=html.HTMLParser(no_network=True, encoding=None, huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    page = _Page()
    if root is not None:
        page.read(root, 0)
        page.end_line()
    if not any(line.text for line in page.lines):
        # The parser gives up on elements that are too deep; the words are there all the same.
        page.lines = [Line(one) for one in clean(_bare_text(markup)).split("\n")]
    yield from page.lines


def _bare_text(markup: str) -> str:
    silent = re.sub(r"(?is)<(script|style|head)\b.*?</\1>|<!--.*?-->", " ", markup)
    return re.sub(r"[ \t]*\n\s*", "\n", unescape(re.sub(r"<[^<>]*>", "\n", silent))).strip()


class _Page:
    """The lines that have been read, and the state at the element that is read now."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.depth = 0
        self.table = 0
        self.hidden = 0
        self.struck = 0

    def read(self, node: Any, deep: int) -> None:
        """Read an element with all that is in it."""
        name = node.tag.lower() if isinstance(node.tag, str) else ""
        if not name or name in _SILENT:
            return
        if deep > DEEPEST:
            self.write(" ".join(node.itertext()))
            return
        style = node.get("style") or ""
        quoted, hidden = self._is_quotation(node, name), bool(_IS_HIDDEN.search(style))
        struck = name in _STRUCK or bool(_IS_STRUCK.search(style))
        self._open(name, quoted, hidden)
        if struck and not self.struck:
            self.pieces.append("[struck out: ")
        self.struck += struck
        self.depth += quoted
        self.hidden += hidden
        if name == "table" and not node.xpath(".//table"):
            self._rows(node, deep)
        else:
            self.write(node.text)
            self._children(node, deep)
        self.struck -= struck
        if struck and not self.struck:
            self._close_struck()
        if name in _PARAGRAPHS or name in _LINES or quoted or hidden:
            self.end_line(apart=name in _PARAGRAPHS)
        self.depth -= quoted
        self.hidden -= hidden

    def _open(self, name: str, quoted: bool, hidden: bool) -> None:
        if name in _PARAGRAPHS or name in _LINES or quoted or hidden:
            self.end_line(apart=name in _PARAGRAPHS)
        if name == "li":
            self.pieces.append("- ")

    def _children(self, node: Any, deep: int) -> None:
        for child in node:
            self.read(child, deep + 1)
            self.write(child.tail)

    def _is_quotation(self, node: Any, name: str) -> bool:
        """Whether an element is a quotation: marked as one, or with the head of a mail before it."""
        if name != "blockquote":
            return False
        marks = f"{node.get('type') or ''} {node.get('class') or ''}"
        if _QUOTED.search(marks) or node.get("cite"):
            return True
        self.end_line()
        before = [line.text for line in self.lines if line.text][-4:]
        return any(wrote_head(before[number:]) for number in range(len(before)))

    def _close_struck(self) -> None:
        while self.pieces and not self.pieces[-1].strip():
            self.pieces.pop()
        if self.pieces and self.pieces[-1] == "[struck out: ":
            self.pieces.pop()
        elif self.pieces:
            self.pieces[-1] = f"{self.pieces[-1].rstrip()}] "

    def _rows(self, node: Any, deep: int) -> None:
        """Read the rows of a table that holds no other."""
        self.table += 1
        for row in node.xpath(".//tr"):
            cells = [self._cell(cell, deep) for cell in row if cell.tag in ("td", "th")]
            while cells and not cells[-1]:
                cells.pop()
            if len(cells) < 2:
                for line in (cells[0] if cells else "").split("\n"):
                    self._put(line)
                continue
            shown = _SHARES.join(" ".join(cell.split()) for cell in cells)
            self._put(shown, tuple(cells), self.table)
        for caption in node.xpath("./caption"):
            self._put(self._cell(caption, deep))

    def _cell(self, node: Any, deep: int) -> str:
        """Read a cell with its own lines."""
        inner = _Page()
        inner.write(node.text)
        inner._children(node, deep + 1)
        inner.end_line()
        return "\n".join(line.text for line in inner.lines).strip()

    def write(self, words: str | None) -> None:
        """Add words to the line."""
        if words:
            self.pieces.append(re.sub(r"\s+", " ", words))

    def end_line(self, apart: bool = False) -> None:
        """End the line; a blank one follows a paragraph."""
        if self.struck and "".join(self.pieces).strip() not in ("", "[struck out:"):
            self._close_struck()
            self._put("".join(self.pieces))
            self.pieces = ["[struck out: "]
        elif not self.struck:
            self._put("".join(self.pieces))
            self.pieces = []
        if apart and self.lines and self.lines[-1].text:
            self.lines.append(Line("", self.depth))

    def _put(self, text: str, cells: tuple[str, ...] = (), table: int = 0) -> None:
        words = clean(re.sub(r"[ \t\xa0]+", " ", text)).strip()
        if words and words not in ("-", _SHARES.strip()):
            kind = LeftOutKind.HIDDEN if self.hidden else None
            self.lines.append(Line(words, self.depth, cells, table, kind))
