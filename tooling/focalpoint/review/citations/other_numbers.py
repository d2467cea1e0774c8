"""Tell numbers that are no places of the draft, as of laws and versions, and read those written with a comma."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from focalpoint.review.citations.vocabulary import WORDS, patterns, words_pattern

REACH = 60
"""Characters before and after a number in which words may say what it is of."""
_COMMA = re.compile(
    r"(?<![\w.,])\d{1,3},\d{1,3}(?!\w|[.,]\d|\s?(?:%|°|per\s?cent|percent|pour\s?cent|por\s?ciento|m\w*llion|млн))"
)
_JOINER = re.compile(r"[\s;,/&–-]{0,4}(?:(?:and|und|et|y|e|и|و|bis|to|à|a)\b)?\s*")
_HEAD = re.compile(r"[\W_]*(?:\d{1,2}[.)]\s+)?(?:(?:zu|ad|à|au|al|re|on|к|по|ao|bei|in)\s+)?", re.IGNORECASE)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = WORDS["other"]
    works, owners = words_pattern(words["works"]), words_pattern(words["owners"])
    number = rf"(?:\s*(?:{words_pattern(WORDS['number']['words'])})\.?)?\s*$"
    return {
        "before": re.compile(rf"(?:{words_pattern(words['before'])})\.?{number}", re.IGNORECASE),
        "article": re.compile(rf"(?:{words_pattern(words['article'])})\.?{number}", re.IGNORECASE),
        "after": re.compile(
            rf"\s*/\s*\d{{4}}|\s{{1,2}}(?:{owners})[\s'’]+(?:[^\W\d_]+[\s'’]+){{0,3}}?(?:{works})", re.IGNORECASE
        ),
    }


def is_other(text: str, start: int, end: int, bare: bool) -> bool:
    """Tell whether a number between two places is of a law, a rule, a version or the like: “Rule 3.1”, “1.2/2009”."""
    before = text[max(start - REACH, 0) : start].rpartition("\n")[2]
    return bool((bare and _patterns()["before"].search(before)) or _patterns()["after"].match(text, end, end + REACH))


def is_article(text: str, start: int) -> bool:
    """Tell whether the number is of an article, which may be a law's or a paragraph of the draft."""
    return bool(_patterns()["article"].search(text[max(start - REACH, 0) : start]))


def with_points(text: str, is_paragraph: Callable[[str], bool], in_column: bool) -> tuple[str, frozenset[int]]:
    """Write `1,2` as `1.2` where the draft has that paragraph; return the text and where a comma was replaced.

    That holds in the column of paragraphs, at the head of a line, after a word such as “Absatz”, and in lists of these.
    """
    found: list[re.Match[str]] = []
    named = {match.end() for match in patterns()["kind"].finditer(text.lower())} if "," in text else set()
    for match in _COMMA.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        listed = bool(found) and _JOINER.fullmatch(text, found[-1].end(), match.start()) is not None
        placed = in_column or listed or match.start() in named or _HEAD.fullmatch(line) is not None
        if placed and is_paragraph(match[0].replace(",", ".")):
            found.append(match)
    commas = frozenset(text.index(",", match.start()) for match in found)
    return "".join("." if at in commas else sign for at, sign in enumerate(text)), commas
