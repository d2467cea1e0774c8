"""Read the fenced blocks of other tools: remarks, figures, tables, code, and what only unfolds on a screen."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from focalpoint.content.text.fields import load_fields
from focalpoint.conversion.blocks import Block, Box, Figure, Foreign, Items, Paragraph, Table
from focalpoint.conversion.wording import as_code, as_words

_NAMED = re.compile(r"\{(?P<name>[\w:.-]+)\}\s*(?P<title>.*)", re.DOTALL)
_OPTION = re.compile(r":([A-Za-z][\w-]*):[ \t]*(.*)")
_NOTES = frozenset("note tip hint seealso admonition info abstract success question example quote todo aside".split())
_WARNINGS = frozenset("important warning caution attention danger error failure bug".split())
_UNFOLDED = frozenset(
    "dropdown details tab-set tab-item tabs card grid grid-item grid-item-card sidebar margin topic epigraph "
    "highlights pull-quote container div figure-md glossary".split()
)
"""Blocks whose text stays, without what was round it."""
Read = Callable[[str, int], list[Block]]
"""Takes text and the line before its first; returns its blocks."""
Picture = Callable[[str, str, int], Block | None]


@dataclass(frozen=True)
class Fence:
    """A fenced block: its name, what stands beside it, its options, and the text below them."""

    name: str
    title: str
    options: dict[str, str]
    body: str
    line: int
    """Line before the first of the body."""

    @classmethod
    def read(cls, info: str, content: str, line: int) -> Fence:
        """Read the fence that begins on `line`; of options between hyphens or with colons."""
        found = _NAMED.fullmatch(info.strip())
        if not found:
            return cls("", info.strip(), {}, content, line)
        lines, options, count = content.split("\n"), {}, 0
        if lines[0].rstrip() == "---":
            end = next((number for number, row in enumerate(lines[1:], 1) if row.rstrip() == "---"), 0)
            try:
                fields = load_fields("\n".join(lines[1:end]), (1, 2))
            except Exception:  # what YAML refuses it refuses in a dozen ways
                fields = None
            options = {str(key): str(value) for key, value in fields.items()} if isinstance(fields, dict) else {}
            count = end + 1 if end else 0
        else:
            while count < len(lines) and (option := _OPTION.fullmatch(lines[count].strip())):
                options[option[1]] = option[2].strip()
                count += 1
        return cls(found["name"], found["title"].strip(), options, "\n".join(lines[count:]), line + count)


def blocks_of_fence(fence: Fence, foreign: Foreign, read: Read, picture: Picture = lambda *_: None) -> Iterator[Block]:
    """Yield what a fenced block becomes."""
    name, at = fence.name, fence.line
    if name in ("figure", "image"):
        yield from _figure(fence, foreign, read, picture)
        return
    if name in ("list-table", "csv-table", "table"):
        yield from _table(fence, foreign, read)
        return
    for option, value in fence.options.items():
        if value and option not in ("class", "name", "open", "icon", "color", "animate", "align"):
            foreign.leave(at, f"`:{option}: {value}` of `{name}`; write what of it readers need")
    title = " ".join(_said(read(fence.title, at))) if fence.title else ""
    if name in _NOTES | _WARNINGS:
        yield Box("note" if name in _NOTES else "important", title, read(fence.body, at))
    elif name in _UNFOLDED:
        if title:
            yield Paragraph(f"**{title}**")
        yield from read(fence.body, at)
    elif not name or name in ("code", "code-block", "sourcecode", "literalinclude", "parsed-literal", "math"):
        what = f"code ({fence.title})" if fence.title else "code"
        kept = "which became a list; write them as sentences if you can"
        foreign.leave(at, f"lines of {what}, {kept if fence.body.strip() else 'which are not in this file'}")
        yield from code_blocks(fence.body)
    else:
        body = "; ".join(" ".join(row.split()) for row in fence.body.split("\n") if row.strip())
        said = " ".join(part for part in (fence.title, body) if part)
        foreign.leave(at, f"the block `{{{name}}}`: “{said}”; write what of it the manual needs")


def code_blocks(text: str) -> Iterator[Block]:
    """Yield lines of code as a list, each as code within its item."""
    items: list[list[Block]] = [[Paragraph(as_code(line))] for line in text.split("\n") if line.strip()]
    if items:
        yield Items("-", items)


def _said(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        words = getattr(block, "words", "")
        if words:
            yield words


def _figure(fence: Fence, foreign: Foreign, read: Read, picture: Picture) -> Iterator[Block]:
    found = picture(fence.title, fence.options.get("alt", ""), fence.line)
    for option in ("width", "height", "scale", "target", "figwidth", "label"):
        if value := fence.options.get(option):
            foreign.leave(fence.line, f"`:{option}: {value}` of a figure; pictures are fitted to the page")
    blocks = read(fence.body, fence.line)
    caption = next((block for block in blocks if isinstance(block, Paragraph)), None)
    if isinstance(found, Figure):
        found.caption = caption.words if caption else ""
        yield found
        blocks = [block for block in blocks if block is not caption]
    yield from blocks


def _table(fence: Fence, foreign: Foreign, read: Read) -> Iterator[Block]:
    caption = " ".join(_said(read(fence.title, fence.line))) if fence.title else ""
    heads = fence.options.get("header", "")
    if fence.name == "csv-table":
        text = "\n".join(part for part in (heads, fence.body) if part)
        rows = [
            [[as_words(cell)] if cell.strip() else [] for cell in row] for row in csv.reader(io.StringIO(text)) if row
        ]
        yield Table(rows, caption)
        return
    blocks = read(fence.body, fence.line)
    for block in blocks:
        if isinstance(block, Table):
            block.caption = block.caption or caption
            yield block
        elif isinstance(block, Items) and fence.name == "list-table":
            yield Table([[_cell(cell, foreign, fence.line) for cell in _cells(item)] for item in block.items], caption)
        else:
            yield block


def _cells(item: list[Block]) -> list[list[Block]]:
    """The cells of a row of a list table, which are the items of the list within it."""
    inner = next((block for block in item if isinstance(block, Items)), None)
    return inner.items if inner else [item]


def _cell(blocks: list[Block], foreign: Foreign, line: int) -> list[str]:
    said: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            said.append(block.words.replace("\n", " "))
        elif isinstance(block, Items):
            said += [" ".join(_cell(item, foreign, line)) for item in block.items]
        else:
            foreign.leave(line, f"a block within a table ({block}); put it before the table")
    return said
