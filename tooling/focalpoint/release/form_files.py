"""Make the forms of an edition as Word files, from the Markdown that the edition prints.

What is to be filled in becomes a control that somebody can type into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from focalpoint.assembly.generated_pages.from_data import FOLDER
from focalpoint.assembly.tree import Piece
from focalpoint.content.text.forms import DOWNLOADS, Form, forms_of
from focalpoint.content.text.imprint import Imprint
from focalpoint.content.text.markdown import directive_of, markdown_parser, read_markdown
from focalpoint.content.text.reading import Directive
from focalpoint.review.forms.form_word import (
    add_table,
    add_words,
    element,
    saved,
    set_page,
    set_type,
    word_file,
)
from focalpoint.review.forms.template import HEAD

SIZE, AFTER, HEADING = 10.5, 6, 16
"""Points: the text, the space after a paragraph, the heading."""
PAGE, MARGIN = (210, 297), 22.5
"""A4 and the margin on each side, in millimetres."""
WIDTH = 165
"""Width of the text in millimetres."""
LINE, ROW = 8, 11
"""Height of a line to write on, and the least height of a table row, in millimetres."""
SPACE = 8
"""Space below a table in points."""
INDENT = Mm(8)
HINT = "5F6B73"
BOX = "☐"
"""A box to tick, as a form's text has it."""
_SIGNS = "Segoe UI Symbol"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"


def form_files(tree: Mapping[str, Piece], title: str, facts: Imprint) -> dict[str, bytes]:
    """Make every form of a source tree; return the files by their paths in the web edition.

    The same text gives the same bytes.
    """
    data = {
        name.removeprefix(f"{FOLDER}/").removesuffix(".txt"): piece.data.decode()
        for name, piece in tree.items()
        if name.startswith(f"{FOLDER}/") and name.endswith(".txt")
    }
    texts = (piece.data.decode() for name, piece in tree.items() if name.endswith(".md"))
    foot = f"{title} · {facts.edition} · {facts.dated}"
    return {
        f"{DOWNLOADS}/{form.file}.docx": word_of(form, data, foot, facts.date)
        for text in texts
        if "{form}" in text
        for form in forms_of(read_markdown(text))
    }


def word_of(form: Form, data: Mapping[str, str], foot: str, day: date) -> bytes:
    """Make one form as a Word file."""
    moment = datetime.combine(day, time())
    document = word_file(form.title, moment, subject=foot)
    set_page(document, PAGE, MARGIN, foot)
    set_type(document, SIZE, AFTER, {"Heading 1": HEADING})
    document.add_heading(form.title, 1)
    FormWriter(document, data).write(form.text)
    return saved(document, moment)


class FormWriter:
    """Appends Markdown to a Word document; `data` is the Markdown of what `{from-data}` shows."""

    def __init__(self, document: Any, data: Mapping[str, str]) -> None:
        self.document = document
        self.data = data

    def write(self, text: str) -> None:
        """Append a form's Markdown."""
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
        """Append a cell of so many lines; it grows with what is typed into it."""
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
        """Append a table, kept on the page of the paragraph before it and named by that paragraph."""
        before = self.document.paragraphs[-1]
        before.paragraph_format.keep_with_next = True
        title = " ".join(before.text.split()) or self.document.core_properties.title
        return add_table(self.document, rows, widths, title, heads=heads, stubs=stubs)

    def _space(self) -> None:
        """Append a low paragraph: Word needs one after a table, and a full one might take a page of its own."""
        spaced = self.document.add_paragraph().paragraph_format
        spaced.space_after, spaced.line_spacing = Pt(0), Pt(SPACE)


def _token(node: SyntaxTreeNode) -> Token:
    assert node.token is not None
    return node.token


def _rows(text: str) -> Iterator[list[list[SyntaxTreeNode]]]:
    """Yield the rows of a list table: cells, each with its paragraphs."""
    for rows in SyntaxTreeNode(markdown_parser().parse(text)).children:
        for row in rows.children:
            yield [list(cell.children) for cells in row.children for cell in cells.children]


def _fill_cell(cell: Any, blocks: Sequence[SyntaxTreeNode], *, strong: bool) -> None:
    """Fill a cell; the first paragraph of a strong one is bold. An empty cell becomes a control."""
    if not blocks and not strong:
        _fill(cell.paragraphs[0]._p, [("blank", " ")])
    for place, block in enumerate(blocks):
        paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
        _fill(paragraph._p, _pieces(block))
        for run in paragraph.runs if strong and not place else ():
            run.bold, run.font.color.rgb = True, RGBColor.from_string(HEAD)


def _pieces(node: SyntaxTreeNode) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a paragraph: `text` or `blank`, each with its words."""
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
    """Make a control to type into; until then it shows the hint."""
    named = quoteattr(hint.strip() or "fill in")
    shown = "…" if hint.isspace() else f"[{hint}]"
    return element(
        "sdt",
        f'<w:sdtPr><w:alias w:val={named}/><w:showingPlcHdr/><w:text w:multiLine="1"/></w:sdtPr><w:sdtContent><w:r>'
        f'<w:rPr><w:color w:val="{HINT}"/></w:rPr><w:t>{escape(shown)}</w:t></w:r></w:sdtContent>',
    )


def _box(label: str) -> Any:
    """Make a box that a click ticks."""
    return parse_xml(
        f'<w:sdt {nsdecls("w")} xmlns:w14="{_WORD_2010}"><w:sdtPr><w:alias w:val={quoteattr(label or "tick")}/>'
        f'<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="{_SIGNS}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{_SIGNS}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>'
        f'<w:rFonts w:ascii="{_SIGNS}" w:hAnsi="{_SIGNS}" w:eastAsia="{_SIGNS}" w:cs="{_SIGNS}"/></w:rPr>'
        f"<w:t>{BOX}</w:t></w:r></w:sdtContent></w:sdt>"
    )
