"""Read a chapter of foreign Markdown: GitHub's, MyST, and what Jekyll, Hugo, MkDocs and Docusaurus add to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from focalpoint.conversion.blocks import Block, Foreign, Heading, Items, Paragraph, Quotation, Remark, Table
from focalpoint.conversion.foreign_blocks import Fence, blocks_of_fence, code_blocks
from focalpoint.conversion.foreign_html import blocks_of_html
from focalpoint.conversion.foreign_markdown import plainer, split_fields
from focalpoint.conversion.foreign_notes import Notes, take_notes
from focalpoint.conversion.markdown_inlines import Inlines, Link, note_label
from focalpoint.conversion.wording import slug_of

Picture = Callable[[str, str, int], Block | None]
"""Takes a picture's address, alternative and line; returns its figure, or None where it cannot be had."""
_TASK = re.compile(r"\[([ xX])\]\s+")
_ID = re.compile(r"\s*\(#([\w-]+)\)$")
"""The name that a heading has in braces, which are brackets by now."""
_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # Texts of footnotes are taken out before.
    for plugin in (colon_fence_plugin, deflist_plugin, footnote_plugin, myst_block_plugin, myst_role_plugin):
        parser.use(plugin)
    parser.use(sub_plugin).use(superscript_plugin)
    return parser.disable(["footnote_def", "footnote_tail"])


def read_foreign(text: str, foreign: Foreign, link: Link, picture: Picture) -> Foreign:
    """Read a chapter into `foreign`; what it holds beyond the manual's language is among what is left."""
    text, notes = take_notes(plainer(split_fields(text, foreign), foreign))
    reader = _Reader(foreign, link, picture, notes.environment())
    foreign.blocks = reader.blocks(text, 0)
    reader.read_notes(notes)
    _take_title(foreign)
    return foreign


def _take_title(foreign: Foreign) -> None:
    """Make the first heading the title, where it is the highest or nothing stands before it."""
    headings = [block for block in foreign.blocks if isinstance(block, Heading)]
    if not headings:
        return
    first, highest = headings[0], min(heading.level for heading in headings)
    alone = [heading.level for heading in headings].count(highest) == 1
    if first.level == highest and (first is foreign.blocks[0] or alone):
        same = " ".join(re.findall(r"\w+", foreign.title.lower())) == " ".join(re.findall(r"\w+", first.words.lower()))
        if not foreign.title or same or alone:
            if foreign.title and not same:
                foreign.leave(first.line, f"the title of the fields, “{foreign.title}”; the chapter has its heading's")
            foreign.title = re.sub(r"\\(.)|[*`]", r"\1", first.words)
            foreign.blocks.remove(first)


class _Reader:
    def __init__(self, foreign: Foreign, link: Link, picture: Picture, environment: dict[str, Any]) -> None:
        self._foreign = foreign
        self._link = link
        self._picture = picture
        self._environment = environment
        self._label = ""
        self._anchors: dict[str, int] = {}
        self._rows: dict[int, str] = {}
        """The lines that were parsed, by their numbers in the file."""

    def blocks(self, text: str, offset: int) -> list[Block]:
        """Read text whose first line is the one after `offset` in the file."""
        self._rows |= dict(enumerate(text.split("\n"), offset + 1))
        tree = SyntaxTreeNode(_parser().parse(text, self._environment))
        return [block for node in tree.children for block in self._block(node, offset)]

    def _children(self, node: SyntaxTreeNode, offset: int) -> list[Block]:
        return [block for child in node.children for block in self._block(child, offset)]

    def _block(self, node: SyntaxTreeNode, offset: int) -> Iterator[Block]:
        line = offset + (node.map[0] if node.map else 0) + 1
        match node.type:
            case "heading":
                yield from self._heading(node, line)
            case "paragraph":
                yield from self._paragraph(node, line)
            case "bullet_list" | "ordered_list":
                yield self._list(node, offset)
            case "blockquote":
                yield from self._quotation(node, offset)
            case "table":
                yield self._table(node, offset)
            case "fence" | "colon_fence":
                fence = Fence.read(node.info, node.content, line)
                yield from blocks_of_fence(fence, self._foreign, self.blocks, self._picture)
            case "code_block":
                yield from code_blocks(node.content)
                self._foreign.leave(line, "lines of code, which became a list; write them as sentences if you can")
            case "html_block":
                yield from blocks_of_html(node.content, line, self._foreign, self._picture, self.inline)
            case "myst_line_comment":
                yield Remark(re.sub(r"^%+", "", node.content.replace("\n%", "\n")).strip())
            case "myst_target":
                self._label = slug_of(node.content)
            case "dl":
                yield self._definitions(node, offset)
            case "hr" | "myst_block_break":
                if node.content.strip():
                    self._foreign.leave(line, f"`+++ {node.content.strip()}`; nothing stands for it")
            case _:
                if node.content.strip():
                    self._foreign.leave(line, f"`{node.content.strip()}`; write it anew")
                yield from self._children(node, offset)

    def read_notes(self, notes: Notes) -> None:
        """Read the footnotes in the order of their calls; tell of those that nothing calls."""
        called, done = self._environment["footnotes"]["list"], 0
        while done < len(called):
            note = called[done]
            label = note_label(str(note.get("label") or ""), done)
            line, text = notes.texts.pop(note["label"]) if "label" in note else (1, str(note["content"]))
            self._foreign.footnotes[label] = self.blocks(text, line - 1)
            done += 1
        uncalled = [(label, *note) for label, note in notes.texts.items()]
        for label, line, text in (*uncalled, *notes.doubled):
            said = " ".join(text.split())
            self._foreign.leave(
                line, f"the footnote `[^{label}]`, which nothing calls: “{said}”; write it where it belongs"
            )

    def _taken_label(self) -> str:
        label, self._label = self._label, ""
        return label

    def inline(self, text: str, line: int) -> list[Block]:
        """Read one run of Markdown that is no block of its own."""
        tokens = _parser().parseInline(text, self._environment)
        return list(self._words_and_pictures(tokens[0].children or [], line)) if tokens else []

    def _words_and_pictures(self, tokens: list[Token], line: int, label: str = "") -> Iterator[Block]:
        inlines = Inlines(self._foreign, self._link)
        words = inlines.words(tokens, line)
        if words:
            yield Paragraph(words, label)
        for address, alternative, at in inlines.pictures:
            if found := self._picture(address, alternative, at):
                yield found
        yield from map(Remark, inlines.remarks)

    def _heading(self, node: SyntaxTreeNode, line: int) -> Iterator[Block]:
        inline = node.children[0] if node.children else None
        label, parts = self._taken_label(), list(self._words_and_pictures(_tokens(inline), line))
        for part in parts:
            if isinstance(part, Paragraph):
                if found := _ID.search(part.words):
                    label, part.words = label or found[1], part.words[: found.start()]
                anchor = anchor_of(re.sub(r"\s*\{#[\w-]+\}", "", inline.content if inline else ""))
                count = self._anchors[anchor] = self._anchors.get(anchor, -1) + 1
                anchor += f"-{count}" if count else ""
                yield Heading(int(node.tag[1]), part.words.replace("\n", " "), line, label, anchor)
            else:
                yield part

    def _paragraph(self, node: SyntaxTreeNode, line: int) -> Iterator[Block]:
        yield from self._words_and_pictures(_tokens(node.children[0]), line, self._taken_label())

    def _list(self, node: SyntaxTreeNode, offset: int) -> Items:
        items = []
        for child in node.children:
            blocks = self._children(child, offset)
            first = blocks[0] if blocks else None
            if isinstance(first, Paragraph) and (task := _TASK.match(first.words)):
                first.words = first.words[task.end() :]
            items.append(blocks)
        first_number = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 1
        return Items("1" if node.type == "ordered_list" else "-", items, first_number)

    def _quotation(self, node: SyntaxTreeNode, offset: int) -> Iterator[Block]:
        blocks = self._children(node, offset)
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and (alert := re.match(r"\(?\[?!(\w+)\]?\)?\s*", first.words)):
            raw = node.children[0].children[0].content
            if _ALERT.match(raw):
                first.words = first.words[alert.end() :]
                yield from blocks_of_fence(Fence(alert[1].lower(), "", {}, "", 0), self._foreign, lambda *_: blocks)
                return
        yield Quotation(blocks)

    def _table(self, node: SyntaxTreeNode, offset: int) -> Table:
        rows = []
        for part in node.children:
            for row in part.children:
                line = offset + (row.map[0] if row.map else 0) + 1
                rows.append([self._cell(cell, line) for cell in row.children])
                # The parser drops the cells of a row that the head does not have.
                if more := _cells(self._rows.get(line, ""))[len(rows[0]) :]:
                    said = " | ".join(cell.strip() for cell in more)
                    self._foreign.leave(line, f"more cells than the table's head has: “{said}”; enter them by hand")
        return Table(rows)

    def _cell(self, cell: SyntaxTreeNode, line: int) -> list[str]:
        said = []
        for block in self._words_and_pictures(_tokens(cell.children[0] if cell.children else None), line):
            if isinstance(block, Paragraph):
                said += [words for words in block.words.split("\n") if words.strip()]
            elif isinstance(block, Remark):
                self._foreign.leave(line, f"a comment in a table: “{block.words}”; put it before the table")
            else:
                self._foreign.leave(line, f"a picture in a table ({block}); show it as a figure")
        return said

    def _definitions(self, node: SyntaxTreeNode, offset: int) -> Items:
        items: list[list[Block]] = []
        for child in node.children:
            if child.type == "dt":
                line = offset + (child.map[0] if child.map else 0) + 1
                inline = child.children[0]
                (said, *_more) = [*self._words_and_pictures(_tokens(inline), line), Paragraph("")]
                items.append([Paragraph(f"**{said.words}**") if isinstance(said, Paragraph) else said])
            elif items:
                items[-1] += self._children(child, offset)
        return Items("-", items)


def _cells(row: str) -> list[str]:
    return re.split(r"(?<!\\)\|", row.strip().lstrip("> ").removeprefix("|").removesuffix("|"))


def _tokens(inline: SyntaxTreeNode | None) -> list[Token]:
    return (inline.token.children if inline and inline.token else None) or []


def anchor_of(heading: str) -> str:
    """Return the name by which GitHub and its kind link a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
