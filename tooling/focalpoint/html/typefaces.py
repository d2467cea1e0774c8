"""Leave out of a web edition the typefaces of scripts in which it has no character."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FONTS = Path(__file__).resolve().parent.parent / "press" / "fonts"
"""The typefaces of every edition, for print and for the web."""
SHEET = "scripts.css"
RECORD = "scripts.json"
"""Name of the record of the typefaces for scripts, in the order in which a browser tries them."""
OWN = "SourceSerif4-Regular.ttf"
"""The typeface of the text, which is tried before them."""


def remove_unused_typefaces(static: Path, characters: Collection[str]) -> None:
    """Remove from the folder of static files the typefaces that no character is shown in, and their rules."""
    sheet = static / SHEET
    if not sheet.is_file():
        return
    rules = sheet.read_text(encoding="utf-8")
    for name in unused_typefaces(characters):
        (static / name).unlink(missing_ok=True)
        rules = re.sub(rf'@font-face {{[^}}]*url\("{re.escape(name)}"\)[^}}]*}}\n', "", rules)
    sheet.write_text(rules, encoding="utf-8")


def unused_typefaces(characters: Collection[str]) -> Iterator[str]:
    """Yield the file names of the typefaces for scripts that none of the characters is shown in."""
    wanted = set(map(ord, characters)) - _covered(FONTS / OWN)
    for name in json.loads((FONTS / RECORD).read_bytes()):
        if not wanted or wanted.isdisjoint(_covered(FONTS / f"{name}.ttf")):
            yield f"{name}.ttf"


@cache
def _covered(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())
