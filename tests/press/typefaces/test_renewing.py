"""Typefaces are cut from full fonts: what they hold, that they are TrueType, their record and licence, and refusals."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from focalpoint.press.typefaces.renewing import renew
from focalpoint.problems import Trouble

OPEN = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
LICENCE = "Old head.\n\nThis Font Software is licensed under the SIL Open Font License.\nTERMS\n"


def full_font(file: Path, characters: str, *, curves: bool = False, **names: str) -> None:
    """Write a font in which every character is a box, or with curves of third degree a round."""
    glyphs = [".notdef", *(f"g{ord(one):04x}" for one in characters)]
    builder = FontBuilder(1000, isTTF=not curves)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(one): f"g{ord(one):04x}" for one in characters})
    drawn = {}
    for glyph in glyphs:
        pen = T2CharStringPen(500, None) if curves else TTGlyphPen(None)
        pen.moveTo((0, 0))
        if curves:
            pen.curveTo((100, 300), (300, 300), (400, 0))
        else:
            pen.lineTo((0, 500))
            pen.lineTo((400, 0))
        pen.closePath()
        drawn[glyph] = pen.getCharString() if curves else pen.glyph()
    if curves:
        builder.setupCFF("Full-Regular", {}, drawn, {})
    else:
        builder.setupGlyf(drawn)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    facts = {"familyName": "Full", "styleName": "Regular", "version": "Version 2.000", "licenseDescription": OPEN}
    builder.setupNameTable({**facts, "copyright": "Copyright Somebody", **names})
    builder.setupOS2()
    builder.setupPost()
    file.parent.mkdir(exist_ok=True)
    builder.save(file)


class Fonts:
    """A folder of typefaces and one of full fonts."""

    def __init__(self, folder: Path) -> None:
        self.home, self.full, self.coverage = folder / "fonts", folder / "full", folder / "characters.txt"
        self.home.mkdir()
        self.full.mkdir()
        (self.home / "Scripts-OFL.md").write_text(LICENCE, encoding="utf-8")

    def renew(self, add: str = "") -> tuple[list[str], dict[str, str]]:
        made, left = renew([self.full], add, lambda said: None, self.home, self.coverage)
        return [one.name for one in made], left

    def holds(self, name: str) -> set[str]:
        return set(map(chr, TTFont(self.home / f"{name}.ttf").getBestCmap()))


@pytest.fixture
def fonts(tmp_path: Path) -> Fonts:
    return Fonts(tmp_path)


def test_a_typeface_holds_the_characters_of_its_script_alone(fonts: Fonts) -> None:
    full_font(fonts.full / "NotoSerifHebrew-Regular.ttf", "AZ \u05d0\u05d1\u0628")
    made, left = fonts.renew()
    assert made == ["NotoSerifHebrew-Regular"]
    assert fonts.holds(made[0]) == {" ", "\u05d0", "\u05d1"}
    assert left["Amiri-Regular"] == "Amiri-Regular.ttf or Amiri_400Regular.ttf lies in no folder that you gave"
    assert fonts.coverage.read_text(encoding="utf-8") == " \u05d0\u05d1\n"


def test_source_version_and_licence_are_recorded(fonts: Fonts) -> None:
    full_font(fonts.full / "NotoSerifHebrew-Regular.ttf", " \u05d0")
    fonts.renew()
    [(name, record)] = json.loads((fonts.home / "scripts.json").read_text(encoding="utf-8")).items()
    assert (name, record["source"], record["version"]) == (
        "NotoSerifHebrew-Regular", "NotoSerifHebrew-Regular.ttf", "Version 2.000",
    )  # fmt: skip
    licence = (fonts.home / "Scripts-OFL.md").read_text(encoding="utf-8")
    assert "- Copyright Somebody\n" in licence
    assert "- `NotoSerifHebrew-Regular.ttf`: 2 characters of `NotoSerifHebrew-Regular.ttf` (Version 2.000)" in licence
    assert licence.endswith("\n\nThis Font Software is licensed under the SIL Open Font License.\nTERMS\n")
    sheet = (fonts.home / "scripts.css").read_text(encoding="utf-8")
    assert 'font-family: "Full"' in sheet and "unicode-range: U+5D0;" in sheet


def test_curves_of_third_degree_become_truetype(fonts: Fonts) -> None:
    full_font(fonts.full / "NotoSerifThai-Regular.ttf", " \u0e01", curves=True)
    fonts.renew()
    font = TTFont(BytesIO((fonts.home / "NotoSerifThai-Regular.ttf").read_bytes()))
    glyph = font["glyf"][font.getBestCmap()[0x0E01]]
    assert "CFF " not in font
    assert (glyph.xMin, glyph.yMin, glyph.xMax) == (0, 0, 400)
    # The curve itself is 225 high, its points of control at most 300.
    assert 225 <= glyph.yMax < 300
    assert font["name"].getDebugName(6) == "NotoSerifThai-Regular"


def test_the_same_font_gives_the_same_bytes(fonts: Fonts) -> None:
    full_font(fonts.full / "NotoSerifThai-Regular.ttf", " \u0e01", curves=True)
    fonts.renew()
    before = (fonts.home / "NotoSerifThai-Regular.ttf").read_bytes()
    fonts.renew()
    assert (fonts.home / "NotoSerifThai-Regular.ttf").read_bytes() == before


def test_a_script_without_a_typeface_gets_one(fonts: Fonts) -> None:
    full_font(fonts.full / "NotoSansGeorgian-Regular.ttf", "a \u10d0\u10d1\u05d0", familyName="Noto Sans Georgian")
    assert fonts.renew(add="\u10d1")[0] == ["NotoSansGeorgian-Regular"]
    # What other typefaces have already is not taken twice.
    assert fonts.holds("NotoSansGeorgian-Regular") == {" ", "\u10d0", "\u10d1"}
    assert fonts.renew()[0] == ["NotoSansGeorgian-Regular"]


def test_a_character_is_added_to_the_typeface_of_its_script_and_stays(fonts: Fonts) -> None:
    odd = "\ufbde"
    full_font(fonts.full / "Amiri-Regular.ttf", f" \u0628{odd}")
    assert fonts.renew(add=odd)[0] == ["Amiri-Regular"]
    assert odd in fonts.holds("Amiri-Regular")
    fonts.renew()
    assert odd in fonts.holds("Amiri-Regular")


def test_an_older_font_is_not_taken(fonts: Fonts) -> None:
    full_font(fonts.full / "Amiri-Regular.ttf", " \u0628\ufbde")
    fonts.renew()
    full_font(fonts.full / "Amiri-Regular.ttf", " \u0628\ufbde", version="Version 000.113")
    assert "is older (Version 000.113)" in fonts.renew()[1]["Amiri-Regular"]
    with pytest.raises(Trouble, match="is older"):
        fonts.renew(add="\ufbde")


def test_what_cannot_be_cut_is_refused_and_nothing_is_written(fonts: Fonts, tmp_path: Path) -> None:
    full_font(fonts.full / "NotoSerifHebrew-Regular.ttf", " \u05d0", licenseDescription="All rights reserved.")
    with pytest.raises(Trouble, match="not under the SIL Open Font License"):
        fonts.renew()
    (fonts.full / "NotoSerifHebrew-Regular.ttf").write_bytes(b"no font")
    with pytest.raises(Trouble, match="is not a font that can be cut"):
        fonts.renew()
    (fonts.full / "NotoSerifHebrew-Regular.ttf").unlink()
    with pytest.raises(Trouble, match="no open font in the folders that you gave has \u10d0"):
        fonts.renew(add="\u10d0")
    with pytest.raises(Trouble, match="is not there; give a folder"):
        renew([tmp_path / "none"], "", print, fonts.home, fonts.coverage)
    assert [file.name for file in fonts.home.iterdir()] == ["Scripts-OFL.md"]


def test_the_shipped_typefaces_are_those_that_are_recorded() -> None:
    folder = Path(__file__).resolve().parents[3] / "tooling" / "focalpoint" / "press" / "fonts"
    record = json.loads((folder / "scripts.json").read_text(encoding="utf-8"))
    assert set(record) == {
        "Amiri-Regular", "NotoSansCJKkr-Regular", "NotoSansCJKsc-Regular", "NotoSansCJKscRare-Regular",
        "NotoSerifDevanagari-Regular", "NotoSerifHebrew-Regular", "NotoSerifThai-Regular",
    }  # fmt: skip
    for name, facts in record.items():
        with TTFont(folder / f"{name}.ttf", lazy=True) as font:
            assert len(font.getBestCmap()) == facts["characters"]
    assert sum((folder / f"{name}.ttf").stat().st_size for name in record) < 8_000_000
