"""Which letters the press's typefaces have: a missing one would print as an empty box, without a word."""

from __future__ import annotations

import unicodedata
from functools import cache

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from focalpoint.press.isolation import FONTS

TEXT_FACES = ("SourceSerif4-Regular.ttf", "SourceSans3-Regular.ttf")
UNSEEN = ("Cc", "Cf", "Zl", "Zp")
"""Unicode categories that print nothing: line ends, soft hyphens, joiners."""


def missing_letters(text: str) -> list[str]:
    """The letters of a text that no typeface has."""
    letters = set(unicodedata.normalize("NFC", text)) - _known()
    return sorted(letter for letter in letters if unicodedata.category(letter) not in UNSEEN)


@cache
def _known() -> frozenset[str]:
    known: set[str] = set()
    for name in TEXT_FACES:
        with TTFont(FONTS / name, lazy=True) as face:
            known.update(map(chr, face.getBestCmap()))
    return frozenset(known)


def named(letter: str) -> str:
    """A letter with its code and name, so that it can be found."""
    return f"{letter} (U+{ord(letter):04X} {unicodedata.name(letter, 'unnamed')})"
