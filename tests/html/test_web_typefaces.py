"""A web edition holds the typefaces of the scripts in which it has characters, and of no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from focalpoint.html.typefaces import CUT, FACES, add_typefaces, cut_and_packed
from sample_texts import REPOSITORY

FONTS = REPOSITORY / "tooling/focalpoint/press/fonts"
AMIRI, HEBREW, THAI = "Amiri-Regular.woff2", "NotoSerifHebrew-Regular.woff2", "NotoSerifThai-Regular.woff2"
KOREAN, CHINESE = "NotoSansCJKkr-Regular.woff2", "NotoSansCJKsc-Regular.woff2"


def held(file: Path) -> set[int]:
    with TTFont(file) as font:
        return set(font.getBestCmap())


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("Plain English — with “quotes”, Dvořák and Nguyễn…", set()),
        ("обязанность защищать", {f"{name}-more.woff2" for name in FACES if name != "SourceSerif4Display-Light"}),
        ("المسؤولية", {AMIRI}),
        ("שלום and ไทย and 보호 and 保护", {HEBREW, THAI, KOREAN, CHINESE}),
    ],
)
def test_only_what_is_shown_is_cut_and_named(tmp_path: Path, text: str, used: set[str]) -> None:
    static, kept = tmp_path / "static", tmp_path / "kept"
    rules = add_typefaces(static, text, kept)
    assert {file.name for file in static.glob("*.woff2")} == used
    latin = {f"{name}.woff2" for name in FACES}
    assert set(re.findall(r'url\("([^"]+)"\)', rules)) == used | latin
    shown = {ord(sign) for sign in text if 0x400 <= ord(sign) < 0x1E00 or ord(sign) > 0x3000}
    assert set().union(*(held(file) for file in static.glob("*.woff2"))) >= shown
    # What was cut is kept for the next build, and goes once no page shows it.
    assert len(list(kept.glob("*.woff2"))) == len(used)
    add_typefaces(static, "Plain", kept)
    assert list(kept.glob("*.woff2")) == []


def test_the_typefaces_of_the_latin_script_are_small_and_hold_what_european_languages_write() -> None:
    assert {file.name for file in CUT.iterdir()} == {f"{name}.woff2" for name in FACES}
    assert sum(file.stat().st_size for file in CUT.iterdir()) < 180_000
    for name in ("SourceSerif4-Regular", "SourceSans3-Semibold"):
        written = "Straße, Kraków, Dvořák, Nguyễn, İstanbul, Ștefan: “1 – 2” ≥ 3 €"
        assert held(CUT / f"{name}.woff2") >= set(map(ord, written))
    with TTFont(CUT / "SourceSans3-Regular.woff2") as font:
        tables = [font[name].table.FeatureList.FeatureRecord for name in ("GPOS", "GSUB")]
        assert {"kern", "mark", "locl"} <= {record.FeatureTag for records in tables for record in records}
        # The reserved name belongs to the full typeface alone; its licence goes along.
        assert font["name"].getDebugName(1) is None
        assert "Open Font License" in font["name"].getDebugName(13)


def test_the_same_typeface_is_cut_to_the_same_bytes() -> None:
    file, points = FONTS / "Amiri-Regular.ttf", set(map(ord, "المسؤولية"))
    assert cut_and_packed(file, points) == cut_and_packed(file, points)
