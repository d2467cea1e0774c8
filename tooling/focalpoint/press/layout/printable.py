"""Words that somebody sent, as the press can print them: what no typeface has is named, and stops nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from focalpoint.content.characters import missing
from focalpoint.content.text.display_text import JOINERS, bracketed, without

LONGEST_NAMED = 6
"""Letters in a row that are told one by one; of more, their number and script are told."""
NOT_PRINTED = "cannot be printed here"


def printable(words: str) -> str:
    """The words with each letter that the press cannot print as its name in brackets."""
    bare = "".join(_marks_in_place(unicodedata.normalize("NFC", without(words, JOINERS))))
    lacking = missing(bare)
    if not lacking:
        return bare
    some = f"[{re.escape(''.join(sorted(lacking)))}]"
    return re.sub(f"{some}(?: *{some})*", lambda found: _told(found[0]), bare)


def _marks_in_place(words: str) -> Iterator[str]:
    """The letters one by one; a mark is named that stands over no letter."""
    over = ""
    for letter in words:
        mark = unicodedata.category(letter).startswith("M")
        yield bracketed(letter) if mark and not over.isalpha() else letter
        over = over if mark else letter


def _told(run: str) -> str:
    """A few letters by their names; many by their number and the script of the first."""
    letters = run.replace(" ", "")
    if len(letters) <= LONGEST_NAMED:
        return "".join(letter if letter == " " else bracketed(letter) for letter in run)
    script = unicodedata.name(letters[0], "unknown").split()[0].capitalize()
    return f"[{len(letters)} letters that {NOT_PRINTED}, the first in the script {script}]"
