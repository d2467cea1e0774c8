"""The press's font files: their names, letters and widths, and subsets of them."""

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
"""Tables that shape or name text, which a PDF does by itself, or has done."""
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

    def has(self, letter: str) -> bool:
        """Whether the file has a letter."""
        return ord(letter) in self._letters

    @cached_property
    def _letters(self) -> frozenset[int]:
        return frozenset(self._face.unicodes)

    def glyph(self, letter: str) -> int:
        """The glyph of a letter; of a figure the old-style one, as in the text."""
        buffer = hb.Buffer()
        buffer.add_str(letter)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, {"onum": True})
        return int(buffer.glyph_infos[0].codepoint)

    def width(self, glyph: int) -> int:
        """A glyph's width in thousandths of the size."""
        advance: int = self._font.get_glyph_h_advance(glyph)
        return round(advance * 1000 / int(self._face.upem))

    @property
    def full_name(self) -> str:
        """Family and style as Pango says them."""
        named, say = hb.OTNameIdPredefined, self._face.get_name
        family = say(named.TYPOGRAPHIC_FAMILY) or say(named.FONT_FAMILY)
        style = say(named.TYPOGRAPHIC_SUBFAMILY) or say(named.FONT_SUBFAMILY)
        return f"{family} {style}"

    def facts(self) -> dict[str, object]:
        """What a PDF says of a font beside its glyphs."""
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
        """The file with these glyphs only, each under its own id."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            int.from_bytes(table.encode(), "big") for table in DROPPED
        )
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
        return bytes(hb.subset(self._face, wanted).blob.data)

    def mark(self, glyphs: set[int]) -> str:
        """Six capitals that tell one subset from another."""
        digest = sha256(repr((self.name, sorted(glyphs))).encode()).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6])


def squeezed(name: str) -> str:
    """`Source Serif 4 Semi-Bold` as `sourceserif4semibold`; an upright of ordinary weight is not told."""
    return re.sub(r"[^a-z0-9]|regular", "", name.lower())


@cache
def face_files() -> dict[str, FaceFile]:
    """The press's font files by their squeezed full names."""
    files = (FaceFile(path.stem, path) for path in sorted(FONTS.glob("*.ttf")))
    return {squeezed(face.full_name): face for face in files}
