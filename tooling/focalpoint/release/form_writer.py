"""Writes a form's Markdown into a Word document: what is to be filled in as controls that somebody can type into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from focalpoint.content.text.markdown import Directive, directive_of, markdown_parser
from focalpoint.review.forms.form_word import add_table, add_words, element
from focalpoint.review.forms.template import HEAD

WIDTH = 165
"""Of the text, in millimetres."""
LINE, ROW = 8, 11
"""Height of a line to write on, and the least of a table's row, in millimetres."""
SPACE = 8
"""Below a table, in points."""
INDENT = Mm(8)
HINT = "5F6B73"
BOX = "☐"
"""In a form's text, a box to tick."""
_SIGNS = "Segoe UI Symbol"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"


class FormWriter:
    """Appends blocks of Markdown to a document; `data` is the Markdown of what `{from-data}` shows."""

    def __init__(self, document: Any, data: Mapping[str, str]) -> None:
        self.document = document
        self.data = data

    def write(self, text: str) -> None:
        """Append what the Markdown says."""
        for node in SyntaxTreeNode(markdown_parser().parse(text)).children:
            self._block(node)

    def _block(self, node: SyntaxTreeNode, mark: str = "", indented: bool = False) -> None:
        match node.type:
            case "paragraph":
                self._paragraph(node, mark, indented)
            case "ordered_list" | "bullet_list":
                for item in node.children:
                    number = f"{item.info}{item.markup}" if node.type == "ordered_list" else "•"
                    for place, block in enumerate(item.children):
                        self._block(block, "" if place else number, True)
            case "fence" | "colon_fence":
                token = _token(node)
                if directive := directive_of(token, token.map[0] + 1 if token.map else 1):
                    self._directive(directive)

    def _paragraph(self, node: SyntaxTreeNode, mark: str, indented: bool) -> None:
        paragraph = self.document.add_paragraph()
        if indented:
            paragraph.paragraph_format.left_indent = INDENT
            paragraph.paragraph_format.first_line_indent = -INDENT if mark else 0
            if mark:
                paragraph.paragraph_format.tab_stops.add_tab_stop(INDENT)
                paragraph.add_run(f"{mark}\t")
        _fill(paragraph._p, _pieces(node))

    def _directive(self, block: Directive) -> None:
        match block.name:
            case "lines":
                self._lines(int(block.argument))
            case "list-table":
                self._table(block)
            case "from-data":
                self.write(self.data[block.argument])

    def _lines(self, count: int) -> None:
        """A cell of that many lines, which grows with what is typed into it."""
        table = self._ruled(1, [WIDTH])
        table.rows[0].height = Mm(LINE * count)
        _fill(table.rows[0].cells[0].paragraphs[0]._p, [("blank", "write here")])
        self._space()

    def _table(self, block: Directive) -> None:
        rows = list(_rows("\n".join(row for row, _line in block.body)))
        shares = [int(share) for share in block.options["widths"][0].split()]
        heads = int(block.options.get("header-rows", ("0", 0))[0])
        stubs = int(block.options.get("stub-columns", ("0", 0))[0])
        table = self._ruled(len(rows), [WIDTH * share / sum(shares) for share in shares], heads, stubs)
        for place, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            if place >= heads:
                row.height = Mm(ROW)
            for column, (cell, blocks) in enumerate(zip(row.cells, cells, strict=True)):
                _fill_cell(cell, blocks, strong=place < heads or column < stubs)
                cell.paragraphs[0].paragraph_format.keep_with_next = place < heads
        self._space()

    def _ruled(self, rows: int, widths: Sequence[float], heads: int = 0, stubs: int = 0) -> Any:
        """A table on the page of the words that introduce it, by which it is named."""
        before = self.document.paragraphs[-1]
        before.paragraph_format.keep_with_next = True
        title = " ".join(before.text.split()) or self.document.core_properties.title
        return add_table(self.document, rows, widths, title, heads=heads, stubs=stubs)

    def _space(self) -> None:
        """Word wants a paragraph after a table; a low one, or it alone might fill the last page."""
        spaced = self.document.add_paragraph().paragraph_format
        spaced.space_after, spaced.line_spacing = Pt(0), Pt(SPACE)


def _token(node: SyntaxTreeNode) -> Token:
    assert node.token is not None
    return node.token


def _rows(text: str) -> Iterator[list[list[SyntaxTreeNode]]]:
    """The cells of a list table, row by row, each with its paragraphs."""
    for rows in SyntaxTreeNode(markdown_parser().parse(text)).children:
        for row in rows.children:
            yield [list(cell.children) for cells in row.children for cell in cells.children]


def _fill_cell(cell: Any, blocks: Sequence[SyntaxTreeNode], *, strong: bool) -> None:
    """What a cell says; the first paragraph of a strong one in bold. An empty cell is to be typed into."""
    if not blocks and not strong:
        _fill(cell.paragraphs[0]._p, [("blank", " ")])
    for place, block in enumerate(blocks):
        paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
        _fill(paragraph._p, _pieces(block))
        for run in paragraph.runs if strong and not place else ():
            run.bold, run.font.color.rgb = True, RGBColor.from_string(HEAD)


def _pieces(node: SyntaxTreeNode) -> Iterator[tuple[str, str]]:
    """The words of a paragraph, and what is to be filled in between them: `text` or `blank`, and the words."""
    for inline in node.children:
        for piece in inline.children:
            match piece.type:
                case "text":
                    yield "text", piece.content
                case "softbreak" | "hardbreak":
                    yield "text", " "
                case "myst_role" if piece.meta["name"] == "blank":
                    yield "blank", piece.content
                case "myst_role":
                    yield "text", piece.content


def _fill(paragraph: Any, pieces: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> None:
    for kind, words in pieces:
        if kind == "blank":
            paragraph.append(_control(words))
            continue
        first, *others = words.split(BOX)
        add_words(paragraph, first)
        for label in others:
            paragraph.append(_box(label.strip()))
            add_words(paragraph, label)


def _control(hint: str) -> Any:
    """A place to type into; until then it shows what belongs there."""
    named = quoteattr(hint.strip() or "fill in")
    shown = "…" if hint.isspace() else f"[{hint}]"
    return element(
        "sdt",
        f'<w:sdtPr><w:alias w:val={named}/><w:showingPlcHdr/><w:text w:multiLine="1"/></w:sdtPr><w:sdtContent><w:r>'
        f'<w:rPr><w:color w:val="{HINT}"/></w:rPr><w:t>{escape(shown)}</w:t></w:r></w:sdtContent>',
    )


def _box(label: str) -> Any:
    """A box to tick by a click."""
    return parse_xml(
        f'<w:sdt {nsdecls("w")} xmlns:w14="{_WORD_2010}"><w:sdtPr><w:alias w:val={quoteattr(label or "tick")}/>'
        f'<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="{_SIGNS}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{_SIGNS}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>'
        f'<w:rFonts w:ascii="{_SIGNS}" w:hAnsi="{_SIGNS}" w:eastAsia="{_SIGNS}" w:cs="{_SIGNS}"/></w:rPr>'
        f"<w:t>{BOX}</w:t></w:r></w:sdtContent></w:sdt>"
    )
