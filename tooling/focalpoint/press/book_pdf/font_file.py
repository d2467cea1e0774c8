"""Read the press's font files: names, characters and widths; and make subsets of them."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

import uharfbuzz as hb  # type: ignore[import-untyped]

from focalpoint.press.layout.isolation import FONTS

DROPPED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "STAT", "meta", "name", "post")
"""Tables for shaping and naming, which a finished PDF does not use."""
FIXED_WIDTH, SYMBOLIC, ITALIC = 1, 4, 64


@dataclass(frozen=True, order=True)
class FaceFile:
    """One font file; glyph ids are those of the whole file, also in its subsets."""

    name: str
    """Its PostScript name: `SourceSerif4-Semibold`."""
    path: Path = field(compare=False)

    @cached_property
    def _face(self) -> hb.Face:
        return hb.Face(hb.Blob.from_file_path(str(self.path)))

    @cached_property
    def _font(self) -> hb.Font:
        return hb.Font(self._face)

    def has(self, character: str) -> bool:
        """Return whether the file has a character."""
        return ord(character) in self._characters

    @cached_property
    def _characters(self) -> frozenset[int]:
        return frozenset(self._face.unicodes)

    def glyph(self, character: str) -> int:
        """Return the glyph id of a character; digits are old-style, as in the text."""
        buffer = hb.Buffer()
        buffer.add_str(character)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, {"onum": True})
        return int(buffer.glyph_infos[0].codepoint)

    def width(self, glyph: int) -> int:
        """Return a glyph's width in thousandths of the font size."""
        advance: int = self._font.get_glyph_h_advance(glyph)
        return round(advance * 1000 / int(self._face.upem))

    @property
    def full_name(self) -> str:
        """Return family and style as Pango names them."""
        named, say = hb.OTNameIdPredefined, self._face.get_name
        family = say(named.TYPOGRAPHIC_FAMILY) or say(named.FONT_FAMILY)
        style = say(named.TYPOGRAPHIC_SUBFAMILY) or say(named.FONT_SUBFAMILY)
        return f"{family} {style}"

    def descriptor(self) -> dict[str, object]:
        """Return the entries of the font's descriptor in a PDF."""
        scale = 1000 / self._face.upem
        box = struct.unpack(">4h", self._face.reference_table("head").data[36:44])
        extents = self._font.get_font_extents("ltr")
        return {
            "Flags": SYMBOLIC + (ITALIC if "It" in self.name.split("-")[-1] else 0),
            "FontBBox": [round(side * scale) for side in box],
            "ItalicAngle": round(struct.unpack(">i", self._face.reference_table("post").data[4:8])[0] / 65536, 2),
            "Ascent": round(extents.ascender * scale),
            "Descent": round(extents.descender * scale),
            "CapHeight": round(self._cap_height() * scale),
            "StemV": 80,
        }

    def _cap_height(self) -> float:
        return float(self._font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT))

    def subset(self, glyphs: set[int]) -> bytes:
        """Return the file with these glyphs only, each under its old id."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            int.from_bytes(table.encode(), "big") for table in DROPPED
        )
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
        return bytes(hb.subset(self._face, wanted).blob.data)

    def subset_tag(self, glyphs: set[int]) -> str:
        """Return the six capital letters by which PDF distinguishes subsets."""
        digest = sha256(repr((self.name, sorted(glyphs))).encode()).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6])


def face_key(name: str) -> str:
    """Return `sourceserif4semibold` for `Source Serif 4 Semi-Bold`; the word `Regular` is left out."""
    return re.sub(r"[^a-z0-9]|regular", "", name.lower())


@cache
def face_files() -> dict[str, FaceFile]:
    """Return the press's font files by the keys of their full names."""
    files = (FaceFile(path.stem, path) for path in sorted(FONTS.glob("*.ttf")))
    return {face_key(face.full_name): face for face in files}
