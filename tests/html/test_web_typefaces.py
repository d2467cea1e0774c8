"""A web edition holds the typefaces of the scripts in which it has characters, and of no others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from focalpoint.html.typefaces import unused_typefaces
from sample_texts import REPOSITORY

FONTS = REPOSITORY / "tooling/focalpoint/press/fonts"
AMIRI, HEBREW, THAI = "Amiri-Regular.ttf", "NotoSerifHebrew-Regular.ttf", "NotoSerifThai-Regular.ttf"
DEVANAGARI, KOREAN = "NotoSerifDevanagari-Regular.ttf", "NotoSansCJKkr-Regular.ttf"
CHINESE, RARE = "NotoSansCJKsc-Regular.ttf", "NotoSansCJKscRare-Regular.ttf"
ALL = {AMIRI, HEBREW, THAI, DEVANAGARI, KOREAN, CHINESE, RARE}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("static")
    for file in FONTS.iterdir():
        shutil.copy(file, made)
    return made


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("Plain English — with “quotes”, Dvořák, Nguyễn and Ωmega…", set()),
        ("المسؤولية", {AMIRI}),
        ("保护", {CHINESE}),
        ("שלום and ไทย and 보호", {HEBREW, THAI, KOREAN}),
    ],
)
def test_only_what_is_shown_stays(folder: Path, text: str, used: set[str]) -> None:
    assert set(unused_typefaces(folder, text)) == ALL - used


def test_a_folder_without_a_record_loses_nothing(tmp_path: Path) -> None:
    assert list(unused_typefaces(tmp_path, "保")) == []
