"""Say in a PDF what each glyph stands for, in scripts in which one glyph stands for different characters.

WeasyPrint notes one text for each glyph of a font: that of the first place where it stands. In Arabic, Hebrew,
Devanagari, Thai and wherever marks are set over letters, a glyph stands for different characters in different places,
and several glyphs stand for one character or for characters in another order. Then a search finds, and a reader
copies, other words than those printed.

Here a glyph is noted with its own character. Where it stands for something else than before, it is shown in the same
font under another name. Where glyphs and characters cannot be paired, the place is marked with its text (`ActualText`).
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import md5
from typing import Any

from weasyprint.text.ffi import ffi, pango  # type: ignore[import-untyped]

COMPLEX = re.compile("[\u0300-\u036f\u0590-\u1dff\u20d0-\u20ff\u2e80-\ud7ff\uf900-\uffef\U00010000-\U0010ffff]")
"""Marks over letters, and the scripts that shape their letters or run from right to left, or have many."""
REORDERED = re.compile("[\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]")
"""Scripts of India and beyond that set a vowel before the letter that it is spoken after."""
ALIKE = str.maketrans({"\xa0": " ", "\u202f": " ", "\u2009": " ", "\xad": "-", "\u2010": "-", "\u2011": "-"})
"""One glyph serves several characters that only layout tells apart."""
SHOWN = re.compile(rb"<([0-9a-f]*)>")
DIGITS = 4
"""Hexadecimal digits by which a content stream writes a glyph."""
MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")

END = b"] TJ"
_Cluster = tuple[list[int], str]
"""Glyphs, from left to right, and the characters that they stand for together."""


@dataclass
class _Piece:
    """Glyphs that are shown together."""

    glyphs: int
    """How many."""
    font: Any = None
    """The font to show them in; None for the one of the line."""
    text: str | None = None
    """What they are marked with; None where what is noted for them is right."""

    @property
    def mends(self) -> bool:
        """Whether the library's own way to show them would say something else."""
        return self.font is not None or self.text is not None


def draw(own: Callable[..., Any], stream: Any, box: Any, *more: Any) -> Any:
    """Draw a line as the library's own function does, then mend what its glyphs are said to stand for."""
    if not COMPLEX.search(box.text) or any(one not in ("none", "clip") for one in more[:2]):
        return own(stream, box, *more)
    pieces = list(_pieces(stream, box))
    begin, current = len(stream.stream), stream._current_font
    drawn = own(stream, box, *more)
    for other in (piece.font for piece in pieces if piece.font is not None):
        # The library measures a glyph when it draws it.
        other.widths.update((glyph, other.first.widths[glyph]) for glyph in other.to_unicode)
    if any(piece.mends for piece in pieces):
        stream.stream[begin:] = _Mending(iter(pieces), current).mended(stream.stream[begin:])
    return drawn


def _pieces(stream: Any, box: Any) -> Iterator[_Piece]:
    """Read the first line of a box as it will be drawn, and note for its fonts what their glyphs stand for."""
    layout = box.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    text = layout.text.encode()
    line, _ = layout.get_first_line()
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        font, _size = stream.add_font(item.analysis.font)
        fonts = _Fonts(stream._fonts, font)
        backwards = bool(item.analysis.level % 2)
        for ids, said in _clusters(item, glyphs, text):
            yield from _noted(fonts, ids, unicodedata.normalize("NFC", said), backwards)
        run = run.next


@dataclass
class _Fonts:
    """A font of the document, and the same under other names, in which its glyphs stand for other characters."""

    all: dict[Any, Any]
    """The fonts of the document."""
    first: Any

    def noting(self, glyph: int, text: str) -> Any:
        """Note a glyph's text; returns the font that says it, None for the first."""
        if _alike(self.first.to_unicode.setdefault(glyph, text), text):
            return None
        number = 1
        while not _alike(self._other(number).to_unicode.setdefault(glyph, text), text):
            number += 1
        return self._other(number)

    def _other(self, number: int) -> Any:
        key = (self.first.hash, number)
        if key not in self.all:
            made = copy.copy(self.first)
            digest = md5(repr(key).encode(), usedforsecurity=False).digest()
            made.hash = "".join(chr(65 + byte % 26) for byte in digest[:6])
            made.name = b"/" + made.hash.encode() + b"+" + self.first.name.split(b"+")[-1]
            made.widths, made.to_unicode, made.first = {}, {}, self.first
            self.all[key] = made
        return self.all[key]


def _clusters(item: Any, glyphs: Any, text: bytes) -> Iterator[_Cluster]:
    """Yield the glyphs of each cluster from left to right, with the characters that they stand for together."""
    places = [glyphs.log_clusters[index] for index in range(glyphs.num_glyphs)]
    starts = sorted(set(places))
    ends = dict(zip(starts, [*starts[1:], item.length], strict=True))
    index = 0
    while index < len(places):
        place, ids = places[index], list[int]()
        while index < len(places) and places[index] == place:
            glyph = glyphs.glyphs[index].glyph
            if glyph != pango.PANGO_GLYPH_EMPTY:
                ids.append(glyph)
            index += 1
        if ids:
            yield ids, text[item.offset + place : item.offset + ends[place]].decode()


def _noted(fonts: _Fonts, glyphs: list[int], said: str, backwards: bool) -> Iterator[_Piece]:
    """Note what the glyphs of a cluster stand for; tells how they are shown, from left to right."""
    # A line from right to left is drawn from left to right: readers turn it round, and its brackets with it.
    seen = said.translate(MIRRORED) if backwards else said
    shares = [seen] if len(glyphs) == 1 else list(seen)
    if len(shares) != len(glyphs) or (len(glyphs) > 1 and REORDERED.search(seen)):
        for place, glyph in enumerate(glyphs):
            fonts.first.to_unicode.setdefault(glyph, seen[min(place, len(seen) - 1)])
        yield _Piece(len(glyphs), text=seen)
        return
    for glyph, share in zip(glyphs, reversed(shares) if backwards else shares, strict=True):
        # A glyph that the font has not: the library finds another number for it, and a check refuses the text before.
        unknown = glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG
        yield _Piece(1, None if unknown else fonts.noting(glyph, share))


def _alike(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one).translate(ALIKE) == other.translate(ALIKE)


class _Mending:
    """The operators of a line on their way to saying the right text."""

    def __init__(self, pieces: Iterator[_Piece], font: tuple[str, float] | None) -> None:
        self.pieces = pieces
        self.font = font
        """The line's font where the operators begin, with its size."""
        self.made: list[Any] = []
        self.shown = b""
        """What is shown next."""
        self.piece = _Piece(0)

    def mended(self, operators: list[Any]) -> list[Any]:
        """Return the operators with fonts and marks put in."""
        for operator in operators:
            if isinstance(operator, bytes) and operator.endswith(END):
                self._show(operator)
                continue
            if isinstance(operator, bytes) and operator.endswith(b" Tf"):
                name, size = operator[1:-3].split()
                self.font = name.decode(), float(size)
            self.made.append(operator)
        return self.made

    def _show(self, operator: bytes) -> None:
        place = 1
        for found in SHOWN.finditer(operator):
            self.shown += operator[place : found.start()]
            place = found.end()
            glyphs = found[1]
            if not glyphs:
                self.shown += b" "  # `0<>361` are two moves; without the brackets they would be one, of 0361
            while glyphs:
                if not self.piece.glyphs:
                    self._begin()
                taken = min(self.piece.glyphs, len(glyphs) // DIGITS)
                self.shown += b"<" + glyphs[: taken * DIGITS] + b">"
                glyphs = glyphs[taken * DIGITS :]
                self.piece.glyphs -= taken
                if not self.piece.glyphs:
                    self._end()
        self.shown += operator[place : -len(END)]
        self._flush()

    def _begin(self) -> None:
        self.piece = next(self.pieces)
        if self.piece.mends:
            self._flush()
        if self.piece.font is not None:
            self._set_font(self.piece.font.hash)
        if self.piece.text is not None:
            text = self.piece.text.encode("utf-16-be").hex().upper().encode()
            self.made += [b"/Span <</ActualText <FEFF%b>>>" % text, b"BDC"]

    def _end(self) -> None:
        if self.piece.mends:
            self._flush()
        if self.piece.text is not None:
            self.made.append(b"EMC")
        if self.piece.font is not None and self.font:
            self._set_font(self.font[0])

    def _set_font(self, name: str) -> None:
        assert self.font is not None
        self.made.append(f"/{name} {self.font[1]:g} Tf".encode())

    def _flush(self) -> None:
        if self.shown:
            self.made.append(b"[" + self.shown + END)
        self.shown = b""
