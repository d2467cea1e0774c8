"""Give a web edition the typefaces of its characters, cut to them and packed for the web."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from focalpoint.files import write_whole

FONTS = Path(__file__).resolve().parent.parent / "press" / "fonts"
"""The full typefaces of every edition, for print and for the web."""
CUT = Path(__file__).resolve().parent / "theme" / "fonts"
"""The typefaces of the pages, cut to `LATIN` and packed once for all editions."""
SHEET = "scripts.css"
RECORD = "scripts.json"
"""Name of the record of the typefaces for scripts, in the order in which a browser tries them."""
OWN = "SourceSerif4-Regular"
"""The typeface of the text, which is tried before them."""
LATIN = (
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), 0x2BB, 0x2BC, 0x300, 0x301, 0x303, 0x309, 0x323,
    *range(0x1EA0, 0x1EFA), 0x2009, 0x200A, *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2021, 0x2022,
    0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, *range(0x2070, 0x208F), 0x20AC, 0x2116, 0x2122,
    *range(0x2190, 0x2194), 0x2212, 0x2248, 0x2260, 0x2264, 0x2265,
)  # fmt: skip
"""Characters of the languages in Latin script, with the punctuation and signs of running text."""
NUMERALS = tuple(map(ord, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZivxlcdm. "))
"""All that the numbers of chapters are made of."""
SERIF, DISPLAY, SANS = "Source Serif 4", "Source Serif 4 Display", "Source Sans 3"
FACES = {
    "SourceSerif4-Regular": (SERIF, 400, "normal"),
    "SourceSerif4-It": (SERIF, 400, "italic"),
    "SourceSerif4-Semibold": (SERIF, 600, "normal"),
    "SourceSerif4Display-Light": (DISPLAY, 300, "normal"),
    "SourceSerif4Display-Semibold": (DISPLAY, 600, "normal"),
    "SourceSans3-Regular": (SANS, 400, "normal"),
    "SourceSans3-It": (SANS, 400, "italic"),
    "SourceSans3-Semibold": (SANS, 600, "normal"),
}
"""The typefaces of the pages: family, weight and style of each."""
TIMES, ARIAL = (
    ("Times New Roman", "Liberation Serif", "Nimbus Roman"),
    ("Arial", "Liberation Sans", "Nimbus Sans", "Helvetica"),
)
STAND_INS = (
    (SERIF, "normal", TIMES, 111.9),
    (SERIF, "italic", tuple(f"{name} Italic" for name in TIMES), 102.4),
    (SERIF, "normal", ("DejaVu Serif",), 87.2),
    (SERIF, "italic", ("DejaVu Serif Italic",), 80.3),
    (DISPLAY, "normal", TIMES, 103.6),
    (DISPLAY, "normal", ("DejaVu Serif",), 80.7),
    (SANS, "normal", ARIAL, 94.4),
    (SANS, "normal", ("DejaVu Sans",), 82.2),
)
"""Families, the typefaces of a reader's machine that stand in until each has arrived, and their size in per cent.

At this size a line of English text is as long in either, so that no line breaks anew when the typeface arrives. The
names of a row have the same widths.
"""
ASCENTS = {SERIF: (1.036, 0.335), DISPLAY: (1.036, 0.335), SANS: (1.0, 0.326)}
"""Ascent and descent of each family, as parts of its size."""
OF_NUMBERS = "SourceSerif4Display-Light"
"""The face in which the numbers of chapters are set, and nothing else."""
FEATURES = tuple("kern liga mark mkmk locl ccmp lnum tnum onum init medi fina isol rlig".split())
"""What the typefaces keep of the ways in which characters change each other."""


def latin_typefaces() -> Iterator[tuple[str, bytes]]:
    """Yield the typefaces of the pages, cut and packed, by file name; `CUT` holds what this gave."""
    for name in FACES:
        yield f"{name}.woff2", cut_and_packed(FONTS / f"{name}.ttf", NUMERALS if name == OF_NUMBERS else LATIN)


def cut_and_packed(file: Path, points: Iterable[int]) -> bytes:
    """Cut a typeface to some characters and pack it for the web; the same bytes at any time.

    Of its names the copyright and the licence stay; the reserved name belongs to the full typeface alone.
    """
    # Here, since it takes long to load, and most who ask for typefaces cut none.
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    options = Options(layout_features=list(FEATURES), hinting=False, notdef_outline=True, name_IDs=[0, 13, 14])
    with TTFont(file, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=sorted(points))
        subsetter.subset(font)
        font.flavor = "woff2"
        packed = BytesIO()
        font.save(packed, reorderTables=False)
        return packed.getvalue()


def add_typefaces(static: Path, characters: Collection[str], kept: Path) -> str:
    """Write the typefaces of all characters of the pages, and their licences; return the style rules that name them.

    `kept` is the folder of what was cut in earlier builds; what this build does not use is removed from it.
    """
    for licence in FONTS.glob("*-OFL.md"):
        write_whole(static / licence.name, licence.read_bytes())
    shown = frozenset(map(ord, characters))
    rules, used = [], set()

    def written(name: str, source: str, points: Collection[int]) -> str:
        file = kept / f"{name}-{_digest(source, points)}.woff2"
        used.add(file)
        if not file.is_file():
            write_whole(file, cut_and_packed(FONTS / f"{source}.ttf", points))
        write_whole(static / f"{name}.woff2", file.read_bytes())
        return f"{name}.woff2"

    for name, (family, weight, style) in FACES.items():
        face = f'font-family: "{family}"; font-weight: {weight}; font-style: {style}; font-display: swap;'
        rules.append(f'@font-face {{ {face} src: url("{name}.woff2"); }}')
        more = shown & _covered(FONTS / f"{name}.ttf") - frozenset(LATIN)
        if more and name != OF_NUMBERS:
            spelled = ", ".join(f"U+{point:X}" for point in sorted(more))
            address = written(f"{name}-more", name, more)
            rules.append(f'@font-face {{ {face} src: url("{address}"); unicode-range: {spelled}; }}')
    scripts = (FONTS / SHEET).read_text(encoding="utf-8")
    others = shown - _covered(FONTS / f"{OWN}.ttf")
    for name in json.loads((FONTS / RECORD).read_bytes()):
        found = re.search(rf'@font-face {{[^}}]*url\("{re.escape(name)}\.ttf"\)[^}}]*}}\n', scripts)
        points = others & _covered(FONTS / f"{name}.ttf")
        if found is not None:
            # What shapes the wanted characters, such as the spaces between them, comes with them.
            address = written(name, name, points | {0x20, 0xA0}) if points else ""
            scripts = scripts.replace(found[0], found[0].replace(f"{name}.ttf", address) if points else "")
    for file in kept.glob("*.woff2"):
        if file not in used:
            file.unlink()
    return "\n".join([*rules, *stand_ins(), scripts])


def stand_ins() -> Iterator[str]:
    """Yield the style rules of the typefaces that stand in: `Source Serif 4 stand-in`, and `… stand-in 2`."""
    for family, style, names, size in STAND_INS:
        name = f"{family} stand-in{' 2' if names[0].startswith('DejaVu') else ''}"
        local = ", ".join(f'local("{one}")' for one in names)
        ascent, descent = (f"{10_000 * part / size:.1f}%" for part in ASCENTS[family])
        lines = f"ascent-override: {ascent}; descent-override: {descent}; line-gap-override: 0%;"
        face = f'font-family: "{name}"; font-style: {style}; src: {local}; size-adjust: {size}%'
        yield f"@font-face {{ {face}; {lines} }}"


def _digest(name: str, points: Collection[int]) -> str:
    said = json.dumps([sha256((FONTS / f"{name}.ttf").read_bytes()).hexdigest(), FEATURES, sorted(points)])
    return sha256(said.encode()).hexdigest()[:16]


@cache
def _covered(file: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())
