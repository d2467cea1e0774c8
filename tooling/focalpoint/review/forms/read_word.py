"""Read a comment form returned as a Word file: its rows, the comments in its margin, and stray text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import MAX_COMMENT
from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, Returned, refused
from focalpoint.review.forms.office_file import OfficeFile, below, is_office, local, value
from focalpoint.review.forms.template import CHOICES, Row, is_ours
from focalpoint.review.forms.template_rows import MarginNote, filled, findings_of, row_warnings, silent_rows
from focalpoint.review.intake.readers import Reader
from focalpoint.review.letters.read_letter import findings_in, salutation_warning
from focalpoint.review.returned_pdf.draft_identity import named_draft
from focalpoint.review.returned_pdf.pdf_values import clean

GONE = {"del", "moveFrom", "Fallback", "delText", "instrText", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr"}
"""Elements whose words are not part of the text, or no longer."""
MOST_ROWS, MOST_COLUMNS, MOST_MARGIN = 5_000, 40, 2_000
DEEPEST = 200
"""Most elements inside each other."""


def is_word(data: bytes) -> bool:
    """Tell a Word file by its parts; any Office file but Excel's counts as one, and is refused with a reason."""
    return is_office(data) and not (b"xl/workbook" in data and b"word/document" not in data)


def read_word(data: bytes, drafts: Sequence[Draft], asked: int = 0) -> Returned:
    """Read all that a returned Word form holds; raises Trouble for a file that cannot be read."""
    file = OfficeFile(data)
    main = next((name for _, name in file.related("", "officeDocument")), "word/document.xml")
    document = _Document(file, main)
    named = named_draft("\n".join(document.seen), file.properties(), drafts, asked)
    sha256 = hashlib.sha256(data).hexdigest()
    findings = list(document.findings(named.map, sha256))
    return Returned(
        sha256=sha256,
        draft=named.number,
        findings=tuple(findings),
        warnings=(
            *named.warnings,
            *row_warnings(len(findings), document.silent, document.strays),
            *document.salutations,
        ),
    )


@dataclass
class _Table:
    """A table of the document."""

    cells: list[list[str]] = field(default_factory=list)
    commented: dict[str, int] = field(default_factory=dict)
    """The row of each comment in the margin, by the comment's id."""
    rows: Mapping[int, Row] = field(default_factory=dict)


class _Document:
    """The document's text with every change accepted."""

    def __init__(self, file: OfficeFile, main: str) -> None:
        root = file.tree(main)
        body = next((node for node in root if local(node) == "body"), None)
        if body is None:
            raise refused("the file is no Word document; ask the sender for the comment form")
        self.tables = [_table(node) for node in below(body, "tbl", closed="tbl")]
        outside = [_text(node) for node in below(body, "p", closed="tbl")]
        self.seen = [*outside, *(cell for one in self.tables for row in one.cells for cell in row)]
        for kind in ("header", "footer"):
            self.seen += [_text(file.tree(name)) for _, name in file.related(main, kind)]
        self.strays = [text for text in outside if not is_ours(text)]
        for one in self.tables:
            one.rows, strays = filled(one.cells)
            self.strays += strays
        self.margin = _margin(file, main, root)
        self.silent: list[int] = []
        self.salutations: tuple[str, ...] = ()

    def findings(self, drafts_map: DraftMap | None, sha256: str) -> Iterator[Finding]:
        """Yield the findings of the rows, then of the margin; a document without rows is read as a letter."""
        for one in self.tables:
            yield from findings_of(one.rows, drafts_map, sha256, 0).values()
            self.silent += silent_rows(one.rows, 0)
        if not any(one.rows for one in self.tables) and self.strays:
            text = "\n\n".join(self.strays)
            yield from findings_in(text, drafts_map, sha256, Channel.TEMPLATE)
            self.salutations = tuple(salutation_warning(text, drafts_map, "paragraphs"))
            self.strays = []
        for number, said in self.margin.items():
            yield said.finding(self._row(number), drafts_map, sha256)

    def _row(self, comment: str) -> Row | None:
        """Find the row that a comment in the margin is anchored in."""
        return next((one.rows.get(one.commented[comment]) for one in self.tables if comment in one.commented), None)


def _table(node: Any) -> _Table:
    """Read a table as text; a merged cell is repeated in each row that it spans, once in a row."""
    table = _Table()
    for row in list(below(node, "tr", closed="tbl"))[:MOST_ROWS]:
        if _property(row, "trPr", "del") is not None:
            continue
        above = table.cells[-1] if table.cells else []
        cells = [""] * _number(_property(row, "trPr", "gridBefore"))
        for cell in below(row, "tc", closed="tbl"):
            merged = _property(cell, "tcPr", "vMerge")
            continues = merged is not None and value(merged, "val") != "restart"
            here = len(cells)
            gone = _property(cell, "tcPr", "cellDel") is not None
            text = "" if gone else above[here] if continues and here < len(above) else _text(cell)
            cells += [text, *[""] * (max(_number(_property(cell, "tcPr", "gridSpan")), 1) - 1)]
        for mark in below(row, "commentReference"):
            table.commented[value(mark, "id")] = len(table.cells)
        table.cells.append(cells[:MOST_COLUMNS])
    return table


def _property(node: Any, group: str, name: str) -> Any:
    """Find a property of a row or a cell."""
    return next((one for child in node if local(child) == group for one in child if local(one) == name), None)


def _number(node: Any) -> int:
    given = value(node, "val") if node is not None else ""
    return min(int(given), MOST_COLUMNS) if given.isdecimal() else 0


def _text(node: Any) -> str:
    """Read the words of an element, one line for each paragraph and break."""
    return clean("".join(_pieces(node, DEEPEST)))


def _pieces(node: Any, deepest: int) -> Iterator[str]:
    name = local(node)
    if name == "t":
        yield node.text or ""
    elif name in ("br", "cr", "tab", "noBreakHyphen"):
        yield {"tab": " ", "noBreakHyphen": "-"}.get(name, "\n")
    elif name not in GONE and deepest and not _is_prompt(node):
        for child in node:
            yield from _pieces(child, deepest - 1)
        if name == "p":
            yield "\n"


def _is_prompt(node: Any) -> bool:
    """Tell whether a form field still shows its prompt; some programs say so of a field with a chosen type."""
    if local(node) != "sdt" or _property(node, "sdtPr", "showingPlcHdr") is None:
        return False
    return "".join(text.text or "" for text in below(node, "t")) not in CHOICES


def _margin(file: OfficeFile, main: str, root: Any) -> dict[str, MarginNote]:
    """Read the comments in the margin by their ids."""
    quoted = _quoted(root)
    found: dict[str, MarginNote] = {}
    for _, name in file.related(main, "comments"):
        for node in list(below(file.tree(name), "comment"))[:MOST_MARGIN]:
            number, author, written = (clean(value(node, key)) for key in ("id", "author", "date"))
            if text := _text(node):
                found[number] = MarginNote(text, "margin", author, written, quoted.get(number, ""))
    return found


def _quoted(root: Any) -> dict[str, str]:
    """Read the words between the beginning and the end of each comment's range, by the comment's id."""
    reach: dict[str, list[str]] = {}
    open_now: set[str] = set()
    for node in root.iter():
        name = local(node)
        if name == "commentRangeStart" and len(open_now) < 50:
            open_now.add(value(node, "id"))
        elif name == "commentRangeEnd":
            open_now.discard(value(node, "id"))
        elif name == "t":
            for number in open_now:
                reach.setdefault(number, []).append(node.text or "")
    return {number: clean("".join(words))[:MAX_COMMENT] for number, words in reach.items()}


READER = Reader(is_word, read_word)
