"""Tell the characters of a text that no typeface of the manual can print, each run of them with its line and advice.

What the typefaces have stands in `characters.txt`, which the command `focalpoint fonts` writes: no font is opened here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

COVERAGE = Path(__file__).with_name("characters.txt")
"""The characters themselves, in the order of Unicode."""
ROW = 100
UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Unicode categories that print nothing: line ends, soft hyphens, joiners."""
MOST_NAMED = 3
"""Characters of a run that a message names one by one."""
FOLDER = "/usr/share/fonts"
"""Where Debian puts the full typefaces that the advice adds characters from."""
FIRST_EMOJI = 0x1F000
EMOJI_STYLE = "\N{VARIATION SELECTOR-16}"
_PARTED = dict.fromkeys(map(ord, " \N{ZERO WIDTH JOINER}"))


class Unprintable(NamedTuple):
    """A run of characters on one line that no typeface has."""

    line: int
    """Line of the text, from 1."""
    characters: str
    message: str
    """What is wrong; what to do."""


def unprintable(text: str) -> Iterator[Unprintable]:
    """Find the runs of characters in a text that no typeface has, each of one kind; spaces in them are left out."""
    if not missing(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if lacking := missing(line):
            some = f"[{re.escape(''.join(sorted(lacking)))}]"
            for found in re.finditer(f"{some}(?:[ \u200d]*{some})*", unicodedata.normalize("NFC", line)):
                runs = groupby(found[0].translate(_PARTED), _advised)
                yield from (Unprintable(number, run, say(run)) for say, run in ((say, "".join(of)) for say, of in runs))


def missing(text: str) -> frozenset[str]:
    """Return the characters of a text that no typeface has."""
    if text.isascii():
        return frozenset()
    lacking = set(unicodedata.normalize("NFC", text)) - known()
    return frozenset(one for one in lacking if not (unicodedata.category(one) in UNSEEN or _is_built(one)))


def _is_built(character: str) -> bool:
    """Tell whether a letter with marks is printed from the letter and its marks, which typefaces have one by one."""
    parts = unicodedata.normalize("NFD", character)
    return len(parts) > 1 and known().issuperset(parts)


@cache
def known() -> frozenset[str]:
    """Return every character that some typeface has."""
    return frozenset(COVERAGE.read_text(encoding="utf-8"))


def coverage(code_points: set[int]) -> str:
    """Write characters as `characters.txt` holds them, in lines of 100; what prints nothing is left out."""
    held = [chr(point) for point in sorted(code_points) if unicodedata.category(chr(point)) not in (*UNSEEN, "Cs")]
    return "".join(f"{''.join(held[place : place + ROW])}\n" for place in range(0, len(held), ROW))


def advice(run: str) -> str:
    """Say of characters that no typeface has what they are, and what to do; they are of one kind."""
    return _advised(run[0])(run)


def _advised(character: str) -> Callable[[str], str]:
    """Return what writes the advice on characters of this kind."""
    if (ord(character) >= FIRST_EMOJI and unicodedata.category(character) in ("So", "Sk")) or character == EMOJI_STYLE:
        return _advice_on_emoji
    return _advice_on_private if unicodedata.category(character) in ("Co", "Cn", "Cs") else _advice_on_script


def _advice_on_emoji(run: str) -> str:
    return f"{_shown(run)}: an emoji is not printed in any edition; write it in words"


def _advice_on_private(run: str) -> str:
    return f"{_shown(run)}: a sign of one program's own font, as Word's bullets are; write `-` for an item of a list"


def _advice_on_script(run: str) -> str:
    lacking = "".join(dict.fromkeys(run))
    add = f"`focalpoint fonts --add {lacking} {FOLDER}`"
    return f"no typeface of the manual has {_shown(run)}; write it otherwise, or add it: {add}"


def _shown(run: str) -> str:
    lacking = list(dict.fromkeys(run))
    shown = ", ".join(map(named, lacking[:MOST_NAMED]))
    return f"{shown} and {len(lacking) - MOST_NAMED} more" if len(lacking) > MOST_NAMED else shown


def named(character: str) -> str:
    """Return a character with its code and name, so that it can be found."""
    return f"{character} (U+{ord(character):04X} {unicodedata.name(character, 'unnamed')})"
