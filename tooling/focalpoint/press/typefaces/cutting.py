"""Cut a typeface from a full font: the wanted characters with all that shapes them, as TrueType outlines."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont, newTable  # type: ignore[import-untyped]

LICENCE = "open font license"
COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, VERSION, POSTSCRIPT, TERMS, TERMS_ADDRESS = 0, 1, 2, 3, 4, 5, 6, 13, 14
KEPT_NAMES = (COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, VERSION, POSTSCRIPT, TERMS, TERMS_ADDRESS)
LARGEST_ERROR = 0.002
"""How far a converted outline may lie from the original, in parts of the type's size."""


class NotOpenError(ValueError):
    """Raised for a font that is not under the SIL Open Font License."""


@dataclass(frozen=True)
class Cut:
    """A typeface that was cut."""

    name: str
    family: str
    source: str
    """Name of the full font's file."""
    version: str
    copyright: str
    data: bytes
    points: frozenset[int]
    """The characters that it holds."""


def opened(file: Path, font: str = "") -> TTFont:
    """Open a font file, or the font of this family in a collection; raises NotOpenError and StopIteration."""
    if file.suffix == ".ttc":
        fonts = TTCollection(file, lazy=True).fonts
        return next(one for one in fonts if one["name"].getDebugName(FAMILY) == font)
    return TTFont(file, lazy=True)


def is_open(font: TTFont) -> bool:
    """Tell whether a font says that it is under the SIL Open Font License."""
    said = (font["name"].getDebugName(number) or "" for number in (TERMS, TERMS_ADDRESS))
    return any(LICENCE in one.lower() or "/ofl" in one.lower() for one in said)


def cut(font: TTFont, source: str, points: Collection[int], name: str, family: str = "") -> Cut:
    """Cut a font to some of its characters; raises NotOpenError where its licence does not allow it."""
    if not is_open(font):
        raise NotOpenError(f"{source} is not under the SIL Open Font License; take a font that is")
    held = frozenset(points) & frozenset(font.getBestCmap())
    options = Options(
        layout_features=["*"], hinting=False, glyph_names=False, notdef_outline=True, name_IDs=list(KEPT_NAMES)
    )
    options.drop_tables += ["DSIG", "VORG", "vhea", "vmtx", "BASE", "STAT", "meta"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=held)
    subsetter.subset(font)
    if "CFF " in font:
        _to_truetype(font)
    family = family or str(font["name"].getDebugName(FAMILY))
    _name(font, name, family)
    facts = {number: str(font["name"].getDebugName(number) or "") for number in (COPYRIGHT, VERSION)}
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    return Cut(name, family, source, facts[VERSION], facts[COPYRIGHT], _bytes(font), held)


def _bytes(font: TTFont) -> bytes:
    from io import BytesIO

    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _name(font: TTFont, name: str, family: str) -> None:
    for number, said in (
        (FAMILY, family),
        (STYLE, "Regular"),
        (FULL, f"{family} Regular"),
        (POSTSCRIPT, name),
        (UNIQUE, name),
    ):
        font["name"].removeNames(nameID=number)
        font["name"].setName(said, number, 3, 1, 0x409)


def _to_truetype(font: TTFont) -> None:
    """Turn outlines of third degree into such of second degree: the press joins TrueType fonts alone."""
    order = font.getGlyphOrder()
    glyphs = font.getGlyphSet()
    error = font["head"].unitsPerEm * LARGEST_ERROR
    made: dict[str, Any] = {}
    for glyph in order:
        pen = TTGlyphPen(None)
        glyphs[glyph].draw(Cu2QuPen(pen, error, reverse_direction=True))
        made[glyph] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, made
    del font["CFF "]
    glyf.compile(font)
    for glyph, (advance, _side) in list(font["hmtx"].metrics.items()):
        font["hmtx"].metrics[glyph] = advance, getattr(glyf.glyphs[glyph], "xMin", 0)
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in (
        *("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"),
        *("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"),
    ):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    maxp.compile(font)
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\000\001\000\000"
