"""Read a comment form or a member's own table returned as text (.csv), with any separator and in any usual encoding."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence

from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import LeftOutKind, Returned, words_in
from focalpoint.review.forms.form_reading import FormReading
from focalpoint.review.forms.headings import filled, heading_fields
from focalpoint.review.forms.template_rows import targets_of
from focalpoint.review.intake.readers import HEAD, Reader
from focalpoint.review.returned_pdf.draft_identity import named_draft
from focalpoint.review.returned_pdf.pdf_values import clean

SEPARATORS = ";,\t|"
MOST_ROWS, MOST_COLUMNS = 5_000, 40
MOST_CELL = 10_000_000
"""Characters of one cell."""
MOST_ABOVE = 60
"""Rows in which the headings are looked for."""
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
_ENCODINGS = ("cp1252", "cp1251", "cp1256", "gb18030", "iso8859_5", "cp866")
LOST = "\N{REPLACEMENT CHARACTER}"


def is_csv(data: bytes) -> bool:
    """Tell a table of text by a row of headings that names at least two columns, above at least one row."""
    text = _decoded(data)
    return text is not None and _separator(text) != ""


def read_csv(data: bytes, drafts: Sequence[Draft], asked: int = 0) -> Returned:
    """Read the rows of a table of text, and all text above them."""
    text = _decoded(data) or ""
    every = list(_rows(text, _separator(text)))
    table = [[clean(cell) for cell in row[:MOST_COLUMNS]] for row in every[:MOST_ROWS]]
    named = named_draft("\n".join(cell for row in table for cell in row), (), drafts, asked)
    reading = FormReading(targets_of(named.map), hashlib.sha256(data).hexdigest())
    own = [sum(map(words_in, row)) for row in table]
    reading.table(table, own, filled(table), lambda index: f"row {index + 1}")
    told = list(_unread(every, reading))
    if LOST in text:
        told.append(f"{text.count(LOST)} characters were lost when the table was saved as text; ask for it as .xlsx")
    return reading.returned(named, told)


def _decoded(data: bytes) -> str | None:
    """Decode a text; None for what is none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    head = data[:HEAD]
    if b"\x00" in head:
        for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if head[start::2].count(0) > 0.8 * (len(head) // 2):
                return data.decode(encoding, "replace")
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # The encoding is the one in which the row of headings can be read.
        texts = [text for one in _ENCODINGS if (text := data.decode(one, "replace"))]
        return next((text for text in texts if _separator(text)), texts[0])


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(MOST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator or ",")


def _separator(text: str) -> str:
    """Find the separator with which a row of headings names most columns; empty where none does."""
    best, most = "", 1
    for one in SEPARATORS:
        found = max((count for count in _heads(text, one)), default=0)
        if found > most:
            best, most = one, found
    return best


def _heads(text: str, separator: str) -> Iterator[int]:
    """Yield how many columns each possible row of headings names."""
    before = 0
    try:
        for index, cells in enumerate(_rows(text, separator)):
            if before and len(cells) > 1 and any(cell.strip() for cell in cells):
                yield before
            before = heading_fields(cells) if len(cells) > 1 else 0
            if index > MOST_ABOVE:
                return
    except csv.Error:
        return


def _unread(every: Sequence[Sequence[str]], reading: FormReading) -> Iterator[str]:
    """Count and tell the rows and cells beyond a limit."""
    lost = [row for row in every[MOST_ROWS:] if any(row)]
    cells = [cell for row in every[:MOST_ROWS] for cell in row[MOST_COLUMNS:] if cell.strip()]
    if lost or cells:
        place = f"{len(lost)} rows after row {MOST_ROWS}, {len(cells)} cells after column {MOST_COLUMNS}"
        words = sum(words_in(cell) for row in lost for cell in row) + sum(map(words_in, cells))
        reading.leave_more(LeftOutKind.UNREAD, place, words)
        yield f"NOT READ: {place}; import them as a file of their own"


READER = Reader(is_csv, read_csv)
