"""Words that somebody sent, as they are shown: nothing in them is hidden, and nothing that only steers a machine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
DROPPED = frozenset("\u00ad\u034f\u200b\u2060\ufeff") | {chr(code) for code in range(0xFE00, 0xFE10)}
"""What only tells a program how to set the letter beside it, or where a word may break."""
JOINERS = frozenset("\u061c\u200c\u200d\u200e\u200f")
"""What some scripts need between their letters; it hides nothing, and Latin letters do without."""
HIDING = ("Cc", "Cf", "Cs", "Cn", "Co")
"""Unicode categories without a shape of their own: controls, overrides of direction, what means nothing."""


def paragraphs(words: str) -> list[str]:
    """The lines of what was written, without empty ones, each with its spaces made single and nothing hidden in it."""
    # What has no shape goes first: a space beside it would else be left over.
    lines = LINE_ENDS.split(without(words.replace("\t", " "), DROPPED))
    return [shown for line in lines if (shown := visible(" ".join(line.split())))]


def visible(words: str) -> str:
    """The words with each control character as its name in brackets."""
    composed = unicodedata.normalize("NFC", without(words, DROPPED))
    return "".join(bracketed(letter) if _hides(letter) else letter for letter in composed)


def without(words: str, some: Container[str]) -> str:
    """The words without some letters."""
    return "".join(letter for letter in words if letter not in some)


def bracketed(letter: str) -> str:
    """A letter as its name in brackets."""
    return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}')}]"


def _hides(letter: str) -> bool:
    return unicodedata.category(letter) in HIDING and letter not in JOINERS
