"""The letters in which the book itself writes page heads and feet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pikepdf import Object

from focalpoint.press.book_pdf.font_file import FaceFile, face_files
from focalpoint.press.book_pdf.font_merging import Merging
from focalpoint.press.section import fault, refuse

FILES = {"regular": "sourcesans3", "strong": "sourcesans3semibold"}


class Face(NamedTuple):
    """One font of heads and feet: the object in the book, a glyph for each letter, and the glyphs' widths."""

    font: Object
    glyphs: dict[str, int]
    widths: dict[int, int]

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


def lend_faces(merging: Merging, texts: Iterable[str]) -> dict[str, Face]:
    """The faces for these texts; a letter that they lack is refused."""
    files = {weight: face_files()[name] for weight, name in FILES.items()}
    letters = sorted(set("".join(texts)))
    missing = [letter for letter in letters if not files["regular"].has(letter)]
    refuse(fault("", f"no typeface has the letter {letter!r} of a title; replace it") for letter in missing)
    return {weight: _lent(merging, file, letters) for weight, file in files.items()}


def _lent(merging: Merging, file: FaceFile, letters: Iterable[str]) -> Face:
    glyphs = {letter: file.glyph(letter) for letter in letters}
    widths = {glyph: file.width(glyph) for glyph in glyphs.values()}
    return Face(merging.lend(file, glyphs, widths), glyphs, widths)
