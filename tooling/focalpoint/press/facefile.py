"""The press's font files: their names, letters and widths, and subsets of them."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

import uharfbuzz as hb

from focalpoint.press.isolation import FONTS

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

    @cached_property
    def glyphs(self) -> dict[str, int]:
        """The plain glyph of each letter."""
        return {chr(code): self._font.get_nominal_glyph(code) or 0 for code in self._face.unicodes}

    def width(self, glyph: int) -> int:
        """A glyph's width in thousandths of the size."""
        return round(self._font.get_glyph_h_advance(glyph) * 1000 / self._face.upem)

    @property
    def full_name(self) -> str:
        """Family and style as Pango says them."""
        family, style = hb.OTNameIdPredefined.TYPOGRAPHIC_FAMILY, hb.OTNameIdPredefined.TYPOGRAPHIC_SUBFAMILY
        family_1, style_1 = hb.OTNameIdPredefined.FONT_FAMILY, hb.OTNameIdPredefined.FONT_SUBFAMILY
        names = self._face
        return f"{names.get_name(family) or names.get_name(family_1)} {names.get_name(style) or names.get_name(style_1)}"

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
