"""The figures and dates that a run of text states: years, days, shares, and counts of ten or more.

What is only numbered is none of them: factor 7, paras. 138–139, resolution 2286 (2016), the 14 factors, 20 minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from focalpoint.content.text.reading import Prose

_PLACES = (
    "annex article art box chapter column commitment day factor figure footnote goal group indicator item level line "
    "minute no note number option page paragraph para part phase pillar point principle question resolution row rule "
    "section sentence step table target tier title version week word"
)
_N = r"\d[\d./]*[a-z]?(?!\w)"
_NUMBERED = re.compile(
    rf"\b(?:{'|'.join(_PLACES.split())})s?\.?\s+{_N}(?:(?:\s*[,–—-]\s*|,?\s+(?:to|and|or)\s+){_N})*(?:\s+\(\d{{4}}\))?",
    re.IGNORECASE,
)
"""What a number names rather than counts: `factors 7 and 13`, `paras. 138–139`, `resolution 2286 (2016)`."""
_ACRONYM = re.compile(r"\b[A-Z]{2,}[ -]\d+(?!\d)")
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_COUNT = rf"(?:(?:{_TENS})(?:-\w+)?|{_TEENS}|\d{{1,3}}(?:[, ]\d{{3}})+|\d+(?:\.\d+)?)(?![\w/])"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = re.compile(r"(?<![\w./-])(?:1[5-9]|20)\d\d(?:s|(?:[–-]\d+)+)?(?![\w/]|[.,]\d)")
_DATE = re.compile(rf"\b\d{{1,2}}(?:[–-]\d{{1,2}})? (?:{_MONTHS})\b")
_SHARE = re.compile(
    r"\b\w+ (?:per cent|percent)\b|\d+\s?%|\b(?:two|three) (?:thirds|quarters)\b"
    r"|\bone in (?:two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_OWN = (
    "copies copy day days factor factors hour hours line lines metre minute minutes month months page pages "
    "question questions risk row rows sentence sentences template titles week weeks word words working "
    "and are as at by for from in is on or to was were"
)
_COUNTED = re.compile(
    rf"(?<![\w./–-])(?P<number>{_COUNT})(?=[ -](?!(?:{'|'.join(_OWN.split())})\b)(?:[a-z]|[A-Z][a-z]))", re.IGNORECASE
)
"""A number of something: not of the factors, nor of the minutes or pages that an advice allows, nor `10 to 12`."""
FEWEST = 10
"""Smaller numbers are mostly the text's own: `three to six actions`."""


@lru_cache(maxsize=65536)
def stated_figures(prose: Prose) -> tuple[tuple[int, str], ...]:
    """The first figure or date of each line, with the line."""
    return tuple(_found(prose))


def _found(prose: Prose) -> Iterator[tuple[int, str]]:
    for line, row in enumerate(prose.rows, prose.line):
        if not _NUMERAL.search(row):
            continue
        row = _ACRONYM.sub(" ", _NUMBERED.sub(" ", row))
        found = [match[0] for rule in (_DATE, _YEAR, _SHARE) for match in rule.finditer(row)]
        found += [match["number"] for match in _COUNTED.finditer(row) if _is_large(match["number"])]
        if found:
            yield line, found[0]


_NUMERAL = re.compile(rf"\d|{_TENS}|{_TEENS}|per ?cent|one in|thirds|quarters", re.IGNORECASE)
"""What every row with a figure holds; most rows hold none."""


def _is_large(number: str) -> bool:
    digits = number.replace(",", "").replace(" ", "")
    return not digits[0].isdigit() or float(digits) >= FEWEST
