"""Read the text of a page in the order in which it was drawn, where PDFium would bring it into an order of its own.

PDFium turns lines with Hebrew or Arabic round by what it takes for their direction, and moves what stands beside them.
Pages in the scripts that it reorders are therefore read by marked content, one piece for each line box of WeasyPrint,
and a page with lines from right to left is compared by the texts of these boxes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from ctypes import c_void_p, cast
from typing import Any

from pypdfium2 import raw  # type: ignore[import-untyped]

REORDERED = re.compile("[\u0300-\u036f\u0590-\u1dff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Characters whose line PDFium may bring into an order of its own: from right to left, and with marks over letters."""
PARTED = "\x1e"
"""Parts the pieces of a page that was read by its marked content."""


def pieces(page: Any) -> list[str]:
    """Return the text of a page, in one piece; of a page in scripts that are reordered, one for each line box."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    if not REORDERED.search(text):
        return [text]
    places = {address: place for place, address in enumerate(_objects(page))}
    found: dict[int, list[str]] = defaultdict(list)
    place = 0
    for index in range(raw.FPDFText_CountChars(text_page)):
        address = cast(raw.FPDFText_GetTextObject(text_page, index), c_void_p).value
        # What PDFium adds itself, such as a space, belongs to what stands before it.
        place = places.get(address, place)
        found[place].append(chr(raw.FPDFText_GetUnicode(text_page, index)))
    return _by_content(page, found)


def _by_content(page: Any, found: dict[int, list[str]]) -> list[str]:
    """Join the texts of objects that stand in one piece of marked content."""
    joined: list[str] = []
    before = None
    for place, thing in enumerate(_things(page)):
        number = raw.FPDFPageObj_GetMarkedContentID(thing)
        text = "".join(found.get(place, ()))
        if joined and number == before and number >= 0:
            joined[-1] += text
        else:
            joined.append(text)
        before = number
    return joined


def _objects(page: Any) -> Iterator[int | None]:
    return (cast(thing, c_void_p).value for thing in _things(page))


def _things(page: Any) -> Iterator[Any]:
    """Yield the objects of a page in the order in which they are drawn, those of drawings in their place."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _inside(raw.FPDFPage_GetObject(page, index))


def _inside(thing: Any) -> Iterator[Any]:
    yield thing
    if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM:
        for index in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _inside(raw.FPDFFormObj_GetObject(thing, index))


def in_logical_order(page: str, boxes: Iterable[str]) -> str:
    """Return the text of a page with each line as its box has it, where both have the same characters.

    The page's pieces are parted; boxes are the texts of its line boxes, as the gates compare them. A piece with other
    characters than every box stays as it is, and so differs from the text.
    """
    waiting: dict[str, list[str]] = defaultdict(list)
    for box in boxes:
        waiting["".join(sorted(box))].append(box)
    return "".join(_as_written(piece, waiting["".join(sorted(piece))]) for piece in page.split(PARTED))


def _as_written(piece: str, boxes: list[str]) -> str:
    """Take from the boxes with the same characters the one that reads as the piece does, or else the first."""
    if not boxes:
        return piece
    return boxes.pop(boxes.index(piece) if piece in boxes else 0)
