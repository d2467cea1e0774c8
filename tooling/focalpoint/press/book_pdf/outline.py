"""The outline: every unit and every heading in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from focalpoint.press.book_pdf.links import Chapter
from focalpoint.press.section import Entry


@dataclass
class Line:
    """One line of the outline, on a page of the book."""

    title: str
    place: Object
    children: list[Line] = field(default_factory=list)


def lines(chapters: Sequence[Chapter]) -> list[Line]:
    """A line for each unit; a unit of level 2 stands below the unit before it."""
    found: list[Line] = []
    for chapter in chapters:
        below = _below(chapter.laid_out.outline, chapter.pages)
        line = Line(chapter.unit.heading, Array([chapter.pages[0], Name.Fit]), below)
        siblings = found[-1].children if chapter.unit.level > 1 and found else found
        siblings.append(line)
    return found


def _below(entries: Sequence[Entry], pages: list[Object]) -> list[Line]:
    return [
        Line(entry.title, Array([pages[entry.page], Name.XYZ, entry.x, entry.y, 0]), _below(entry.children, pages))
        for entry in entries
    ]


def write_outline(pdf: Pdf, found: Sequence[Line]) -> Object:
    """The outline as PDF objects, its units closed."""
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    _attach(pdf, root, found)
    root.Count = len(found)
    return root


def _attach(pdf: Pdf, parent: Object, found: Sequence[Line]) -> None:
    items = [pdf.make_indirect(Dictionary(Title=String(line.title), Parent=parent, Dest=line.place)) for line in found]
    for item, line in zip(items, found, strict=True):
        if line.children:
            _attach(pdf, item, line.children)
            # A negative count closes the line.
            item.Count = -len(line.children)
    for before, after in pairwise(items):
        before.Next = after
        after.Prev = before
    if items:
        parent.First, parent.Last = items[0], items[-1]
