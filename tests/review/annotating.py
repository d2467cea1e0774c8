"""Marks up a PDF as a person does: finds words on its pages and puts annotations on them in a reader's style."""

from __future__ import annotations

import random
from functools import lru_cache
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from figures.marked.marking import DROPPED, Letter, Printed, Sentence, letters_of
from figures.marked.pens import READERS, Box, Pen

STYLES = {reader.name: reader for reader in READERS}


@lru_cache(maxsize=8)
def _letters(data: bytes) -> list[Letter]:
    return letters_of(data)


class Desk:
    """Somebody's copy of a PDF, and their pens."""

    def __init__(self, data: bytes, reader: str = "Acrobat", author: str = "Desk officer") -> None:
        self.data = data
        self.pdf = pikepdf.open(BytesIO(data))
        self.pen = self.other(reader, author)

    def other(self, reader: str = "Acrobat", author: str = "Other officer") -> Pen:
        """Another person's pen, or another program's."""
        return Pen(self.pdf, STYLES[reader], author, random.Random(1))

    def find(self, words: str, nth: int = 0) -> Printed:
        """Where words stand for the first time, or a later one."""
        letters = _letters(self.data)
        stream, key = "".join(letter.text for letter in letters), DROPPED.sub("", words)
        at = -1
        for _ in range(nth + 1):
            at = stream.index(key, at + 1)
        waiting = iter(letters[at : at + len(key)])
        spread = tuple(None if DROPPED.fullmatch(letter) else next(waiting) for letter in words)
        return Printed(Sentence("", 0, "", words), spread)

    def spot(self, words: str, nth: int = 0) -> tuple[int, list[Box]]:
        """The page and the boxes of words, one for each line."""
        found = self.find(words, nth)
        return min(found.pages), found.lines(0, len(words))

    def mark(self, subtype: str, words: str, said: str = "", nth: int = 0, pen: Pen | None = None, **more: Any) -> Any:
        """Highlight, underline or strike out words."""
        page, lines = self.spot(words, nth)
        return (pen or self.pen).on_text(subtype, page, lines, said, **more)

    def caret(self, behind: str, said: str, nth: int = 0, pen: Pen | None = None, **more: Any) -> Any:
        """Insert something behind words."""
        page, lines = self.spot(behind, nth)
        return (pen or self.pen).caret(page, lines[-1][2], lines[-1], said, **more)

    def add(self, page: int = 0, **fields: Any) -> Any:
        """Any annotation, written as it is given; a caller leaves out or breaks what it likes."""
        made = self.pdf.make_indirect(
            Dictionary({f"/{key}": value for key, value in {"Type": Name.Annot, **fields}.items()})
        )
        target = self.pdf.pages[page].obj
        if "/Annots" not in target:
            target.Annots = Array([])
        target.Annots.append(made)
        return made

    def note(self, said: Any, page: int = 0, **more: Any) -> Any:
        """A note in the middle of the first page, with whatever it says."""
        return self.add(page, Subtype=Name.Text, Rect=Array([100, 600, 118, 618]), Contents=said, **more)

    def saved(self, **how: Any) -> bytes:
        """The file as it is sent back."""
        out = BytesIO()
        self.pdf.save(out, **how)
        return out.getvalue()


def written_on(data: bytes, page: int, words: str, at: tuple[float, float] = (72, 20)) -> bytes:
    """The file with words printed on a page."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        sheet = pdf.pages[page]
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        sheet.obj.Resources.Font = Dictionary({**dict(sheet.obj.Resources.get("/Font", {})), "/Fx": font})
        shown = words.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)")
        sheet.contents_add(b"q BT /Fx 8 Tf 1 0 0 1 %d %d Tm (%b) Tj ET Q" % (*at, shown))
        pdf.save(out)
    return out.getvalue()
