"""Read the blocks of a chapter or note as a reader sees them, each with its lines in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from markdown_it.token import Token

from focalpoint.content.rounds.blocks import MARKDOWN, block_text
from focalpoint.content.text.markdown import VERBATIM, directive_of, markdown_parser
from focalpoint.content.text.reading import Directive

_SHOWN = re.compile(r"(.*\S)\s*<[^<>]+>", re.DOTALL)
_FIELD = re.compile(r"(title|question|readers):[ \t]+(.+)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,}|:{3,}|-{3,}$)")
_AFTER_SENTENCES = frozenset({"footcite", "footcite:p", "heard"})
"""Roles that show no words to a reader."""
_WITHOUT_TITLE = VERBATIM | {"figure", "image", "glossary", "brief", "pocket", "index"}
"""Directives whose first line holds no words for a reader."""


class SourceBlock(NamedTuple):
    """One block of an author's file."""

    line: int
    """Its first line in the file, from 1."""
    last: int
    """Its last line."""
    kind: str
    """`paragraph`, `title`, `item`, `cell`, `caption`, `term`, `definition`, `footnote`, `quote` or `code`."""
    text: str
    """The text as a reader sees it, normalised, without numbers, notes and marks."""


def source_blocks(text: str) -> tuple[SourceBlock, ...]:
    """Read the blocks of a file in order: every heading, paragraph, list item, cell, caption, term and footnote."""
    return tuple(
        block._replace(line=block.line + before, last=block.last + before)
        for before, section in _sections(text)
        for block in _section_blocks(section)
    )


def _sections(text: str) -> Iterator[tuple[int, str]]:
    """Divide a file at headings of the second level; yield each piece with the number of lines before it."""
    rows = text.split("\n")
    first, fence = 0, ""
    for number, row in enumerate(rows):
        marks = _FENCE.match(row)
        if fence and marks and marks[1].startswith(fence) and row.strip(f"{fence[0]} ") == "":
            fence = ""
        elif marks and not fence and (number == 0 or not marks[1].startswith("-")):
            fence = marks[1]
        elif row.startswith("## ") and not fence and number > first:
            yield first, "\n".join(rows[first:number])
            first = number
    yield first, "\n".join(rows[first:])


# From commit to commit nearly all sections stay as they are.
@lru_cache(maxsize=4096)
def _section_blocks(text: str) -> tuple[SourceBlock, ...]:
    return tuple(block for block in _walk(markdown_parser().parse(text), 0, "") if block.text)


def _walk(tokens: Sequence[Token], offset: int, inside: str) -> Iterator[SourceBlock]:
    """Read the blocks of `tokens`; `offset` is the line before the first, `inside` the directive around them."""
    kinds: list[str] = []
    for token in tokens:
        first, end = (offset + place for place in token.map or (0, 0))
        kind = MARKDOWN.get(token.type.removesuffix("_open").removesuffix("_close"))
        if kind and token.nesting:
            kinds.append(kind) if token.nesting > 0 else kinds.pop()
        if token.type == "inline":
            text = _plain(token.children or [])
            # A term of a definition list is reported to end before its own line.
            yield SourceBlock(first + 1, max(end, first + 1), _kind_in(inside, kinds), text)
        elif token.type == "front_matter":
            yield from _fields(token.content, first + 1)
        elif token.type == "code_block":
            yield SourceBlock(first + 1, end, "code", block_text(token.content))
        elif token.type in ("fence", "colon_fence"):
            yield from _fence(token, first + 1, end)


def _kind_in(inside: str, kinds: Sequence[str]) -> str:
    if inside in ("list-table", "table", "csv-table"):
        return "cell"
    if inside == "figure" and not kinds:
        return "caption"
    return kinds[-1] if kinds else "definition" if inside == "glossary" else "paragraph"


def _fields(front_matter: str, line: int) -> Iterator[SourceBlock]:
    """Read what a reader sees of the front matter: the chapter's title, question and readers."""
    for number, row in enumerate(front_matter.split("\n"), line + 1):
        if match := _FIELD.fullmatch(row.rstrip()):
            kind = "title" if match[1] == "title" else "paragraph"
            yield SourceBlock(number, number, kind, block_text(match[2].strip("\"'")))


def _fence(token: Token, line: int, end: int) -> Iterator[SourceBlock]:
    directive = directive_of(token, line)
    if directive is None or directive.name == "code-block":
        rows = token.content if directive is None else "\n".join(row for row, _ in directive.body)
        yield SourceBlock(line, end, "code", block_text(rows))
        return
    if directive.argument and directive.name not in _WITHOUT_TITLE:
        kind = "caption" if directive.name.endswith("table") else "title"
        yield SourceBlock(line, directive.body[0][1] - 1, kind, _inline(directive.argument))
    if directive.name == "glossary":
        yield from _glossary(directive)
    elif directive.name not in VERBATIM:
        yield from _walk(markdown_parser().parse("\n".join(directive.rows)), line, directive.name)


def _glossary(directive: Directive) -> Iterator[SourceBlock]:
    """Read the terms of a glossary, each before its definition."""
    rows = directive.rows
    terms = [number for number, row in enumerate(rows) if row.strip() and not row[0].isspace()]
    for term, following in zip(terms, [*terms[1:], len(rows)], strict=True):
        line = directive.line + 1 + term
        yield SourceBlock(line, line, "term", _inline(rows[term]))
        body = "\n".join(row.lstrip() for row in rows[term + 1 : following])
        yield from _walk(markdown_parser().parse(body), line, "glossary")


@lru_cache(maxsize=4096)
def _inline(text: str) -> str:
    return _plain([child for token in markdown_parser().parseInline(text) for child in token.children or []])


def _plain(children: Sequence[Token]) -> str:
    """Join the words of a line of Markdown as they are read."""
    return block_text("".join(map(_words, children)))


def _words(token: Token) -> str:
    match token.type:
        case "text" | "code_inline":
            return token.content
        case "softbreak" | "hardbreak":
            return " "
        case "myst_role" if token.meta["name"] not in _AFTER_SENTENCES:
            shown = _SHOWN.fullmatch(token.content)
            return shown[1] if shown else token.content
    return ""
