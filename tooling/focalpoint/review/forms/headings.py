"""Find the rows of a form in a table by the words of its headings, in seven languages or by their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from focalpoint.content.rounds.returned import words_in
from focalpoint.review.forms.redlines import has_struck, without_struck
from focalpoint.review.forms.template import COLUMNS, OWN_COLUMNS, Row, is_ours, plain

LONGEST_HEADING = 120
LONGEST_SUBHEADING = 40
_WORD = re.compile(r"§|[^\W\d_]+")
Table = Sequence[Sequence[str]]
"""The text of each cell, row by row."""


@dataclass(frozen=True)
class Heading:
    """What a column holds."""

    field: str
    """The field of Row."""
    kind: str = ""
    """The heading's word before a bare number of this column, such as `Table`."""


Headings = Mapping[int, Heading]
"""The heading of each column, by the column's index."""


@dataclass(frozen=True)
class Filled:
    """The rows of a table, by index, and what stands outside of them."""

    rows: Mapping[int, Row]
    strays: Sequence[tuple[int, str]] = ()
    """Index of the row and text of each cell outside the rows that did not come with the form."""
    struck: Mapping[int, int] = field(default_factory=dict)
    """How many struck words each row has outside its proposed change, which keeps them."""


def filled(table: Table) -> Filled:
    """Read the rows of a table below its headings, and the stray texts above or in a table without any."""
    headings: Headings = {}
    rows: dict[int, Row] = {}
    struck: dict[int, int] = {}
    strays: list[tuple[int, str]] = []
    passed = -1
    for index, cells in enumerate(table):
        if index <= passed:
            continue
        found, height = _at(table, index)
        if found and (not headings or found == headings or not any(map(_has_digit, cells))):
            headings, passed = found, index + height - 1
        elif headings:
            if any(cell.strip() for cell in cells):
                rows[index], struck[index] = _row(cells, headings), _struck(cells, headings)
        else:
            strays += _strays(index, cells)
    head = _unread_head(table) if not headings else -1
    if head < 0:
        return Filled(rows, strays, struck)
    usual = {index: Heading(field) for index, field in enumerate(_FIELDS)}
    below = {index: _row(cells, usual) for index, cells in enumerate(table) if index > head}
    # What is only taken for the headings may be a comment, and is told like the text above it.
    above = [one for index, cells in enumerate(table[: head + 1]) for one in _strays(index, cells)]
    struck = {index: _struck(cells, usual) for index, cells in enumerate(table) if index > head}
    return Filled({index: row for index, row in below.items() if row != Row()}, above, struck)


def _strays(index: int, cells: Sequence[str]) -> Iterator[tuple[int, str]]:
    return ((index, cell) for cell in dict.fromkeys(cells) if not is_ours(cell))


_FIELDS = [column.field for column in COLUMNS]


def _unread_head(table: Table) -> int:
    """Find the row of headings in an unknown language, where columns are identified by their order.

    It is the first row with words in all columns and digits in none, else the first row; -1 where the number of
    columns differs from the form's.
    """
    width = max(map(len, table), default=0)
    if len(table) < 2 or width not in (len(COLUMNS), len(COLUMNS) - 1):
        return -1
    full = (index for index, cells in enumerate(table) if len(cells) == width and all(map(_may_be_heading, cells)))
    return next(full, 0)


def _may_be_heading(cell: str) -> bool:
    return 0 < len(cell.strip()) <= LONGEST_HEADING and not _has_digit(cell)


def _has_digit(cell: str) -> bool:
    return any(letter.isdigit() for letter in cell)


def _at(table: Table, index: int) -> tuple[Headings, int]:
    """Read the headings that begin in a row, and how many rows they take: 2 where one heading spans several columns."""
    cells = table[index]
    alone = _headings(cells)
    below = table[index + 1] if index + 1 < len(table) else ()
    under = [cell for cell in below if cell.strip()]
    if any(cells) and under and all(len(cell) <= LONGEST_SUBHEADING and _field(cell) for cell in under):
        width = max(len(cells), len(below))
        lower = [*below, *[""] * (width - len(below))]
        upper = [*cells, *[""] * (width - len(cells))]
        both = _headings([low if low.strip() else high for low, high in zip(lower, upper, strict=True)])
        if len(both) > len(alone) and len(both) > len(_headings(below)):
            return both, 2
    return alone, 1


def _headings(cells: Sequence[str]) -> Headings:
    """Read the fields of a row of headings; of any other row, none.

    A heading that is not understood is told by its position, if all others stand in their usual positions.
    """
    if any(len(cell) > LONGEST_HEADING for cell in cells):
        return {}
    said = {index: field for index, cell in enumerate(cells) if (field := _field(cell))}
    if len(set(said.values())) < 3 and not (len(cells) < 5 and len(set(said.values())) == 2):
        return {}
    if not {"comment", "change"} & set(said.values()):
        return {}
    usual = dict(enumerate(_FIELDS))
    if len(cells) <= len(COLUMNS) and all(usual[index] == field for index, field in said.items()):
        said = {index: usual[index] for index, cell in enumerate(cells) if cell.strip()} | said
    return {index: Heading(field, _kind(cells[index], field)) for index, field in said.items()}


def heading_fields(cells: Sequence[str]) -> int:
    """Count the different fields that a row of short headings names; 0 where a cell is no heading."""
    said = [cell for cell in cells if cell.strip()]
    if not all(len(cell) <= LONGEST_SUBHEADING and _may_be_heading(cell) for cell in said):
        return 0
    return len({heading.field for heading in _headings(cells).values()})


@cache
def _beginnings() -> dict[str, tuple[str, ...]]:
    """Join the beginnings of words of the form's headings and of members' own, by field, without accents."""
    begins = {column.field: column.words for column in COLUMNS}
    for name, heads in OWN_COLUMNS.items():
        begins[name] = (*begins.get(name, ()), *heads)
    # A blank at the end of a word is kept: it ends the word.
    return {name: tuple(plain(word) + " " * word.endswith(" ") for word in words) for name, words in begins.items()}


def _field(heading: str) -> str:
    """Find the field of a heading: observations and type wherever named, else the field of the first word."""
    words = [f"{word} " for word in _WORD.findall(plain(heading))]
    if heading.strip(" .") in ("#", "N°", "Nº", "№"):
        return "number"
    if not words or len(words) > 12:
        return ""
    begins = _beginnings()
    for name in ("observation", "type"):
        if any(word.startswith(begins[name]) for word in words):
            return name
    return next((name for word in words for name, heads in begins.items() if word.startswith(heads)), "")


_KINDS = ("table", "tabla", "tabelle", "tableau", "cuadro", "figur", "abbild", "graf", "annex", "anex", "anhang")


def _kind(heading: str, field: str) -> str:
    """Take the word of a heading that names one kind of place other than paragraphs."""
    words = _WORD.findall(plain(heading))
    return words[0] if field == "paragraph" and len(words) == 1 and words[0].startswith(_KINDS) else ""


def _row(cells: Sequence[str], headings: Headings) -> Row:
    """Read a row; text of an unknown column is added to the comment."""
    said: dict[str, list[str]] = {}
    for index, cell in enumerate(cells):
        if not cell.strip():
            continue
        heading = headings.get(index, Heading("comment"))
        if heading.field == "number":
            if cell.strip(" .").isdecimal():
                continue
            heading = Heading("comment")
        text = cell.strip() if heading.field == "change" else without_struck(cell)
        if heading.kind and text[:1].isdigit():
            text = f"{heading.kind.capitalize()} {text}"
        said.setdefault(heading.field, []).append(text)
    return Row(**{field: "\n".join(dict.fromkeys(filter(None, words))) for field, words in said.items()})


def _struck(cells: Sequence[str], headings: Headings) -> int:
    """Count the struck words of a row outside its proposed change."""
    others = [cell for index, cell in enumerate(cells) if headings.get(index, Heading("")).field != "change"]
    return sum(words_in(cell) - words_in(without_struck(cell)) for cell in others if has_struck(cell))
