"""Writes marks into a PDF with the geometry and the habits of real readers; knows nothing of the importer.

What each reader does was taken from files that it wrote: order of the corners, size of icons and carets, encoding of
texts, names, dates, windows.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True)
class Reader:
    """The habits of one program."""

    name: str
    corners: str
    """Order in which it names the corners of a quad."""
    encoding: str
    slack: float = 0.0
    """Points by which the rectangle of a mark is larger than the mark."""
    icon: float = 18.0
    """Side of a note's icon in points; it hangs from the place meant."""
    centred: bool = False
    """Whether the icon is put around the place meant instead."""
    caret: tuple[float, float] = (0.78, 0.64)
    """Width and height of a caret as shares of the line's height."""
    drop: float = 0.0
    """How far a caret hangs below the line, as a share of its height."""
    popup: bool = True
    named: bool = True
    signed: bool = True
    dated: bool = True
    rich: bool = False
    direct: bool = False


READERS = (
    Reader("Acrobat", "ul ur ll lr", "utf-16-be", slack=4.9, rich=True),
    Reader("Foxit", "ul ur ll lr", "utf-16-be", icon=20, centred=True, caret=(0.6, 0.6), drop=0.25),
    Reader("Okular", "ll lr ur ul", "utf-16-be", icon=24, centred=True, popup=False),
    Reader("Evince", "ul ur ll lr", "utf-16-be", icon=24, centred=True, rich=False),
    Reader("Preview", "ll lr ul ur", "pdfdoc", icon=24, centred=True, named=False),
    Reader("PDF Expert", "ul ur ll lr", "utf-16-le", icon=24, centred=True, popup=False),
    Reader("mobile", "ur ul ll lr", "utf-8", icon=24, centred=True, popup=False, signed=False, direct=True),
)
BOMS = {"utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe", "utf-8": b"", "pdfdoc": b""}


class Pen:
    """One person's pen in one reader, over one file."""

    def __init__(self, pdf: Pdf, reader: Reader, author: str, chance: random.Random) -> None:
        self.pdf, self.reader, self.author, self.chance = pdf, reader, author, chance
        self.count = 0
        self.when = "D:20260301120000+01'00'"

    def text(self, words: str) -> String:
        """A string in the reader's encoding, or the nearest that can hold it."""
        try:
            data = BOMS[self.reader.encoding] + words.encode(self.reader.encoding)
        except UnicodeEncodeError:
            data = BOMS["utf-16-be"] + words.encode("utf-16-be")
        return String(data)

    def put(self, page: int, subtype: str, rect: Box, words: str = "", **more: Any) -> Any:
        """Add an annotation to a page."""
        self.count += 1
        slack = self.reader.slack if "QuadPoints" in more else 0.0
        box = (rect[0] - slack, rect[1] - slack, rect[2] + slack, rect[3] + slack)
        fields: dict[str, Any] = {"Type": Name.Annot, "Subtype": Name(f"/{subtype}"), "F": 4}
        fields["Rect"] = Array([round(side, 3) for side in box])
        if words:
            fields["Contents"] = self.text(words)
            if self.reader.rich:
                fields["RC"] = self.text(f'<?xml version="1.0"?><body><p>{words}</p></body>')
        if self.reader.signed:
            fields["T"] = self.text(self.author)
        if self.reader.named:
            fields["NM"] = String(f"{self.reader.name}-{self.author}-{self.count}-{page}")
        if self.reader.dated:
            fields["M"] = String(self.when.replace("00+", f"{self.count % 60:02}+"))
        made = Dictionary({f"/{key}": value for key, value in (fields | more).items()})
        made = made if self.reader.direct else self.pdf.make_indirect(made)
        self._annotations(page).append(made)
        if self.reader.popup and words:
            window = self.pdf.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=Array([500, box[1], 700, box[3]]), Parent=made)
            )
            made.Popup = window
            self._annotations(page).append(window)
        return made

    def _annotations(self, page: int) -> Any:
        target = self.pdf.pages[page].obj
        if "/Annots" not in target:
            target.Annots = Array([])
        return target.Annots

    def quads(self, lines: Sequence[Box]) -> Array:
        """QuadPoints of some lines in the reader's order."""
        numbers: list[float] = []
        for left, bottom, right, top in lines:
            at = {"ul": (left, top), "ur": (right, top), "ll": (left, bottom), "lr": (right, bottom)}
            numbers += [round(side, 3) for corner in self.reader.corners.split() for side in at[corner]]
        return Array(numbers)

    def on_text(self, subtype: str, page: int, lines: Sequence[Box], words: str = "", **more: Any) -> Any:
        """A highlight, an underline or a stroke through some lines."""
        return self.put(page, subtype, around(lines), words, QuadPoints=self.quads(lines), **more)

    def caret(self, page: int, x: float, line: Box, words: str, **more: Any) -> Any:
        """An insertion before the letter at `x` of a line."""
        high = line[3] - line[1]
        width, height = self.reader.caret[0] * high, self.reader.caret[1] * high
        bottom = line[1] - self.reader.drop * high
        return self.put(page, "Caret", (x - width / 2, bottom, x + width / 2, bottom + height), words, **more)

    def replace(self, page: int, lines: Sequence[Box], words: str) -> None:
        """A replacement: a caret at the end of a stroke, tied together in the reader's way or not at all."""
        last = lines[-1]
        if self.reader.name == "Acrobat":
            caret = self.caret(page, last[2], last, words, IT=Name.Replace)
            self.on_text("StrikeOut", page, lines, IRT=caret, RT=Name.Group, IT=Name.StrikeOutTextEdit)
        elif self.reader.name == "Foxit":
            stroke = self.on_text("StrikeOut", page, lines)
            self.caret(page, last[2], last, words, IRT=stroke, RT=Name.Group, IT=Name.Replace)
        else:
            self.on_text("StrikeOut", page, lines)
            self.caret(page, last[2], last, words)

    def note(self, page: int, x: float, y: float, words: str) -> Any:
        """A note at a point, its icon hanging from it or around it."""
        side = self.reader.icon
        left, top = (x - side / 2, y + side / 2) if self.reader.centred else (x, y)
        return self.put(page, "Text", (left, top - side, left + side, top), words, Name=Name.Comment)

    def callout(self, page: int, x: float, y: float, words: str) -> Any:
        """A text in the margin with an arrow to a point."""
        box = (440.0, y + 20, 560.0, y + 50)
        return self.put(page, "FreeText", box, words, CL=Array([x, y, 430, y + 30, 440, y + 30]))

    def typed(self, page: int, y: float, words: str) -> Any:
        """A text typed into the right margin at some height."""
        return self.put(page, "FreeText", (530.0, y - 7, 590.0, y + 7), words)

    def frame(self, page: int, box: Box, words: str, subtype: str = "Square") -> Any:
        """A frame drawn around words."""
        return self.put(page, subtype, (box[0] - 2, box[1] - 1, box[2] + 2, box[3] + 1), words)

    def scribble(self, page: int, lines: Sequence[Box], words: str, *, marker: bool) -> Any:
        """A line drawn by hand under each line of words, or over them with a marker."""
        strokes = []
        for left, bottom, right, top in lines:
            y = bottom + (0.5 if marker else 0.12) * (top - bottom)
            steps = [left + share * (right - left) / 8 for share in range(9)]
            wave = [(round(x, 2), round(y + self.chance.uniform(-0.8, 0.8), 2)) for x in steps]
            strokes.append(Array([side for point in wave for side in point]))
        more = {"IT": Name.InkHighlight} if marker else {}
        return self.put(page, "Ink", around(lines), words, InkList=Array(strokes), **more)


def around(lines: Sequence[Box]) -> Box:
    """The box of some lines."""
    lefts, bottoms, rights, tops = zip(*lines, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
