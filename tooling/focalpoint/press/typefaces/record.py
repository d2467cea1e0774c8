"""Record the typefaces that were cut: what they are and where they came from, their licence, and how pages use them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pydantic import BaseModel, TypeAdapter

from focalpoint.content.characters import coverage

RECORD, SHEET, LICENCE = "scripts.json", "scripts.css", "Scripts-OFL.md"
END_OF_HEAD = "\n\nThis Font Software is licensed under"
HAN = 0x2E80
GAP, GAP_IN_HAN = 16, 512
"""Characters that a typeface may lack between two that it has, in one range of a style sheet."""


class Recorded(BaseModel, frozen=True):
    """What is known of one typeface that was cut."""

    family: str
    source: str
    """Name of the full font's file."""
    version: str
    copyright: str
    added: str = ""
    """Characters beyond the usual ones, which somebody's text needed."""
    characters: int = 0
    """How many it holds."""


_RECORDS = TypeAdapter(dict[str, Recorded])


def read_record(folder: Path) -> dict[str, Recorded]:
    """Read what a folder of typefaces records, by their PostScript names; nothing where it has no record yet."""
    file = folder / RECORD
    return _RECORDS.validate_json(file.read_bytes()) if file.exists() else {}


def record_files(
    folder: Path, records: Mapping[str, Recorded], points: Mapping[str, frozenset[int]]
) -> dict[Path, bytes]:
    """Make record, licence and style sheet of the typefaces; points are the characters that each holds."""
    said = json.dumps({name: records[name].model_dump() for name in records}, ensure_ascii=False, indent=1)
    return {
        folder / RECORD: f"{said}\n".encode(),
        folder / LICENCE: _licence(records, (folder / LICENCE).read_text(encoding="utf-8")).encode(),
        folder / SHEET: _sheet(records, points).encode(),
    }


def held_by(data: bytes | Path) -> frozenset[int]:
    """Return the characters of a font."""
    from io import BytesIO

    with TTFont(data if isinstance(data, Path) else BytesIO(data), lazy=True) as font:
        return frozenset(font.getBestCmap())


def coverage_of(points: Mapping[str, frozenset[int]]) -> bytes:
    """Write down which characters some typeface has."""
    return coverage(set().union(*points.values())).encode()


def _licence(records: Mapping[str, Recorded], before: str) -> str:
    terms = before.partition(END_OF_HEAD)
    holders = dict.fromkeys(f"{one.copyright.strip()}" for one in records.values())
    lines = ["The typefaces of other scripts than Latin, Greek and Cyrillic. Copyright:", ""]
    lines += [f"- {holder}" for holder in holders]
    lines += ["", "Each file holds a part of the characters of a full font, with what shapes them, and none was drawn"]
    lines += ["anew; outlines of third degree were turned into such of second degree. No name is reserved.", ""]
    lines += [
        f"- `{name}.ttf`: {one.characters} characters of `{one.source}` ({one.version.partition(';')[0]})"
        for name, one in records.items()
    ]
    return "\n".join(lines) + "".join(terms[1:])


def _sheet(records: Mapping[str, Recorded], points: Mapping[str, frozenset[int]]) -> str:
    """The typefaces for web pages: each is loaded by a page that has characters of it, and by no other."""
    lines = ["/* Written by `focalpoint fonts`. A page loads those typefaces alone of which it has characters. */"]
    for name, one in records.items():
        lines += [
            f'@font-face {{ font-family: "{one.family}"; font-display: swap; src: url("{name}.ttf");',
            f"  unicode-range: {_wrapped(_spans(points[name]))}; }}",
        ]
    families = ", ".join(f'"{one.family}"' for one in records.values())
    return "\n".join([*lines, f"html {{ --fp-scripts: {families}; }}", ""])


def _spans(points: frozenset[int]) -> list[str]:
    """Return ranges that hold the characters; small gaps are closed, for a browser looks further where one lacks."""
    spans: list[list[int]] = []
    for point in sorted(points - {0x20, 0xA0}):
        gap = GAP_IN_HAN if point > HAN else GAP
        if spans and point - spans[-1][1] <= gap:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return [f"U+{first:X}-{last:X}" if last > first else f"U+{first:X}" for first, last in spans]


def _wrapped(parts: list[str]) -> str:
    lines = [""]
    for part in parts:
        if len(lines[-1]) + len(part) > 100:
            lines.append("")
        lines[-1] += f"{part}, "
    return "\n    ".join(line.rstrip() for line in lines).rstrip(",")
