"""Make files as members return them: marks on a draft's pages, filled forms, a letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
import openpyxl
from pikepdf import Array, Dictionary, Name, Pdf, String

from focalpoint.content.rounds.draft_map import DraftMap, Line
from focalpoint.content.rounds.drafts import Draft
from focalpoint.review.forms.form_content import sheet_form, word_form
from focalpoint.review.forms.template import COLUMNS

Box = tuple[float, float, float, float]
LETTER = """Dear colleagues,

thank you for draft {number}. We have two comments.

para {first}: Please say at which hours of the day it is tried out.

para {second}: replace "usually too late" with "often late"

With kind regards
The office in charge
"""


@dataclass(frozen=True)
class Spot:
    """The position of some words: page and boxes, one for each line."""

    page: int
    boxes: tuple[Box, ...]


def spot(made: DraftMap, words: str) -> Spot:
    """Find the first position of some words in a draft."""
    block = next(block for block in made.blocks if words in block.text)
    first = block.text.index(words)
    lines = [line for line in block.lines if line.start < first + len(words) and first < line.end]
    return Spot(lines[0].page, tuple(_box(line, first, first + len(words)) for line in lines))


def _box(line: Line, first: int, end: int) -> Box:
    inside = [word for word in line.words if word.start < end and first < word.end]
    return min(word.left for word in inside), line.bottom, max(word.right for word in inside), line.top


class Marker:
    """Writes annotations into a copy of a draft."""

    def __init__(self, data: bytes, made: DraftMap, author: str) -> None:
        self.pdf = Pdf.open(BytesIO(data))
        self.map = made
        self.author = author
        self.count = 0

    def _add(self, page: int, subtype: str, rectangle: Box, said: str, **more: Any) -> Any:
        self.count += 1
        facts = {"/Type": Name.Annot, "/Subtype": Name(f"/{subtype}"), "/Rect": Array(list(rectangle)), "/F": 4}
        facts |= {"/T": String(self.author), "/Contents": String(said), "/NM": String(f"mark-{self.count}")}
        facts |= {"/M": String("D:20261201090000Z"), "/C": Array([1, 0.85, 0.2])}
        made = self.pdf.make_indirect(Dictionary(facts | {f"/{name}": value for name, value in more.items()}))
        target = self.pdf.pages[page].obj
        if "/Annots" not in target:
            target.Annots = Array()
        target.Annots.append(made)
        return made

    def on_words(self, subtype: str, words: str, said: str, **more: Any) -> Any:
        """Highlight or strike out some words."""
        where = spot(self.map, words)
        quads = [corner for left, bottom, right, top in where.boxes for corner in _quad(left, bottom, right, top)]
        lefts, bottoms, rights, tops = zip(*where.boxes, strict=True)
        rectangle = (min(lefts), min(bottoms), max(rights), max(tops))
        return self._add(where.page, subtype, rectangle, said, QuadPoints=Array(quads), **more)

    def insert(self, behind: str, said: str) -> None:
        """Put a caret after some words."""
        self._caret(behind, said)

    def replace(self, words: str, said: str) -> None:
        """Strike words out and insert others, as PDF readers pair the two annotations."""
        caret = self._caret(words, said)
        caret.IT = Name.Replace
        self.on_words("StrikeOut", words, "", IRT=caret, RT=Name.Group, IT=Name.StrikeOutTextEdit)

    def _caret(self, behind: str, said: str) -> Any:
        where = spot(self.map, behind)
        _, bottom, right, _ = where.boxes[-1]
        return self._add(where.page, "Caret", (right - 4, bottom - 2, right + 4, bottom + 8), said)

    def note(self, beside: str, said: str) -> None:
        """Put a note in the margin beside some words."""
        where = spot(self.map, beside)
        _, bottom, _, top = where.boxes[0]
        middle = (bottom + top) / 2
        self._add(where.page, "Text", (70, middle - 9, 88, middle + 9), said, Name=Name.Comment)

    def fill(self, row: int, **fields: str) -> None:
        """Type into a row of the form on the last page."""
        groups = {str(group.T): group for group in self.pdf.Root.AcroForm.Fields}
        for field in groups[f"row{row}"].Kids:
            if str(field.T) in fields:
                field.V = String(fields[str(field.T)])

    def saved(self) -> bytes:
        """Return the file that is sent back."""
        written = BytesIO()
        self.pdf.save(written)
        return written.getvalue()


def _quad(left: float, bottom: float, right: float, top: float) -> tuple[float, ...]:
    return left, top, right, top, left, bottom, right, bottom


def returned_files(draft: Draft, copy: Callable[[str], bytes]) -> dict[str, bytes]:
    """Make what five members sent back, by file name; `copy` returns a member's copy of the draft."""
    made = draft.map()
    freedonia = Marker(copy("XF"), made, "Office of the Cabinet")
    freedonia.replace("twice a year", "four times a year.")
    freedonia.on_words("Highlight", "usually too late", "te: Our ministry of finance pays in time; please soften this.")
    freedonia.insert("Ring the third name on it", ", and its deputy")
    freedonia.note("The Focal Point does not measure rivers", "This paragraph is very useful.")
    sylvania = Marker(copy("XS"), made, "Desk officer")
    sylvania.replace("twice a year", "once a year.")
    sylvania.on_words("StrikeOut", "Nobody likes to be told that a new task has arrived", "Too informal.")
    graustark = Marker(copy("XG"), made, "")
    graustark.fill(1, paragraph="2.2", type="ed", comment="The three levels should stand in a list.", change="")
    graustark.fill(2, paragraph="1.1", type="te", comment="Say who names the official.")
    return {
        "freedonia.pdf": freedonia.saved(),
        "sylvania.pdf": sylvania.saved(),
        "graustark.pdf": graustark.saved(),
        "ruritania.docx": _word(draft, ("2.1", "te", "Add that a warning must be repeated.", "")),
        "ruritania.xlsx": _sheet(draft, ("3.1", "ed", "The sentence is sharp.", "usually late")),
        "oz.txt": LETTER.format(number=draft.number, first="1.2", second="3.1").encode(),
    }


def _columns() -> dict[str, int]:
    return {column.field: place for place, column in enumerate(COLUMNS)}


def _word(draft: Draft, row: tuple[str, str, str, str]) -> bytes:
    form = docx.Document(BytesIO(word_form(draft, None)))
    cells = form.tables[-1].rows[1].cells
    for field, words in zip(("paragraph", "type", "comment", "change"), row, strict=True):
        cells[_columns()[field]].text = words
    written = BytesIO()
    form.save(written)
    return written.getvalue()


def _sheet(draft: Draft, row: tuple[str, str, str, str]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(sheet_form(draft, None)))
    sheet = book.worksheets[0]
    head = next(row for row, cells in enumerate(sheet.iter_rows(values_only=True), 1) if COLUMNS[5].title in cells)
    for field, words in zip(("paragraph", "type", "comment", "change"), row, strict=True):
        sheet.cell(head + 1, _columns()[field] + 1, words)
    written = BytesIO()
    book.save(written)
    return written.getvalue()
