"""Read from the parts of an Excel file what its cells alone do not tell: what is hidden, struck, or in no cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.escape import unescape

from focalpoint.review.forms.office_file import OfficeFile, below, local, value
from focalpoint.review.forms.redlines import struck
from focalpoint.review.forms.template_rows import MarginNote
from focalpoint.review.returned_pdf.pdf_values import clean

_CODE = re.compile(r'&"[^"]*"|&\d+|&[A-Z]')
"""A format or a field in the header or footer of a sheet."""
TRUE = ("1", "true")
FALSE = ("0", "false", "none", "noStrike")
MOST_COLUMN = 16_384
Cell = tuple[int, int]
"""Indices of a cell's row and column, from 0."""


def hidden_rows(tree: Any) -> set[int]:
    """Find the indices of the rows that are hidden, by a filter or by hand."""
    rows = (node for node in below(tree, "row") if value(node, "hidden") in TRUE or value(node, "ht") in ("0", "0.0"))
    return {int(number) - 1 for node in rows if (number := value(node, "r")).isdecimal()}


def hidden_columns(tree: Any) -> set[int]:
    """Find the indices of the hidden columns."""
    found: set[int] = set()
    for node in below(tree, "col"):
        first, last = value(node, "min"), value(node, "max")
        if value(node, "hidden") in TRUE and first.isdecimal() and last.isdecimal():
            found.update(range(int(first) - 1, min(int(last), MOST_COLUMN)))
    return found


def has_formulas(tree: Any) -> bool:
    """Tell whether some cell is a formula."""
    return next(below(tree, "f"), None) is not None


def cells_beyond(tree: Any, rows: int, columns: int) -> int:
    """Count the cells with a value beyond a number of rows or columns."""
    return sum(
        1
        for node in below(tree, "c")
        if len(node) and (at := _at(value(node, "r"))) and (at[0] >= rows or at[1] >= columns)
    )


def _at(name: str) -> Cell | None:
    try:
        row, column = coordinate_to_tuple(name)
    except (ValueError, IndexError, TypeError):
        return None
    return row - 1, column - 1


def struck_cells(file: OfficeFile, book: str, tree: Any) -> dict[Cell, str]:
    """Read the text of each cell that has struck words, by its run or by the whole cell's format."""
    texts: dict[int, str] = {}
    for _, name in file.related(book, "sharedStrings"):
        for place, node in enumerate(below(file.tree(name), "si")):
            if any(_is_struck(run) for run in below(node, "rPr")):
                texts[place] = _runs(node)
    styles = {number for number, is_struck in enumerate(_struck_styles(file, book)) if is_struck}
    shared = [
        "".join(_texts(node))
        for _, name in file.related(book, "sharedStrings")
        for node in below(file.tree(name), "si")
    ]
    found: dict[Cell, str] = {}
    for node in below(tree, "c"):
        at, kind, style = _at(value(node, "r")), value(node, "t"), value(node, "s")
        number = next(("".join(one.itertext()) for one in node if local(one) == "v"), "")
        whole = style.isdecimal() and int(style) in styles
        if at is None:
            continue
        if kind == "s" and number.isdecimal():
            if int(number) in texts:
                found[at] = texts[int(number)]
            elif whole and int(number) < len(shared):
                found[at] = struck(text_of(shared[int(number)]))
        elif kind == "inlineStr" and (whole or any(_is_struck(run) for run in below(node, "rPr"))):
            found[at] = struck(text_of("".join(_texts(node)))) if whole else _runs(node)
    return found


def _is_struck(properties: Any) -> bool:
    return any(local(one) == "strike" and value(one, "val") not in FALSE for one in properties)


def _texts(node: Any) -> Iterator[str]:
    """Yield the texts of a string, without the readings of its characters."""
    return (one.text or "" for one in below(node, "t", closed="rPh"))


def _runs(node: Any) -> str:
    """Read a string with the signs around its struck runs."""
    parts: list[str] = []
    for one in below_runs(node):
        text = text_of("".join(_texts(one)), strip=False) if local(one) == "r" else text_of(one.text or "", strip=False)
        gone = any(_is_struck(child) for child in one if local(child) == "rPr")
        parts.append(struck(text) if gone else text)
    return "".join(parts).strip()


def below_runs(node: Any) -> Iterator[Any]:
    """Yield the runs of a string, and its text that stands in none."""
    inner = next((one for one in node if local(one) == "is"), node)
    return (one for one in inner if local(one) in ("r", "t"))


def _struck_styles(file: OfficeFile, book: str) -> Iterator[bool]:
    """Tell of each cell format whether its font is struck through."""
    for _, name in file.related(book, "styles"):
        tree = file.tree(name)
        fonts = [_is_struck(node) for parent in tree if local(parent) == "fonts" for node in parent]
        for parent in tree:
            for node in parent if local(parent) == "cellXfs" else ():
                number = value(node, "fontId")
                yield number.isdecimal() and int(number) < len(fonts) and fonts[int(number)]


def text_of(written: str, strip: bool = True) -> str:
    """Read a text as Excel shows it: `_x000D_` is a line end."""
    cleaned = clean(f"|{unescape(written)}|")[1:-1]
    return cleaned.strip() if strip else cleaned


def texts_outside(file: OfficeFile, part: str, tree: Any) -> Iterator[tuple[str, str]]:
    """Yield place and text of what stands in no cell: headers, footers, and boxes drawn on the sheet."""
    for group in tree:
        for node in group if local(group) == "headerFooter" else ():
            if text := clean("".join(node.itertext())):
                yield "header or footer", _without_codes(text)
    for _, name in file.related(part, "drawing"):
        for node in below(file.tree(name), "txBody"):
            if text := clean("\n".join("".join(_texts(one)) for one in below(node, "p"))):
                yield "text box", text


def _without_codes(text: str) -> str:
    return _CODE.sub(" ", text).strip()


def notes_of(file: OfficeFile, part: str) -> Iterator[tuple[int, MarginNote]]:
    """Yield the index of the row of each note and the note; a thread is one note with replies."""
    threads = [node for _, name in file.related(part, "threadedComment") for node in below(file.tree(name), _THREAD)]
    replies: dict[str, list[Any]] = {}
    for node in threads:
        replies.setdefault(value(node, "parentId"), []).append(node)
    known = {value(node, "id") for node in threads}
    heads = [node for node in threads if value(node, "parentId") not in known]
    taken = {value(node, "ref") for node in threads}
    for node in heads:
        below_it = tuple(_threaded(one, ()) for one in replies.get(value(node, "id"), ()) if value(node, "id"))
        if (note := _threaded(node, below_it)).text or below_it:
            yield _row_of(node), note
    for _, name in file.related(part, "comments"):
        tree = file.tree(name)
        authors = [clean("".join(node.itertext())) for node in below(tree, "author")]
        for node in below(tree, "comment"):
            # A thread has a copy among the notes, for older programs.
            if value(node, "ref") not in taken and (note := _noted(node, authors)).text:
                yield _row_of(node), note


_THREAD = "threadedComment"


def _threaded(node: Any, replies: tuple[MarginNote, ...]) -> MarginNote:
    text = text_of("".join("".join(one.itertext()) for one in below(node, "text")))
    where, day = f"note on cell {value(node, 'ref')}", clean(value(node, "dT"))
    author = clean(value(node, "personId"))
    return MarginNote(text, where, author, day, replies=replies, resolved=value(node, "done") in TRUE)


def _noted(node: Any, authors: list[str]) -> MarginNote:
    number = value(node, "authorId")
    author = authors[int(number)] if number.isdecimal() and len(number) < 7 and int(number) < len(authors) else ""
    # Excel begins a note with its author's name.
    text = text_of("".join(_texts(node))).removeprefix(f"{author}:" if author else "").strip()
    return MarginNote(text, f"note on cell {value(node, 'ref')}", author)


def _row_of(node: Any) -> int:
    at = _at(value(node, "ref"))
    return at[0] if at else -1
