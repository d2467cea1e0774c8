"""A web edition holds the typefaces of the scripts in which it has characters, and of no others."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from focalpoint.html.typefaces import remove_unused_typefaces
from sample_texts import REPOSITORY

FONTS = REPOSITORY / "tooling/focalpoint/press/fonts"
AMIRI, HEBREW, THAI = "Amiri-Regular.ttf", "NotoSerifHebrew-Regular.ttf", "NotoSerifThai-Regular.ttf"
DEVANAGARI, KOREAN = "NotoSerifDevanagari-Regular.ttf", "NotoSansCJKkr-Regular.ttf"
CHINESE, RARE = "NotoSansCJKsc-Regular.ttf", "NotoSansCJKscRare-Regular.ttf"
ALL = {AMIRI, HEBREW, THAI, DEVANAGARI, KOREAN, CHINESE, RARE}


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("Plain English — with “quotes”, Dvořák, Nguyễn and Ωmega…", set()),
        ("المسؤولية", {AMIRI}),
        ("保护", {CHINESE}),
        ("שלום and ไทย and 보호", {HEBREW, THAI, KOREAN}),
    ],
)
def test_only_what_is_shown_stays(tmp_path: Path, text: str, used: set[str]) -> None:
    for file in FONTS.iterdir():
        shutil.copy(file, tmp_path)
    remove_unused_typefaces(tmp_path, text)
    assert {file.name for file in tmp_path.glob("*.ttf")} & ALL == used
    assert set(re.findall(r'url\("([^"]+)"\)', (tmp_path / "scripts.css").read_text(encoding="utf-8"))) == used


def test_a_folder_without_typefaces_stays_as_it_is(tmp_path: Path) -> None:
    remove_unused_typefaces(tmp_path, "保")
    assert list(tmp_path.iterdir()) == []
