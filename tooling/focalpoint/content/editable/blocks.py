"""Divide a chapter's or note's file into the blocks that a person edits, each with its exact place, and rebuild it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markdown_it.token import Token

from focalpoint.content.rounds.blocks import MARKDOWN
from focalpoint.content.text.markdown import VERBATIM, directive_of, markdown_parser
from focalpoint.content.text.reading import Directive

FIELDS = ("title", "question", "readers")
"""Fields of the front matter that readers see."""
OPTIONS = ("ask", "takes")
"""Options of a directive that hold a sentence."""
_UNTITLED = VERBATIM | {"figure", "image", "glossary", "brief", "pocket", "index", "handling", "from-data", "lines"}
"""Directives whose first line holds no words for a reader."""
_FIELD = re.compile(r"(title|question|readers):[ \t]+(\S.*?)[ \t]*")


class Span(NamedTuple):
    """A part of one line of a file."""

    row: int
    """The line, counted from 0."""
    start: int
    end: int


@dataclass(frozen=True)
class EditableBlock:
    """One block of text in a file: a paragraph, item, cell, heading, title of a box, option or field."""

    kind: str
    """`field`, `option`, `heading`, `argument`, `paragraph`, `item`, `cell`, `term`, `definition`, `quote`,
    `footnote`, or `caption`."""
    name: str
    """The field's, the option's, or the directive's name; of other blocks the directive around it, or empty."""
    spans: tuple[Span, ...]
    raw: str
    """Its Markdown, one line of the file each."""
    prefix: str = ""
    """What stands before it in its first line, such as `- ` or `## `."""

    @property
    def line(self) -> int:
        """Its first line, from 1."""
        return self.spans[0].row + 1


def editable_blocks(text: str) -> tuple[EditableBlock, ...]:
    """Find the blocks of a file in the order of their lines."""
    rows = text.split("\n")
    found = [*_fields(rows), *_walk(markdown_parser().parse(text), 0, "", rows)]
    return tuple(sorted(found, key=lambda block: block.spans[0]))


def rebuild(text: str, new: Mapping[Span, str]) -> str:
    """Write a file with other words in some blocks, each given by its first span; the rest stays byte for byte."""
    rows = text.split("\n")
    for block in reversed(editable_blocks(text)):
        if block.spans[0] not in new:
            continue
        first, last = block.spans[0], block.spans[-1]
        lines = new[block.spans[0]].split("\n")
        indent = continuation(block, rows)
        tail = rows[last.row][last.end :]
        written = [rows[first.row][: first.start] + lines[0], *(indent + line for line in lines[1:])]
        written[-1] += tail
        rows[first.row : last.row + 1] = written
    return "\n".join(rows)


def continuation(block: EditableBlock, rows: Sequence[str]) -> str:
    """Return what stands before each further line of a block."""
    if len(block.spans) > 1:
        second = block.spans[1]
        return rows[second.row][: second.start]
    before = rows[block.spans[0].row][: block.spans[0].start]
    return re.sub(r"[^\s>]", " ", before)


def _fields(rows: Sequence[str]) -> Iterator[EditableBlock]:
    """Find the fields of the front matter that stand on one line."""
    if not rows or rows[0].rstrip() != "---":
        return
    for number, row in enumerate(rows[1:], 1):
        if row.rstrip() == "---":
            return
        if not (match := _FIELD.fullmatch(row)) or rows[number + 1][:1] in (" ", "\t"):
            continue
        start, end = match.span(2)
        if row[start] in "\"'" and row[end - 1] == row[start] and end - start > 1:
            start, end = start + 1, end - 1
        if row[start] not in "\"'|>&*!%@`[{":
            yield EditableBlock("field", match[1], (Span(number, start, end),), row[start:end], row[:start])


def _walk(tokens: Sequence[Token], offset: int, inside: str, rows: Sequence[str]) -> Iterator[EditableBlock]:
    """Find the blocks of `tokens`; `offset` is the line before the first, `inside` the directive around them."""
    kinds: list[str] = []
    line, column = -1, 0
    for token in tokens:
        kind = MARKDOWN.get(token.type.removesuffix("_open").removesuffix("_close"))
        if kind and token.nesting:
            kinds.append(kind) if token.nesting > 0 else kinds.pop()
        if token.type == "tr_open" and token.map:
            line, column = offset + token.map[0], 0
        elif token.type == "tr_close":
            line = -1
        elif token.type == "inline":
            kind = _kind_in(inside, kinds)
            if line >= 0:
                place = rows[line].find(token.content, column) if token.content else -1
                if place >= 0:
                    column = place + len(token.content)
                    span = Span(line, place, column)
                    yield EditableBlock("cell", "pipe", (span,), token.content, rows[line][:place])
            elif token.map and (block := _block(kind, inside, token.content, offset + token.map[0], rows)):
                yield block
        elif token.type in ("fence", "colon_fence") and token.map:
            yield from _fence(token, offset + token.map[0], rows)


def _kind_in(inside: str, kinds: Sequence[str]) -> str:
    if inside == "list-table":
        return "cell"
    if inside == "figure" and not kinds:
        return "caption"
    kind = kinds[-1] if kinds else "definition" if inside == "glossary" else "paragraph"
    return "heading" if kind == "title" else kind


def _block(kind: str, name: str, content: str, first: int, rows: Sequence[str]) -> EditableBlock | None:
    """Find the place of each line of a block; None where one is not found as it was read."""
    spans = []
    lines = content.split("\n")
    for number, line in enumerate(lines, first):
        row = rows[number] if number < len(rows) else ""
        words, kept = line.strip(), row.rstrip()
        if kept.endswith(words):
            spans.append(Span(number, len(kept) - len(words), len(kept)))
        elif (place := row.find(words)) >= 0:
            spans.append(Span(number, place, place + len(words)))
        else:
            return None
    raw = "\n".join(rows[span.row][span.start : span.end] for span in spans)
    return EditableBlock(kind, name, tuple(spans), raw, rows[first][: spans[0].start]) if raw.strip() else None


def _fence(token: Token, row: int, rows: Sequence[str]) -> Iterator[EditableBlock]:
    directive = directive_of(token, row + 1)
    if directive is None or directive.name in VERBATIM:
        return
    name = directive.name
    if directive.argument and name not in _UNTITLED and (place := rows[row].rfind(directive.argument)) >= 0:
        span = Span(row, place, place + len(directive.argument))
        yield EditableBlock("argument", name, (span,), directive.argument, rows[row][:place])
    for option in OPTIONS:
        value, line = directive.options.get(option, ("", 0))
        if value and (place := rows[line - 1].rfind(value)) >= 0:
            yield EditableBlock("option", option, (Span(line - 1, place, place + len(value)),), value, f":{option}: ")
    if name == "glossary":
        yield from _glossary(directive, rows)
    else:
        yield from _walk(markdown_parser().parse("\n".join(directive.rows)), row + 1, name, rows)


def _glossary(directive: Directive, rows: Sequence[str]) -> Iterator[EditableBlock]:
    """Find the terms of a glossary, each before the paragraphs of its definition."""
    lines = directive.rows
    terms = [number for number, line in enumerate(lines) if line.strip() and not line[0].isspace()]
    for term, following in zip(terms, [*terms[1:], len(lines)], strict=True):
        if block := _block("term", "glossary", lines[term], directive.line + term, rows):
            yield block
        body = "\n".join(line.lstrip() for line in lines[term + 1 : following])
        yield from _walk(markdown_parser().parse(body), directive.line + term + 1, "glossary", rows)


blocks_of = lru_cache(maxsize=256)(editable_blocks)
"""The blocks of a text, kept for texts that are asked for again."""
