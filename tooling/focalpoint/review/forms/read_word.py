"""Read a comment form returned as a Word file: rows, comments in the margin, tracked changes, other text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import LeftOutKind, Returned, refused, words_in
from focalpoint.review.draft_copies.copied_text import CopiedText
from focalpoint.review.draft_copies.entering import enter_copy
from focalpoint.review.forms.draft_paragraphs import (
    DraftParagraphs,
    is_changed,
    original,
    place_in,
)
from focalpoint.review.forms.form_reading import FormReading
from focalpoint.review.forms.headings import filled
from focalpoint.review.forms.office_file import OfficeFile, below, is_office, local
from focalpoint.review.forms.template import Row, is_ours
from focalpoint.review.forms.template_rows import MarginNote, targets_of
from focalpoint.review.forms.word_letter import Paragraph, enter_letter, enter_paragraph, paragraph_of
from focalpoint.review.forms.word_margin import anchors, margin_notes
from focalpoint.review.forms.word_tables import MOST_COLUMNS, MOST_ROWS, enter_table, read_table
from focalpoint.review.forms.word_text import hidden_words, pieces, shown, styles_of
from focalpoint.review.intake.readers import Reader
from focalpoint.review.returned_pdf.draft_identity import NamedDraft, named_draft

MOST_MARGIN = 2_000
OTHER_PARTS = {"header": "header", "footer": "footer", "footnotes": "footnotes", "endnotes": "endnotes"}
"""Parts beside the text itself, by the name of their relation."""
LETTER = 2
"""Paragraphs of ours from which a file is a copy of the draft and no letter that quotes one."""


def is_word(data: bytes) -> bool:
    """Tell a Word file by its parts; any Office file but Excel's counts as one, and is refused with a reason."""
    return is_office(data) and not (b"xl/workbook" in data and b"word/document" not in data)


def read_word(data: bytes, drafts: Sequence[Draft], asked: int = 0) -> Returned:
    """Read all that a returned Word form holds; raises Trouble for a file that cannot be read."""
    file = OfficeFile(data)
    main = next((name for _, name in file.related("", "officeDocument")), "word/document.xml")
    document = _Document(file, main)
    named = named_draft(document.seen, file.properties(), drafts, asked)
    if (copied := _copied(document, named, drafts)) is not None:
        named, copy = copied
        reading = FormReading(targets_of(named.map), hashlib.sha256(data).hexdigest())
        entered = enter_copy(copy, document.margin, reading)
        letter = [Paragraph(one.number, one.node, one.pieces, shown(one.pieces)) for one in entered.letter]
        told = [*entered.told, *enter_letter(letter, reading), *document.unread(reading, ())]
        return reading.returned(named, told)
    reading = FormReading(targets_of(named.map), hashlib.sha256(data).hexdigest())
    told = list(document.enter(reading, named.map))
    return reading.returned(named, told)


def _copied(
    document: _Document, named: NamedDraft, drafts: Sequence[Draft]
) -> tuple[NamedDraft, CopiedText] | None:
    """Find the draft of which a file is a copy: the one that it names, else any whose words it has."""
    maps = [(named.number, named.map)] if named.map else []
    if not maps and not document.filled:
        maps = [(one.number, one.map()) for one in reversed(drafts)]
    for number, drafts_map in maps:
        copy = CopiedText(document.trees, document.styles, drafts_map)
        if copy.is_copy or document.is_sent:
            return (named if named.map else NamedDraft(number, drafts_map)), copy
    return None


class _Document:
    """All text of the document."""

    def __init__(self, file: OfficeFile, main: str) -> None:
        root = file.tree(main)
        body = next((node for node in root if local(node) == "body"), None)
        if body is None:
            raise refused("the file is no Word document; ask the sender for the comment form")
        self._file = file
        self.styles = styles = styles_of(file, main)
        self.trees = [body, *(file.tree(name) for _, name in file.related(main, "footnotes"))]
        self.tables = [read_table(node, styles) for node in below(body, "tbl", closed="tbl")]
        self.paragraphs = [
            paragraph_of(number, node, styles) for number, node in enumerate(below(body, "p", closed="tbl"), 1)
        ]
        self.other = [
            (place, shown(pieces(file.tree(name), styles)))
            for kind, place in OTHER_PARTS.items()
            for _, name in file.related(main, kind)
        ]
        for one in self.tables:
            one.filled = filled(one.cells)
        self.margin = margin_notes(file, main, root, styles)

    @property
    def is_sent(self) -> bool:
        """Whether it is a Word file in which we sent the draft."""
        return any("focalpoint-word-d" in said for said in self._file.properties())

    @property
    def filled(self) -> bool:
        """Whether a table of it is a form with comments."""
        return any(table.filled.rows for table in self.tables)

    @property
    def seen(self) -> str:
        """All words in which the document may name its draft."""
        cells = [cell for one in self.tables for row in one.cells for cell in row]
        return "\n".join([*(one.text for one in self.paragraphs), *cells, *(text for _, text in self.other)])

    def enter(self, reading: FormReading, drafts_map: DraftMap | None) -> Iterator[str]:
        """Enter the rows, then the changes of paragraphs of ours, then the margin; yield what a person must know."""
        for place, table in enumerate(self.tables):
            enter_table(place, table, reading)
        yield from self._enter_paragraphs(reading, drafts_map)
        for part, text in self.other:
            for line in filter(None, text.split("\n")):
                reading.outside(part, line)
        notes = list(self.margin.items())
        for number, note in notes[:MOST_MARGIN]:
            row, placed = self._row(number), None
            paragraph = next((one for one in self.paragraphs if one.ours and number in anchors(one.node)), None)
            if row is None and paragraph is not None and paragraph.ours is not None:
                before = original(paragraph.pieces)[: anchors(paragraph.node)[number]]
                placed = place_in(paragraph.ours, before, note.quote)
            placed = placed or note.placed(row, reading.targets)
            reading.note(note, note.finding(placed, reading.sha256, row.member if row else ""))
        yield from self.unread(reading, notes[MOST_MARGIN:])

    def _enter_paragraphs(self, reading: FormReading, drafts_map: DraftMap | None) -> Iterator[str]:
        """Enter what stands outside the tables: changes in paragraphs of the draft, and a letter, if it is one."""
        self._recognise(drafts_map)
        letter: list[Paragraph] = []
        for one in self.paragraphs:
            if hidden := hidden_words(one.pieces):
                reading.leave_more(LeftOutKind.HIDDEN, one.where, hidden)
            if one.ours is None:
                letter += [one] if one.text else []
                continue
            enter_paragraph(one, one.ours, reading)
        if self.filled:
            for one in letter:
                reading.outside(one.where, one.text)
        elif letter:
            yield from enter_letter(letter, reading)
        copied = [one for one in self.paragraphs if one.ours]
        if len(copied) >= LETTER:
            yield (
                f"the file holds the draft's own text ({len(copied)} paragraphs), which is not entered; its "
                "changes and comments are; see that none is missing"
            )

    def _recognise(self, drafts_map: DraftMap | None) -> None:
        """Find the paragraphs that are the draft's own."""
        if drafts_map is None:
            return
        draft = DraftParagraphs(drafts_map)
        for one in self.paragraphs:
            carries = is_changed(one.pieces) or bool(anchors(one.node).keys() & self.margin.keys())
            before = original(one.pieces)
            if before and not is_ours(one.text):
                one.ours = draft.find(before, loosely=carries)
        copied = [one for one in self.paragraphs if one.ours and words_in(one.text) > 3]
        if len(copied) < LETTER and not any(is_changed(one.pieces) or anchors(one.node) for one in copied):
            for one in self.paragraphs:
                one.ours = None

    def _row(self, comment: str) -> Row | None:
        """Find the row that a comment in the margin is anchored in."""
        return next(
            (one.filled.rows.get(one.commented[comment]) for one in self.tables if comment in one.commented), None
        )

    def unread(self, reading: FormReading, notes: Sequence[tuple[str, MarginNote]]) -> Iterator[str]:
        """Count and tell what is not read."""
        if notes:
            reading.leave_more(LeftOutKind.UNREAD, "margin", sum(note.words for _, note in notes))
            yield f"NOT READ: {len(notes)} comments in the margin after {MOST_MARGIN}; see them in the file"
        if more := sum(table.more for table in self.tables):
            place = f"{more} rows after row {MOST_ROWS} or cells after column {MOST_COLUMNS}"
            reading.leave_more(LeftOutKind.UNREAD, place, 0)
            yield f"NOT READ: {place}; see them in the file"
        if pictures := self._file.pictures():
            reading.leave_more(LeftOutKind.UNREAD, f"{len(pictures)} pictures or embedded files", 0)
            yield f"NOT READ: {len(pictures)} pictures or embedded files, whose words cannot be read; open the file"


READER = Reader(is_word, read_word)
