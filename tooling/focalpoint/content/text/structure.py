"""Find what a text's blocks leave uncertain: where a comment, a point or a footnote ends, and what stands beside it.

The parser gives every block to somebody. A block that one space more or less would give to another is refused instead:
text that was meant to be closed is then never printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from markdown_it.token import Token

from focalpoint.content.text.constructs import TOKENS

Fault = tuple[int, str]
"""A line, from 1 within the text that was parsed, and what is wrong; what to do."""

_NEVER_ESCAPED = frozenset("%:[]{}`<#")
"""Signs that open a role, a block, a label or a comment: a backslash before one is a slip."""
REFUSED = {
    "hr": "a line across the page is not used; begin a section with `##`",
    "myst_block_break": "`+++` is the markup of another tool; take the line out",
    "hardbreak": "a line does not break within a paragraph; begin a new paragraph, or write a list",
    "front_matter": "three hyphens stand here where no front matter begins; write options as `:name: value`",
}
"""Tokens that the parser knows and the manual does not use, each with what to do."""
_ACCEPT = re.compile(r"\s*%\s*accept\b")
_COMMENT = re.compile(r"\s*%")
_MARKERS = re.compile(r"(?:[ ]*(?:[-*+:]|\d{1,9}[.)]|\((?:[a-z]|[ivx]{2,5})\))[ \t]+)+")
_QUOTE = re.compile(r"^(?: *> ?)+")
BESIDE_POINTS = frozenset({"heading_open", "myst_line_comment", "footnote_reference_open", "myst_target"})
AFTER_FOOTNOTE = BESIDE_POINTS | {"colon_fence", "fence"}


def structure_faults(tokens: Sequence[Token], rows: Sequence[str], inside: tuple[str, ...]) -> Iterator[Fault]:
    """Yield the faults of one parsed text; `rows` are its lines, `inside` the blocks round it."""
    for token in tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        line = (token.map or (0, 0))[0] + 1
        if kind in REFUSED and not (kind == "front_matter" and not inside):
            yield line, REFUSED[kind]
        elif kind not in TOKENS and token.nesting >= 0:
            yield line, f"this is not a construct of the manual ({kind.replace('_', ' ')}); write it as plain words"
        yield from _inline_faults(token, line)
    yield from _comments(tokens, rows)
    yield from _indents(tokens, rows)
    yield from _cells(tokens, rows)
    if inside[-1:] != ("list-table",):
        yield from _empty_items(tokens)


def _inline_faults(token: Token, line: int) -> Iterator[Fault]:
    for child, after in pairwise(token.children or ()):
        if child.type == "link_open" and after.type == "link_close" and not str(child.attrGet("href")).startswith("#"):
            yield line, "this link has no words; write [words](https://address)"
        line += child.type in ("softbreak", "hardbreak")
    line = (token.map or (0, 0))[0] + 1
    for child in token.children or ():
        kind = child.type.removesuffix("_open").removesuffix("_close")
        if kind in REFUSED:
            yield line, REFUSED[kind]
        elif kind == "text_special" and child.info == "entity":
            yield line, f"type the character itself in the place of `{child.markup}`"
        elif kind == "text_special" and child.content in _NEVER_ESCAPED:
            yield line, f"`{child.markup}` hides a piece of markup; take the backslash out, or write it in words"
        elif kind not in TOKENS and child.nesting >= 0:
            yield line, f"this is not a construct of the manual ({kind.replace('_', ' ')}); write it as plain words"
        line += child.type in ("softbreak", "hardbreak")


def _comments(tokens: Sequence[Token], rows: Sequence[str]) -> Iterator[Fault]:
    """A comment ends where an empty line, another comment or a block stands: no word of it can be left outside."""
    for token in tokens:
        if token.type != "myst_line_comment" or not token.map:
            continue
        first, end = token.map
        for line in range(first, end):
            row = _bare(rows[line])
            if not re.match(r"%(?:\s|$)", row):
                yield line + 1, "a comment begins with `% `, with a space"
            elif row.strip() == "%":
                yield line + 1, "this comment is empty; take it out, or write it on this line"
        last = _bare(rows[end - 1])
        after = _bare(rows[end]) if end < len(rows) else ""
        if after.strip() and not _COMMENT.match(after):
            if not _ACCEPT.match(last):
                yield end, "an empty line must follow a comment, so that it is certain where it ends"
            elif after.lstrip()[:1].islower():
                yield end + 1, "this line seems to go on with the comment above it; put the comment on one line"


def _indents(tokens: Sequence[Token], rows: Sequence[str]) -> Iterator[Fault]:
    """No line of words stands further right than the block that it belongs to."""
    offsets: list[int] = [0]
    for token in tokens:
        if token.type == "list_item_open" and token.map:
            found = _MARKERS.match(_unquoted(rows[token.map[0]]))
            offsets.append(len(found[0].expandtabs(4)) if found else offsets[-1])
        elif token.type in ("footnote_reference_open", "dd_open"):
            offsets.append(4)
        elif token.type in ("list_item_close", "footnote_reference_close", "dd_close"):
            offsets.pop()
        elif token.type == "inline" and token.map:
            for line in range(*token.map):
                row = _unquoted(rows[line]).expandtabs(4)
                if len(row) - len(row.lstrip()) > offsets[-1] and not _MARKERS.match(row):
                    where = f"at column {offsets[-1] + 1}" if offsets[-1] else "at the left margin"
                    yield line + 1, f"this line stands further right than the text that it belongs to; begin it {where}"


def _bare(row: str) -> str:
    """A row without what stands before its words: marks of quotations and of items, and spaces."""
    bare = _unquoted(row)
    markers = _MARKERS.match(bare)
    return bare[markers.end() if markers else 0 :].strip()


def _unquoted(row: str) -> str:
    """A row without the marks of the quotations that it stands in."""
    return _QUOTE.sub("", row)


def after_footnotes(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """Yield the label of each footnote after which something stands that may belong to it, with the line of that."""
    for token, line in _after(tokens, "footnote_reference_close", AFTER_FOOTNOTE):
        yield token.meta["label"], line


def after_points(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Yield what stands between the points of a note and belongs to none of them."""
    for _list, line in _after(tokens, "ordered_list_close", BESIDE_POINTS):
        yield (
            line,
            (
                "this stands between the points of a note and belongs to none of them; put it below its point's text: "
                "3 spaces under points 1 to 9, 4 under points 10 to 99"
            ),
        )


def _after(tokens: Sequence[Token], closing: str, allowed: Set[str]) -> Iterator[tuple[Token, int]]:
    """Yield blocks of a kind, each with the line of a block that directly follows it and may not."""
    before, opened = "", Token("", "", 0)
    for token in tokens:
        if token.level == 0 and token.nesting < 0:
            before = token.type
        elif token.level == 0:
            if before == closing and token.type not in allowed:
                yield opened, (token.map or (0, 0))[0] + 1
            # A comment parts nothing.
            if token.type != "myst_line_comment":
                before, opened = "", token


def _cells(tokens: Sequence[Token], rows: Sequence[str]) -> Iterator[Fault]:
    """Every row of a table has as many cells as its head: the parser drops what is too much."""
    for token in tokens:
        if token.type != "table_open" or not token.map:
            continue
        head = _cell_count(rows[token.map[0]])
        for line in range(token.map[0] + 2, token.map[1]):
            if rows[line].strip() and (count := _cell_count(rows[line])) != head:
                yield line + 1, f"this row has {count} cells and the table's head {head}; write as many in each"


def _cell_count(row: str) -> int:
    bare = re.sub(r"\\\||`[^`]*`", "", row).strip().lstrip("> ")
    return bare.strip("|").count("|") + 1


def _empty_items(tokens: Sequence[Token]) -> Iterator[Fault]:
    """An item of a list begins with words: one that begins with another list was typed with two markers."""
    for token, after in pairwise(tokens):
        if token.type == "list_item_open" and after.type in ("bullet_list_open", "ordered_list_open"):
            yield (token.map or (0, 0))[0] + 1, "two markers of a list stand side by side; take one out"
