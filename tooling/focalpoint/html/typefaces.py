"""Tell which typefaces of scripts a web edition needs."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

RECORD = "scripts.json"
"""Name of the record of the typefaces for scripts, in the order in which a browser tries them."""
OWN = "SourceSerif4-Regular.ttf"
"""The typeface of the text, which is tried before them."""


def unused_typefaces(folder: Path, characters: Collection[str]) -> Iterator[str]:
    """Yield the names of the typefaces in a folder that none of the characters is shown in."""
    record = folder / RECORD
    if not record.is_file():
        return
    wanted = set(map(ord, characters)) - _covered(folder / OWN)
    for name in json.loads(record.read_bytes()):
        file = folder / f"{name}.ttf"
        if file.is_file():
            shown = wanted & _covered(file) if wanted else set()
            wanted -= shown
            if not shown:
                yield file.name


def _covered(file: Path) -> set[int]:
    with TTFont(file, lazy=True) as font:
        return set(font.getBestCmap())
