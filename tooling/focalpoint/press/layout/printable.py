"""Words that somebody sent, as the press can print them: what no typeface has is named, and stops nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from focalpoint.content.text.display_text import JOINERS, bracketed, without
from focalpoint.press.layout.font_coverage import missing_letters

LONGEST_NAMED = 6
"""Letters in a row that are told one by one; of more, their number and script are told."""
NOT_PRINTED = "cannot be printed here"


def printable(words: str) -> str:
    """The words with each letter that the press cannot print as its name in brackets."""
    bare = "".join(_marks_in_place(unicodedata.normalize("NFC", without(words, JOINERS))))
    missing = "".join(missing_letters(bare))
    if not missing:
        return bare
    some = f"[{re.escape(missing)}]"
    return re.sub(f"{some}(?: *{some})*", lambda found: _told(found[0]), bare)


def _marks_in_place(words: str) -> Iterator[str]:
    """The letters one by one; a mark is named that stands over no letter, or over one that has a mark already.

    The typefaces build such a letter from glyphs whose text no longer adds up.
    """
    over = ""
    for letter in words:
        mark = unicodedata.category(letter).startswith("M")
        bare = over.isalpha() and not unicodedata.decomposition(over)
        yield bracketed(letter) if mark and not bare else letter
        over = letter


def _told(run: str) -> str:
    """A few letters by their names; many by their number and the script of the first."""
    letters = run.replace(" ", "")
    if len(letters) <= LONGEST_NAMED:
        return "".join(letter if letter == " " else bracketed(letter) for letter in run)
    script = unicodedata.name(letters[0], "unknown").split()[0].capitalize()
    return f"[{len(letters)} letters that {NOT_PRINTED}, the first in the script {script}]"
