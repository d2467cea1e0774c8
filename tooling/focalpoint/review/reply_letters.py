"""Words that a member wrote, as a reply shows them: nothing hidden in them, and nothing that no typeface has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator

from focalpoint.press.letters import missing_letters

LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
DROPPED = frozenset("\u00ad\u034f\u200b\u2060\ufeff") | {chr(code) for code in range(0xFE00, 0xFE10)}
"""What only tells a program how to set the letter beside it, or where a word may break."""
JOINERS = frozenset("\u061c\u200c\u200d\u200e\u200f")
"""What some scripts need between their letters; it hides nothing, and Latin letters do without."""
HIDING = ("Cc", "Cf", "Cs", "Cn", "Co")
"""Unicode categories without a shape of their own: controls, overrides of direction, what means nothing."""
LONGEST_NAMED = 6
"""Letters in a row that are told one by one; of more, their number and script are told."""


def paragraphs(words: str) -> list[str]:
    """The lines of what was written, without empty ones, each with its spaces made single and nothing hidden in it."""
    lines = (" ".join(line.split()) for line in LINE_ENDS.split(words.replace("\t", " ")))
    return [shown for line in lines if (shown := visible(line))]


def visible(words: str) -> str:
    """The words with each control character as its name in brackets."""
    composed = unicodedata.normalize("NFC", _without(words, DROPPED))
    return "".join(_bracketed(letter) if _hides(letter) else letter for letter in composed)


def printable(words: str) -> str:
    """The words with each letter that the press cannot print as its name in brackets."""
    bare = "".join(_marks_in_place(unicodedata.normalize("NFC", _without(words, JOINERS))))
    missing = "".join(missing_letters(bare))
    if not missing:
        return bare
    some = f"[{re.escape(missing)}]"
    return re.sub(f"{some}(?: *{some})*", lambda found: _told(found[0]), bare)


def _without(words: str, some: Container[str]) -> str:
    return "".join(letter for letter in words if letter not in some)


def _hides(letter: str) -> bool:
    return unicodedata.category(letter) in HIDING and letter not in JOINERS


def _marks_in_place(words: str) -> Iterator[str]:
    """The letters one by one; a mark is named that stands over no letter, or over one that has a mark already.

    The typefaces build such a letter from glyphs whose text no longer adds up.
    """
    over = ""
    for letter in words:
        mark = unicodedata.category(letter).startswith("M")
        bare = over.isalpha() and not unicodedata.decomposition(over)
        yield _bracketed(letter) if mark and not bare else letter
        over = letter


def _bracketed(letter: str) -> str:
    return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}')}]"


def _told(run: str) -> str:
    """A few letters by their names; many by their number and the script of the first."""
    letters = run.replace(" ", "")
    if len(letters) <= LONGEST_NAMED:
        return "".join(letter if letter == " " else _bracketed(letter) for letter in run)
    script = unicodedata.name(letters[0], "unknown").split()[0].capitalize()
    return f"[{len(letters)} letters of a script that cannot be printed here ({script}): see the Word file]"
