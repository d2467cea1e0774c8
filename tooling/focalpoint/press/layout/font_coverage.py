"""Which letters the press's typefaces have: a missing one would print as an empty box, without a word."""

from __future__ import annotations

import unicodedata
from functools import cache

from focalpoint.press.layout.isolation import FONTS

TEXT_FACES = ("SourceSerif4-Regular.ttf", "SourceSans3-Regular.ttf")
SCRIPT_FACES = {"ar": "Amiri-Regular.ttf", "zh": "NotoSansSC-Regular.ttf"}
"""The typefaces of words marked as being in a language of another script."""
UNSEEN = ("Cc", "Cf", "Zl", "Zp")
"""Unicode categories that print nothing: line ends, soft hyphens, joiners."""


def missing_letters(text: str, language: str = "") -> list[str]:
    """The letters of a text that no typeface has; of words in a language, that its own typeface lacks too."""
    letters = set(unicodedata.normalize("NFC", text)) - _known(TEXT_FACES)
    if language in SCRIPT_FACES:
        letters -= _known((SCRIPT_FACES[language],))
    return sorted(letter for letter in letters if unicodedata.category(letter) not in UNSEEN)


@cache
def _known(faces: tuple[str, ...]) -> frozenset[str]:
    # Loaded here: the process that reads the text needs it only for words that somebody sent.
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    known: set[str] = set()
    for name in faces:
        with TTFont(FONTS / name, lazy=True) as face:
            known.update(map(chr, face.getBestCmap()))
    return frozenset(known)


def named(letter: str) -> str:
    """A letter with its code and name, so that it can be found."""
    return f"{letter} (U+{ord(letter):04X} {unicodedata.name(letter, 'unnamed')})"
