"""Find the rows of a returned form by the words of its headings, and make findings of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import MAX_COMMENT, CommentType, Mark, Origin
from focalpoint.content.rounds.draft_map import SHORT, DraftMap
from focalpoint.content.rounds.returned import Finding
from focalpoint.review.citations.narrowing import Cited
from focalpoint.review.citations.placement import Placed, cited_in_columns, place_cited
from focalpoint.review.citations.targets import Targets
from focalpoint.review.citations.vocabulary import Kind
from focalpoint.review.forms.template import COLUMNS, SPACE, Row, is_ours, plain, type_of
from focalpoint.review.letters.proposals import proposal_in

LONGEST_HEADING = 120
LONG = 40
"""Characters from which a text is more than the number of a place."""
MOST_STRAYS, QUOTED = 20, 120
"""Most texts outside the rows that are reported, and most characters of each."""
PLACES = ("line", "section", "paragraph")
_WORD = re.compile(r"§|[^\W\d_]+")
Table = Sequence[Sequence[str]]
"""The text of each cell, row by row."""
Headings = Mapping[int, str]
"""The field of Row that each column holds, by the column's index."""


def filled(table: Table) -> tuple[dict[int, Row], list[str]]:
    """Read the rows of a table below its headings, by index, and the stray texts above or in a table without any."""
    headings: Headings = {}
    rows: dict[int, Row] = {}
    strays: list[str] = []
    for index, cells in enumerate(table):
        if found := _headings(cells):
            headings = found
        elif headings:
            if any(cell.strip() for cell in cells):
                rows[index] = _row(cells, headings)
        else:
            strays += [cell for cell in dict.fromkeys(cells) if not is_ours(cell)]
    head = _unread_head(table) if not headings else -1
    if head < 0:
        return rows, strays
    below = {index: _row(cells, dict(enumerate(_FIELDS))) for index, cells in enumerate(table) if index > head}
    above = dict.fromkeys(cell for cells in table[:head] for cell in cells if not is_ours(cell))
    return {index: row for index, row in below.items() if row != Row()}, list(above)


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
    return 0 < len(cell.strip()) <= LONGEST_HEADING and not any(letter.isdigit() for letter in cell)


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
    return said


def _field(heading: str) -> str:
    """Find the field of a heading: observations and type wherever named, else the field of the first word."""
    words = _WORD.findall(plain(heading))
    if not words or len(words) > 12:
        return ""
    begins = {column.field: column.words for column in COLUMNS}
    for field in ("observation", "type"):
        if any(word.startswith(begins[field]) for word in words):
            return field
    return next((field for word in words for field, heads in begins.items() if word.startswith(heads)), "")


def _row(cells: Sequence[str], headings: Headings) -> Row:
    """Read a row; text of an unknown column is added to the comment."""
    said: dict[str, list[str]] = {}
    for index, cell in enumerate(cells):
        if cell.strip():
            said.setdefault(headings.get(index, "comment"), []).append(cell.strip())
    return Row(**{field: "\n".join(dict.fromkeys(words)) for field, words in said.items()})


def findings_of(
    rows: Mapping[int, Row], drafts_map: DraftMap | None, sha256: str, first: int = 1
) -> dict[int, Finding]:
    """Make findings of the rows that say something, by index; `first` is the number of the row with index 0."""
    told = {index: _moved(row) for index, row in rows.items()}
    targets = Targets(drafts_map) if drafts_map else None
    return {
        index: _finding(index + first, row, targets, sha256) for index, row in told.items() if row.comment or row.change
    }


def silent_rows(rows: Mapping[int, Row], first: int = 1) -> list[int]:
    """List the numbers of the rows that cite a place and say nothing about it."""
    moved = ((index, _moved(row)) for index, row in rows.items())
    named = (index for index, row in moved if not (row.comment or row.change) and (row.line or row.paragraph))
    return [index + first for index in named]


def row_warnings(findings: int, silent: Sequence[int], strays: Sequence[str]) -> Iterator[str]:
    """Say what a person must know of a form."""
    if not findings:
        yield "NO COMMENTS in this form: ask the sender whether it was saved before it was sent, and for the filled one"
    if silent:
        numbers = ", ".join(map(str, silent[:20])) + (" and more" if len(silent) > 20 else "")
        yield f"row {numbers} names a place and says nothing of it; ask the sender what was meant"
    for text in strays[:MOST_STRAYS]:
        words = SPACE.sub(" ", text).strip()
        quoted = words if len(words) <= QUOTED else words[:QUOTED].rstrip() + "…"
        yield f"text outside the rows is not taken as a comment: “{quoted}”; see whether it is one"
    if len(strays) > MOST_STRAYS:
        yield f"{len(strays) - MOST_STRAYS} more texts stand outside the rows; look at the file"


def _moved(row: Row) -> Row:
    """Move a comment that was written into another column, where the row has no other."""
    if row.comment or row.change:
        return row
    words = [text for field in PLACES if len(text := getattr(row, field)) > LONG]
    words += [row.observation] if row.observation else []
    return replace(row, comment="\n".join(words)) if words else row


def _finding(number: int, row: Row, targets: Targets | None, sha256: str) -> Finding:
    """Make a finding of a row, placed by what it cites and, if possible, by the words that it quotes."""
    proposal = proposal_in(row.change) or proposal_in(row.comment)
    placed = place_of_row(row, targets, proposal.quote if proposal else "")
    known = type_of(row.type) if row.type else None
    cited = ", ".join(f"{field} {getattr(row, field)}" for field in PLACES if getattr(row, field))
    long = max(len(row.comment), len(row.change)) > MAX_COMMENT
    flags = [*(["unknown-type"] if row.type and known is None else []), *(["cut"] if long else [])]
    return Finding(
        channel=Channel.TEMPLATE,
        mark=Mark.REPLACE if row.change else Mark.NOTE,
        type=known or CommentType.GENERAL,
        comment=row.comment[:MAX_COMMENT],
        proposed_change=row.change[:MAX_COMMENT],
        place=placed.place,
        confidence=placed.confidence,
        source=Origin(sha256=sha256, subtype=f"row {number}", flags=tuple(flags), cited=cited[:MAX_COMMENT]),
    )


def place_of_row(row: Row, targets: Targets | None, quote: str = "") -> Placed:
    """Find the place that a row cites in all its columns together."""
    if targets is None:
        return Placed()
    columns = {Kind.SECTION: row.section, Kind.PARAGRAPH: row.paragraph, Kind.LINE: row.line}
    return place_cited(cited_in_columns(columns, targets, quote), targets)


@dataclass(frozen=True)
class MarginNote:
    """A comment beside the text: in Word's margin, or as a note on a cell."""

    text: str
    where: str
    """`margin`, or the cell."""
    author: str = ""
    written: str = ""
    quote: str = ""
    """The words that it is on."""

    def finding(self, row: Row | None, drafts_map: DraftMap | None, sha256: str) -> Finding:
        """Convert the margin note to a finding; place it by its table row, else by the quoted text."""
        targets = Targets(drafts_map) if drafts_map else None
        placed = Placed()
        if row is not None:
            placed = place_of_row(row, targets)
        elif targets is not None and self.quote:
            placed = place_cited(Cited(quote=self.quote), targets)
        origin = Origin(
            sha256=sha256,
            subtype=self.where[:SHORT],
            author=self.author[:SHORT],
            modified=self.written[:SHORT],
            flags=("cut",) if len(self.text) > MAX_COMMENT else (),
            raw=self.quote[:MAX_COMMENT],
        )
        return Finding(
            channel=Channel.TEMPLATE,
            mark=Mark.NOTE,
            comment=self.text[:MAX_COMMENT],
            place=placed.place,
            confidence=placed.confidence,
            source=origin,
        )
