"""The words and numbers by which people cite places, as patterns; the words stand in `words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any


class Kind(StrEnum):
    """What is cited."""

    PARAGRAPH = "paragraph"
    TABLE = "table"
    FIGURE = "figure"
    FORM = "form"
    ACTION = "action"
    FOOTNOTE = "footnote"
    LINE = "line"
    PAGE = "page"
    SECTION = "section"
    CHAPTER = "chapter"
    ANNEX = "annex"


WORDS: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
WEAK = frozenset(WORDS["weak"]["words"])
DOTTED = r"(?:\d{1,3}|[A-Z]{1,3}|[ivxl]{1,5})(?:\.\d{1,3})+[a-z]?(?![\w]|\.\d)"
SUBS = r"(?:\s?\((?:[a-z]{1,4}|\d{1,2})\))*"
LABELS = {
    Kind.PARAGRAPH: rf"{DOTTED}{SUBS}|\d{{1,4}}[a-z]?(?![\w.]*\d|\w){SUBS}",
    Kind.TABLE: r"(?:\d{1,3}|[A-Z]{1,2})(?:[.-]\d{1,3})?(?!\w|\.\d)",
    Kind.FIGURE: r"(?:\d{1,3}|[A-Z]{1,2})(?:[.-]\d{1,3})?(?!\w|\.\d)",
    Kind.FORM: r"(?:\d{1,3}|[A-Z]{1,2})(?:[.-]\d{1,3})?(?!\w|\.\d)",
    Kind.ACTION: r"[A-Z]{1,4}\s?-\s?\d{1,3}(?!\w)",
    Kind.FOOTNOTE: r"\d{1,4}(?!\w|\.\d)",
    Kind.LINE: r"\d{1,3}(?:,\d{3})+(?!\d)|\d{1,7}(?!\w|\.\d)",
    Kind.PAGE: r"\d{1,4}(?!\w|\.\d)|[ivxl]{1,7}(?!\w)",
    Kind.SECTION: rf"{DOTTED}|(?:\d{{1,3}}|[A-Z]{{1,3}})\.[A-Z](?!\w)|[A-Z](?!\w)|\d{{1,3}}(?!\w|\.\d)",
    Kind.CHAPTER: r"\d{1,3}(?!\w|\.\d)|[ivxlIVXL]{1,6}(?!\w)",
    Kind.ANNEX: r"[A-Z]{1,2}(?!\w)|\d{1,2}(?!\w|\.\d)",
}


def words_pattern(*lists: list[str]) -> str:
    """Write an alternation of words, the longest first; a word of Chinese needs no edge.

    An Arabic word may touch a Latin letter after it: “وA.4”.
    """
    every = sorted({word for words in lists for word in words}, key=len, reverse=True)
    return "|".join(
        re.escape(word)
        if ord(word[0]) > 0x2E80
        else rf"(?<![^\W_]){re.escape(word)}(?!{_NOT_LATIN if word[-1] in _ARABIC else _LETTER})"
        for word in every
    )


_LETTER = r"[^\W\d_]"
_NOT_LATIN = r"[^\W\d_A-Za-z]"
_ARABIC = {chr(code) for code in range(0x0620, 0x064B)}


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Compile the patterns of citations: `kind`, `after`, `and`, `to` and `general`."""
    kinds = WORDS["kinds"]
    between, number = WORDS["between"], WORDS["number"]["words"]
    any_kind = "|".join(f"(?P<{kind}>{words_pattern(kinds[kind])})" for kind in kinds)
    after = "|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in WORDS["after"].items())
    number_ = "[0-9A-Za-z.]{1,9}"
    gap = rf"\.?[\s:]{{0,3}}(?:(?:{words_pattern(number)})[\s.]{{0,2}})?[(\[“\"']?"
    return {
        "kind": re.compile(rf"(?:{any_kind}|(?P<sign>§+|¶+)){gap}"),
        "after": re.compile(
            rf"(?:第\s?)?(?P<first>{number_})\s?(?:(?P<sep>-|至|到|和|、|,)\s?第?\s?(?P<last>{number_})\s?)?(?:{after})"
        ),
        "and": re.compile(rf"\s*(?:,|;|/|&|\+|、|،|(?:[,،]\s*)?(?:{words_pattern(between['and'])}))\s*"),
        "to": re.compile(rf"\s*(?:-|(?:{words_pattern(between['to'])}))\s*"),
        "general": re.compile(rf"(?:{words_pattern(WORDS['general']['words'])})(?=\s*[:：.\-,)]|\s*$)"),
    }  # fmt: skip


@cache
def position_pattern() -> re.Pattern[str]:
    """Compile the pattern of a sentence or an item that is cited by its order."""
    numbers = "|".join(f"(?P<{name}>{words_pattern(WORDS['position'][name])})" for name in ORDER)
    units = "|".join(f"(?P<{name}>{words_pattern(WORDS['position'][name])})" for name in ("sentence", "item"))
    return re.compile(rf"(?:{numbers})[\s-]{{0,2}}(?:{units})")


ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
