"""Read the text of each marked-content sequence of a page; written for the content streams that the press makes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Object

PAIR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")
OPERATOR = re.compile(
    rb"/(?P<font>\S+) [\d.]+ Tf\b|\[(?P<shown>[^\]]*)\] ?TJ\b|(?P<alone><[0-9a-f]*>) ?Tj\b|/\S+ Do\b"
    rb"|(?P<facts><<(?:[^<>]|<[0-9A-F]*>)*>>)?\s*(?P<begin>B[DM]C)\b|(?P<end>EMC)\b"
)
NUMBER = re.compile(rb"/MCID (\d+)")
REPLACED = re.compile(rb"/ActualText ?<([0-9A-F]*)>")
STRING = re.compile(rb"<([0-9a-f]+)>")
NONE = Dictionary()
NOTHING = -1
"""Stands for the MCID of marked content that has none: an artifact, or a part of other content."""


GlyphTexts = dict[bytes, str]
"""Glyph, as a content stream writes it → its text."""


@dataclass
class PageText:
    """The text of a page."""

    pieces: dict[int, list[tuple[bytes, GlyphTexts | None]]] = field(default_factory=dict)
    """MCID → what is shown, with the glyph texts of its font; or with None, the replacement text."""
    twice: list[int] = field(default_factory=list)
    """MCIDs that occur twice on the page."""
    loose: list[tuple[bytes, GlyphTexts | None]] = field(default_factory=list)
    """What is drawn outside marked content."""

    def text(self, number: int) -> str:
        """Return the text of one marked-content sequence."""
        return joined_text(self.pieces.get(number, []))


def joined_text(pieces: list[tuple[bytes, GlyphTexts | None]]) -> str:
    """Return the text of some pieces together."""
    return "".join(_replacement(shown) if known is None else _glyph_text(shown, known) for shown, known in pieces)


def _replacement(written: bytes) -> str:
    return bytes.fromhex(written.decode()).decode("utf-16").removeprefix("\ufeff")


def read_page_text(page: Object, known_fonts: dict[tuple[int, int], GlyphTexts]) -> PageText:
    """Read one page; `known_fonts` keeps the fonts that other pages use too."""
    named = page.get("/Resources", NONE).get("/Font", NONE).items()
    fonts = {name[1:].encode(): _font(font, known_fonts) for name, font in named}
    contents = page.get("/Contents", Array())
    streams = contents if isinstance(contents, Array) else [contents]
    said = PageText()
    known: GlyphTexts = {}
    marks: list[tuple[int, bool]] = []
    for found in OPERATOR.finditer(b"\n".join(stream.read_bytes() for stream in streams)):
        match found.lastgroup:
            case "font":
                known = fonts[found["font"]]
            case "begin":
                _begin(said, marks, found["facts"] or b"")
            case "end":
                marks.pop()
            case _:
                _show(said, marks, (found["shown"] or found["alone"] or b"", known))
    return said


def _font(font: Object, known_fonts: dict[tuple[int, int], GlyphTexts]) -> GlyphTexts:
    source = font.ToUnicode
    if source.objgen not in known_fonts:
        pairs = PAIR.findall(source.read_bytes())
        known_fonts[source.objgen] = {
            glyph.lower(): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs
        }
    return known_fonts[source.objgen]


def _glyph_text(shown: bytes, known: GlyphTexts) -> str:
    glyphs = b"".join(STRING.findall(shown))
    return "".join([known.get(glyphs[at : at + 4], "\N{REPLACEMENT CHARACTER}") for at in range(0, len(glyphs), 4)])


def _begin(said: PageText, marks: list[tuple[int, bool]], facts: bytes) -> None:
    """Begin marked content; an ActualText is entered at once."""
    number = int(found[1]) if (found := NUMBER.search(facts)) else NOTHING
    if number in said.pieces:
        said.twice.append(number)
    elif number != NOTHING:
        said.pieces[number] = []
    replaced = REPLACED.search(facts)
    if replaced:
        _show(said, marks, (replaced[1], None))
    marks.append((number, bool(replaced)))


def _show(said: PageText, marks: list[tuple[int, bool]], piece: tuple[bytes, GlyphTexts | None]) -> None:
    if not marks:
        said.loose.append(piece)
    elif not any(replaced for _, replaced in marks):
        owner = next((number for number, _ in reversed(marks) if number != NOTHING), NOTHING)
        if owner != NOTHING:
            said.pieces[owner].append(piece)
