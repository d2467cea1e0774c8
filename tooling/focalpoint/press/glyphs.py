"""A sheet of the letters that page heads and feet need, laid out once, and its glyphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from io import BytesIO
from typing import NamedTuple

from pikepdf import Array, Object, Pdf

from focalpoint.press.typefaces import mend_typefaces
from focalpoint.press.unit import fault, refuse

MAPPING = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
WEIGHTS = {"regular": 400, "strong": 600}


class Face(NamedTuple):
    """One font of the sheet: the object, a glyph for each letter, and the glyphs' widths."""

    font: Object
    glyphs: dict[str, int]
    widths: dict[int, float]

    def width(self, text: str, size: float) -> float:
        """Width of a text in points."""
        return sum(self.widths[self.glyphs[letter]] for letter in text) * size / 1000

    def show(self, text: str) -> bytes:
        """The operand that shows a text."""
        return b"<" + b"".join(b"%04x" % self.glyphs[letter] for letter in text) + b">"

    def cut(self, text: str, size: float, room: float) -> str:
        """The text, or as much of it as fits, with an ellipsis."""
        if self.width(text, size) <= room:
            return text
        while text and self.width(text + "…", size) > room:
            text = text[:-1]
        return text.rstrip() + "…"


def sheet_html(texts: Iterable[str]) -> str:
    """A page with every letter of the texts once in each weight."""
    letters = "".join(sorted(set("".join(texts)) - {" "}))
    rows = "".join(
        f"<p style=\"font: {weight} 9pt 'Source Sans 3'; font-variant-ligatures: none; font-kerning: none\">"
        f"{' '.join(map(escape, letters))}</p>"
        for weight in WEIGHTS.values()
    )
    return f'<html lang="en"><title>Letters</title><body>{rows}</body></html>'


def read_sheet(pdf: Pdf, sheet: bytes, texts: Iterable[str]) -> dict[str, Face]:
    """The faces of a sheet as fonts of the book; a letter that they lack is refused."""
    with Pdf.open(BytesIO(sheet)) as source:
        mend_typefaces(source)
        fonts = list(source.pages[0].obj.Resources.Font.values())
        by_weight = {"strong" if "Bold" in str(font.BaseFont) else "regular": font for font in fonts}
        faces = {
            weight: Face(pdf.copy_foreign(font), _glyphs(font), _widths(font)) for weight, font in by_weight.items()
        }
    missing = sorted(set("".join(texts)) - set(faces["regular"].glyphs))
    refuse(fault("", f"no typeface has the letter {letter!r} of a title; replace it") for letter in missing)
    return faces


def _glyphs(font: Object) -> dict[str, int]:
    pairs = MAPPING.findall(font.ToUnicode.read_bytes())
    return {bytes.fromhex(text.decode()).decode("utf-16-be"): int(glyph, 16) for glyph, text in pairs}


def _widths(font: Object) -> dict[int, float]:
    """The W array: a first glyph with a list of widths, or a range with one width."""
    listed = list(font.DescendantFonts[0].W)
    widths: dict[int, float] = {}
    while listed:
        first, second, *rest = listed
        if isinstance(second, Array):
            widths.update((int(first) + place, float(width)) for place, width in enumerate(second))
            listed = rest
        else:
            widths.update((glyph, float(rest[0])) for glyph in range(int(first), int(second) + 1))
            listed = rest[1:]
    return widths
