"""Read lists whose items are lettered, `(a)`, `(b)`, `(i)`, with the parser's own rule for numbered lists.

Before blocks are read, `(b) ` at the beginning of a line becomes `02) `, which is as wide. After that, everything that
is no item of a list is as it was typed, and each such list says how it is lettered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

LETTERED = "lettered"
"""Key in the `meta` of an item, with its letter, and in the parser's environment, with the lines left over."""
_ITEM = re.compile(r"(?P<before>[ >]*)\((?P<mark>[a-z]|[ivx]{2,5})\)(?P<space> {1,4})(?=\S)")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
_STYLES = {False: "lower-alpha", True: "lower-roman"}


class Marker(NamedTuple):
    """The letter of one item."""

    mark: str
    number: int
    roman: bool


def lettered_lists(parser: MarkdownIt) -> None:
    """Have a parser read lettered lists."""
    parser.core.ruler.before("block", "lettered_before", _before_blocks)
    parser.core.ruler.after("block", "lettered_after", _after_blocks)


def _before_blocks(state: StateCore) -> None:
    rows = state.src.split("\n")
    markers = dict(_markers(rows))
    state.env["_typed"], state.env["_markers"] = rows, markers
    state.src = "\n".join(
        _ITEM.sub(_numbered(markers[line]), row, count=1) if line in markers else row for line, row in enumerate(rows)
    )


def _markers(rows: Sequence[str]) -> Iterator[tuple[int, Marker]]:
    """Yield each line, from 0, that begins with a letter in brackets; `(i)` is a letter behind `(h)`, else a number."""
    last: dict[int, Marker] = {}
    fields = bool(rows) and rows[0].rstrip() == "---"
    for number, row in enumerate(rows):
        if fields:
            fields = number == 0 or row.rstrip() != "---"
        elif found := _ITEM.match(row):
            indent, mark = len(found["before"]), found["mark"]
            marker = _marker(mark, last.get(indent))
            last = {wide: one for wide, one in last.items() if wide < indent} | {indent: marker}
            if marker.number:
                yield number, marker


def _marker(mark: str, before: Marker | None) -> Marker:
    letter = ord(mark) - ord("a") + 1 if len(mark) == 1 else 0
    roman = _ROMAN.index(mark) + 1 if mark in _ROMAN else 0
    follows = before.number + 1 if before else 1
    is_roman = bool(roman) and (not letter or (before.roman if before else True))
    if before and not before.roman and roman and letter != follows and roman == 1:
        is_roman = True
    return Marker(mark, roman if is_roman else letter, is_roman)


def _numbered(marker: Marker) -> str:
    return rf"\g<before>{marker.number:0{len(marker.mark) + 1}d})\g<space>"


def _after_blocks(state: StateCore) -> None:
    typed: list[str] = state.env.pop("_typed")
    markers: dict[int, Marker] = state.env.pop("_markers")
    left = dict(markers)
    lists: list[Token] = []
    for token in state.tokens:
        if token.type == "ordered_list_open":
            lists.append(token)
        elif token.type == "ordered_list_close":
            lists.pop()
        elif token.type == "list_item_open" and token.map and token.map[0] in markers and token.markup == ")":
            marker = left.pop(token.map[0], None)
            if marker and lists:
                token.meta[LETTERED] = marker.mark
                lists[-1].attrs.setdefault("style", _STYLES[marker.roman])
    for token in state.tokens:
        if token.map and token.content:
            _restore(token, typed, left if token.type == "inline" else markers)
    inline = {line for token in state.tokens if token.type == "inline" and token.map for line in range(*token.map)}
    state.env[LETTERED] = sorted(inline.intersection(left))


def _restore(token: Token, typed: Sequence[str], markers: Mapping[int, Marker]) -> None:
    """Write what a token holds as it was typed, in the lines that begin with a letter and are no items."""
    begin = (token.map or (0, 0))[0] + (token.type in ("fence", "colon_fence"))
    rows = token.content.split("\n")
    for place, row in enumerate(rows):
        if (marker := markers.get(begin + place)) and (found := _ITEM.match(typed[begin + place])):
            number = f"{marker.number:0{len(marker.mark) + 1}d})"
            rows[place] = row.replace(number, found[0].strip(" >"), 1)
    token.content = "\n".join(rows)


def letter_faults(tokens: Sequence[Token], env: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield the items of lettered lists that stand out of their order or in no list, each with its line from 1."""
    for line in env.get(LETTERED, ()):
        yield (
            line + 1,
            "this letter begins no item of a list; put an empty line above the list, and begin it with (a) or (i)",
        )
    counts: list[int] = []
    for token in tokens:
        if token.type == "ordered_list_open":
            counts.append(0)
        elif token.type == "ordered_list_close":
            counts.pop()
        elif token.type == "list_item_open" and counts and token.info:
            counts[-1] += 1
            mark = token.meta.get(LETTERED, "")
            if token.markup == ")" and not mark:
                yield (
                    (token.map or (0, 0))[0] + 1,
                    "a numbered list is written `1. `, a lettered one `(a) `; write either",
                )
            elif mark and int(token.info) != counts[-1]:
                line = (token.map or (0, 0))[0] + 1
                yield (
                    line,
                    f"this item is lettered ({mark}), where {counts[-1] - 1} stand before it; letter them in order",
                )
