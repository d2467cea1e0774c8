"""Looks in one place of a file for all that an edition withholds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from focalpoint.leaks.normalise import Finder, spaced, squeezed
from focalpoint.leaks.search_terms import LONG, SHORT, Needles
from focalpoint.leaks.text_spans import EmbeddedFile, TextSpan

FORBIDDEN = -1
"""The number of what is no withheld piece but a string that may be in no file."""
TELLING = 6
"""The fewest letters of a name that does not stand by chance among bytes that are no text."""


class MatchKind(StrEnum):
    """What a place holds of a withheld piece, as a message says it; the worst first."""

    COPY = "holds a file that is used only by"
    WORDS = "holds words of"
    NAME = "holds a name that gives away"
    RARE = "holds a word that is found only in"
    FORBIDDEN = "holds"


@dataclass(frozen=True)
class Hit:
    """What one place holds of one withheld piece."""

    place: str
    piece: int
    """The piece's number, or `FORBIDDEN`."""
    why: MatchKind
    line: int = 0
    """The line in the file, or 0."""
    general: bool = False
    """Whether the place is the whole file, read once more."""


class Search:
    """All needles, made ready to be looked for in many places."""

    def __init__(self, needles: Needles, forbidden: Sequence[str]) -> None:
        self._needles = needles
        self._forbidden = [word for word in forbidden if word]
        # A planted mark is found in whatever form; of a path, the strokes between its names count.
        self._marks = {squeezed(word) for word in self._forbidden if word.isalnum() and len(squeezed(word)) >= SHORT}
        closely = self._marks | needles.texts.keys() | needles.names.keys()
        self._finders = (
            Finder({text for text in closely if len(text) >= LONG}, LONG, 9),
            Finder({text for text in closely if len(text) < LONG}, SHORT, 6),
        )
        self._worded = bool(closely or needles.phrases)
        self._by_first_word: dict[bytes, list[bytes]] = {}
        for phrase in needles.phrases:
            self._by_first_word.setdefault(phrase.split()[0], []).append(phrase)

    def copies(self, copy: EmbeddedFile) -> Iterator[Hit]:
        """The pieces of which a file inside the file, or what it shows, is part."""
        for piece in self._needles.files.get(copy.digest, ()):
            yield Hit(copy.name or "it", piece, MatchKind.COPY)

    def look(self, place: TextSpan) -> Iterator[Hit]:
        """Everything that a place holds and should not; a piece can come several times."""
        # An edition that withholds nothing is searched only for what may be in no file.
        words = spaced(place.text) if self._worded else b""
        for piece, why, at in (*self._literal(place), *self._close(words), *self._whole_words(place, words)):
            yield Hit(place.name, piece, why, _line(place, at), place.general)
        for term in place.terms:
            for piece in self._needles.stems.get(term, ()):
                yield Hit(place.name, piece, MatchKind.RARE)

    def _literal(self, place: TextSpan) -> Iterator[tuple[int, MatchKind, int]]:
        text = place.text
        for word in self._forbidden:
            if (at := text.find(word)) >= 0:
                yield FORBIDDEN, MatchKind.FORBIDDEN, len(squeezed(text[:at]))

    def _close(self, words: bytes) -> Iterator[tuple[int, MatchKind, int]]:
        """What is found in squeezed text."""
        close = words.replace(b" ", b"")
        for finder in self._finders:
            for needle, at in finder.find(close).items():
                if needle in self._marks:
                    yield FORBIDDEN, MatchKind.FORBIDDEN, at
                for piece in self._needles.texts.get(needle, ()):
                    yield piece, MatchKind.WORDS, at
                for piece in self._needles.names.get(needle, ()):
                    yield piece, MatchKind.NAME, at

    def _whole_words(self, place: TextSpan, words: bytes) -> Iterator[tuple[int, MatchKind, int]]:
        """Names, which count as whole words."""
        for first in self._by_first_word.keys() & set(words.split()):
            for phrase in self._by_first_word[first]:
                if place.binary and len(phrase.strip()) < TELLING:
                    continue
                if (at := words.find(phrase)) >= 0:
                    for piece in self._needles.phrases[phrase]:
                        yield piece, MatchKind.NAME, len(words[:at].replace(b" ", b""))


def _line(place: TextSpan, at: int) -> int:
    """The line of the piece that holds the letter with this number among a place's letters."""
    for line, text in place.pieces:
        at -= len(squeezed(text))
        if at < 0:
            return line
    return 0
