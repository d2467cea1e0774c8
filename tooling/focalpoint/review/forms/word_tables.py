"""Read the tables of a Word file as text, with what is hidden or deleted in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from focalpoint.content.rounds.returned import LeftOutKind, words_in
from focalpoint.review.forms.form_reading import HEADING, FormReading
from focalpoint.review.forms.headings import Filled
from focalpoint.review.forms.office_file import below, local, value
from focalpoint.review.forms.word_text import Styles, hidden_words, pieces, property_of, shown

MOST_ROWS, MOST_COLUMNS = 5_000, 40


@dataclass
class WordTable:
    """A table of the document."""

    cells: list[list[str]] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    """The number of words of each row, before merged cells were repeated."""
    commented: dict[str, int] = field(default_factory=dict)
    """The row of each comment in the margin, by the comment's id."""
    hidden: dict[int, int] = field(default_factory=dict)
    """The number of hidden words of each row."""
    deleted: list[tuple[int, int]] = field(default_factory=list)
    """Row and number of words of each row that is tracked as deleted."""
    headed: list[str] = field(default_factory=list)
    """The short paragraphs just above it."""
    more: int = 0
    """Rows and cells beyond a limit."""
    filled: Filled = field(default_factory=lambda: Filled({}))


def read_table(node: Any, styles: Styles) -> WordTable:
    """Read a table as text; a merged cell is repeated in each row that it spans, once in a row."""
    table = WordTable(headed=list(_above(node, styles))[::-1])
    rows = list(below(node, "tr", closed="tbl"))
    table.more = max(len(rows) - MOST_ROWS, 0)
    for row in rows[:MOST_ROWS]:
        if property_of(row, "trPr", "del") is not None:
            table.deleted.append((len(table.cells), words_in("\n".join(shown(pieces(one, styles)) for one in row))))
            continue
        index = len(table.cells)
        above = table.cells[-1] if table.cells else []
        cells = [""] * _number(property_of(row, "trPr", "gridBefore"))
        own = 0
        for cell in below(row, "tc", closed="tbl"):
            merged = property_of(cell, "tcPr", "vMerge")
            continues = merged is not None and value(merged, "val") != "restart"
            here = len(cells)
            read = list(pieces(cell, styles))
            text = shown(read)
            own += words_in(text)
            if hidden := hidden_words(read):
                table.hidden[index] = table.hidden.get(index, 0) + hidden
            if property_of(cell, "tcPr", "cellDel") is not None:
                table.deleted.append((index, words_in(text)))
                own, text = own - words_in(text), ""
            text = above[here] if continues and here < len(above) and not text else text
            cells += [text, *[""] * (max(_number(property_of(cell, "tcPr", "gridSpan")), 1) - 1)]
        for mark in below(row, "commentReference"):
            table.commented[value(mark, "id")] = index
        table.more += max(len(cells) - MOST_COLUMNS, 0)
        table.cells.append(cells[:MOST_COLUMNS])
        table.own.append(own)
    return table


def _above(node: Any, styles: Styles) -> Iterator[str]:
    """Yield the short paragraphs just above a table, the nearest first."""
    for one in node.itersiblings(preceding=True):
        text = shown(pieces(one, styles)) if local(one) == "p" else ""
        if local(one) != "p" or len(text.split()) > HEADING:
            return
        if text:
            yield text


def _number(node: Any) -> int:
    given = value(node, "val") if node is not None else ""
    return min(int(given), MOST_COLUMNS) if given.isdecimal() else 0


def enter_table(number: int, table: WordTable, reading: FormReading) -> None:
    """Enter the rows of the table with this index."""
    first = "" if number == 0 else f"table {number + 1}, "
    for index, words in table.hidden.items():
        reading.leave_more(LeftOutKind.HIDDEN, f"{first}row {index}", words)
    for index, words in table.deleted:
        reading.leave_more(LeftOutKind.STRUCK, f"{first}deleted row after row {index - 1}", words)
    reading.headed = list(table.headed)
    reading.table(table.cells, table.own, table.filled, lambda index: f"{first}row {index}")
