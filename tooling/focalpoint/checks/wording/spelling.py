"""Words are spelled as the United Nations spells them, by the list in `words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from focalpoint.checks.wording.running_text import SENTENCE_BEGINS, own_words
from focalpoint.config import Config
from focalpoint.content.manual import Manual
from focalpoint.content.text.reading import Prose
from focalpoint.problems import Problem, ProblemKind

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PER_CENT = re.compile(r"\d+\s?%")
_IZE = ("ize", "izes", "ized", "izing", "izer", "izers", "ization", "izations", "izational")
_OUR = ("", "s", "ed", "ing", "able", "ably", "al", "ally", "er", "ers", "ful", "hood", "hoods", "less", "ite", "ites")
_LL = ("ed", "ing", "er", "ers", "or", "ors")


@cache
def house_words() -> dict[str, Any]:
    """The list of the house: its stems, `words` and `names`, as they stand in `words.toml`."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def right_spellings() -> dict[str, str]:
    """Every wrong form in small letters, with the right one."""
    known = house_words()
    right = {wrong + s: word + s for word, forms in known["words"].items() for wrong in forms for s in ("", "s")}
    right = {wrong: word for wrong, word in right.items() if wrong not in known["words"]}
    for stem in known["ize"].split():
        right |= {stem + ending.replace("z", "s"): stem + ending for ending in _IZE}
    for stem in known["our"].split():
        right |= {f"{stem}or{ending}": f"{stem}our{ending}" for ending in _OUR}
    for stem in known["ll"].split():
        right |= {stem + ending: stem + "l" + ending for ending in _LL}
    return right


def check_spelling(config: Config, manual: Manual) -> Iterator[Problem]:
    """Words have their UN spelling: programme, organization, judgement, per cent; quotations and names keep theirs."""
    for text in manual.texts:
        for prose in own_words(text):
            for line, wrong, right in _misspelled(prose):
                message = f"`{wrong}` is spelled `{right}` in this manual; write it so"
                yield Problem(text.path, line, ProblemKind.SPELLING, message)


@lru_cache(maxsize=65536)
def _misspelled(prose: Prose) -> tuple[tuple[int, str, str], ...]:
    """Each wrong word with its line and its right form."""
    rows = enumerate(prose.rows, prose.line)
    return tuple((line, wrong, right) for line, row in rows for _begin, wrong, right in misspellings(row))


def misspellings(row: str) -> Iterator[tuple[int, str, str]]:
    """Yield each wrong word of a row: where it begins, the word, and its right form."""
    known = right_spellings()
    lowered = row.lower()
    # Most rows have no wrong word; a row that has one is read word by word.
    said = " ".join((lowered, lowered.replace("-", " "))) if "-" in lowered else lowered
    for found in () if known.keys().isdisjoint(_WORD.findall(said)) else _WORD.finditer(row):
        for begin, word in _parts(found):
            if (right := known.get(word.lower())) and not _in_a_name(row, begin, word):
                yield begin, word, right.capitalize() if word[0].isupper() else right
    for sign in _PER_CENT.finditer(row):
        yield sign.start(), sign[0], sign[0].rstrip("% ") + " per cent"


def _parts(found: re.Match[str]) -> Iterator[tuple[int, str]]:
    """A word and where it begins; one with a hyphen as a whole, and then each of its parts."""
    yield found.start(), found[0]
    if "-" in found[0]:
        yield from ((found.start() + part.start(), part[0]) for part in re.finditer(r"[^-]+", found[0]))


def _in_a_name(row: str, begin: int, word: str) -> bool:
    return word[0].isupper() and not SENTENCE_BEGINS.search(row[:begin])
