"""Take names, telephone numbers and addresses of persons out of the lines of a message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from focalpoint.review.letters.mail_line import Line
from focalpoint.review.letters.mail_words import any_of, plain_words, words_of

NAME = "[name left out]"
NUMBER = "[number left out]"
ADDRESS = "[address left out]"
_MARKS = re.compile(r"\[(?:name|number|address) left out\]")
_MAIL = re.compile(r"<?\b(?:mailto:)?[\w.+'-]+@[\w-]+(?:\.[\w-]+)+>?")
_TELEPHONE = re.compile(
    r"(?<![\w.])(?!\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b)(?:(?:\+|00)\s?\d(?:[\s./()-]{0,3}\d){6,14}(?!\w)|\(?\b0\d{1,5}\)?[\s/-]\d(?:[\s./-]?\d){4,10}(?!\w))"
)
_NAME = re.compile(r"[^\W\d_][\w'’-]*\.?")
_ALONE = 4
"""Fewest characters of a part of a name that is left out where it stands alone."""


def without_persons(lines: Sequence[Line], named: Iterable[str]) -> list[Line]:
    """Put a neutral mark in the place of persons; `named` are the display names of all heads."""
    pattern = _pattern(tuple(sorted({form for name in named for form in _forms(name)}, key=len, reverse=True)))
    return [
        replace(line, text=_bare(line.text, pattern), cells=tuple(_bare(cell, pattern) for cell in line.cells))
        for line in lines
    ]


def without_marks(text: str) -> str:
    """Remove the neutral marks again, to count the member's own words."""
    return _MARKS.sub(" ", text)


def _bare(text: str, pattern: re.Pattern[str] | None) -> str:
    text = _MAIL.sub(ADDRESS, text)
    text = _TELEPHONE.sub(NUMBER, text)
    return pattern.sub(NAME, text) if pattern else text


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    if not forms:
        return None
    ranks = any_of(words_of("offices", "ranks"))
    names = "|".join(
        re.escape(form).replace(r"\ ", r"[\s,]+") if " " in form else f"(?-i:{re.escape(form)})" for form in forms
    )
    return re.compile(rf"(?<!\w)(?:(?:{ranks})\.?\s+)*(?:{names})(?!\w)", re.IGNORECASE)


def _forms(name: str) -> Iterator[str]:
    """Yield the ways in which a person's name is written; none for the name of an office."""
    bare = re.sub(r"<[^>]*>|\([^)]*\)|\[[^\]]*\]|[\"“”*]|\S+@\S+", " ", name)
    words = _NAME.findall(bare)
    if not 2 <= len(words) <= 5 or re.search(r"\d", bare) or _is_office(words):
        return
    yield " ".join(words)
    yield " ".join(reversed(words)) if len(words) == 2 else " ".join([*words[1:], words[0]])
    common = set(words_of("offices", "common"))
    for word in words:
        if len(word) >= _ALONE and word[:1].isupper() and word.lower() not in common:
            yield from {word, word.upper(), word.capitalize()}


def _is_office(words: Sequence[str]) -> bool:
    offices = {plain_words(word) for word in words_of("offices", "words")}
    return any(plain_words(word).rstrip(".") in offices for word in words)
