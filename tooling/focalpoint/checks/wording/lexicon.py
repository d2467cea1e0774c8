"""The terms that have one form, and where they stand in a row of text in whatever form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from focalpoint.checks.wording.spelling import house_words

_WORD = re.compile(r"[^\W_]+(?:['’]s\b)?")


class Term(NamedTuple):
    """A term, by its words."""

    words: tuple[str, ...]
    """In their right form."""
    plain: tuple[str, ...]
    gaps: frozenset[str]
    """What may stand between two of its words."""


class Word(NamedTuple):
    """A word of a row, and where it stands."""

    said: str
    plain: str
    begin: int
    end: int


# Two lexicons are the same only where they are one object, which makes them quick to look up in a cache.
@dataclass(frozen=True, eq=False)
class Lexicon:
    """The terms by the plain form of their first word, the longest first."""

    terms: dict[str, list[Term]]
    others: dict[str, str]
    """Names in small letters that are not used, each with the one that is."""
    ordinary: frozenset[tuple[str, ...]]
    """Terms, in plain form, that are ordinary words when they have no capital."""

    def found(self, row: str) -> Iterator[tuple[Term, Sequence[Word]]]:
        """The terms in a row, each with its words there, in whatever capitals and number."""
        said = list(_WORD.finditer(row))
        if self.terms.keys().isdisjoint(map(_plain, (found[0] for found in said))):
            return
        words = [Word(found[0], _plain(found[0]), *found.span()) for found in said]
        place = 0
        while place < len(words):
            terms = (term for term in self.terms.get(words[place].plain, ()) if _stands(term, words, place, row))
            term = next(terms, None)
            if term:
                yield term, words[place : place + len(term.words)]
            place += len(term.words) if term else 1


def _stands(term: Term, words: Sequence[Word], place: int, row: str) -> bool:
    here = words[place : place + len(term.words)]
    return tuple(word.plain for word in here) == term.plain and all(
        row[one.end : other.begin] in term.gaps for one, other in pairwise(here)
    )


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """A word in small letters, in the singular and without a possessive: the same for all its forms."""
    return word.lower().removesuffix("'s").removesuffix("’s").removesuffix("s")


def _plain_words(said: str) -> tuple[str, ...]:
    return tuple(map(_plain, _WORD.findall(said)))


@lru_cache(maxsize=8)
def lexicon_of(glossary: tuple[str, ...], own: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Lexicon:
    """Join the terms of a glossary, the project's own names, and those names in `words.toml` which neither holds.

    Each of the project's names comes with the ways in which it is not written.
    """
    names: dict[str, Sequence[str]] = {**house_words()["names"], **dict(own)}
    forms = {plain: said for said in (*names, *glossary) if (plain := _plain_words(said))}
    terms: dict[str, list[Term]] = {}
    for plain, said in sorted(forms.items(), key=lambda form: -len(form[0])):
        gaps = frozenset({" ", ", "} if "," in said else {" "})
        terms.setdefault(plain[0], []).append(Term(tuple(_WORD.findall(said)), plain, gaps))
    others = {other.lower(): name for name, forms in names.items() for other in forms}
    return Lexicon(terms, others, frozenset(map(_plain_words, house_words()["ordinary"])))
