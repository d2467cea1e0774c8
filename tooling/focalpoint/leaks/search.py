"""Search spans of text for all that an edition withholds, and remember which bytes were clean."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from focalpoint.digests import code_digest
from focalpoint.files import write_whole
from focalpoint.leaks.search_terms import LONG, SHORT, SearchTerms
from focalpoint.leaks.text_spans import EmbeddedFile, TextSpan, normalised, normalised_words

FORBIDDEN = -1
"""The piece number of a hit on a forbidden string, which belongs to no withheld piece."""
SHORTEST_IN_BINARY = 6
"""The fewest bytes of a name that is searched for in bytes that are not text."""


class MatchKind(StrEnum):
    """How a place reveals a withheld piece, in the words of the message; the worst first."""

    COPY = "holds a file that is used only by"
    WORDS = "holds words of"
    NAME = "holds a name that gives away"
    RARE = "holds a word that is found only in"
    FORBIDDEN = "holds"


@dataclass(frozen=True)
class Hit:
    """One place that reveals one withheld piece."""

    place: str
    piece: int
    """The piece's number, or `FORBIDDEN`."""
    why: MatchKind
    line: int = 0
    """The line in the file, or 0."""
    general: bool = False
    """Whether the place is the whole file once more (`TextSpan.general`)."""


class Search:
    """All search terms, indexed for searching many spans."""

    def __init__(self, terms: SearchTerms, forbidden: Sequence[str]) -> None:
        self._terms = terms
        self._forbidden = [word for word in forbidden if word]
        # A planted mark is found in any form; a path only as it is written, since its slashes count.
        self._marks = {
            normalised(word) for word in self._forbidden if word.isalnum() and len(normalised(word)) >= SHORT
        }
        across_words = self._marks | terms.texts.keys() | terms.names.keys()
        self._finders = (
            MultiSearch({text for text in across_words if len(text) >= LONG}, LONG, 9),
            MultiSearch({text for text in across_words if len(text) < LONG}, SHORT, 6),
        )
        self._worded = bool(across_words or terms.phrases)
        self._by_first_word: dict[bytes, list[bytes]] = {}
        for phrase in terms.phrases:
            self._by_first_word.setdefault(phrase.split()[0], []).append(phrase)

    def copies(self, copy: EmbeddedFile) -> Iterator[Hit]:
        """Yield a hit for each withheld piece that an embedded file or its picture belongs to."""
        for piece in self._terms.files.get(copy.digest, ()):
            yield Hit(copy.name or "it", piece, MatchKind.COPY)

    def hits_in(self, span: TextSpan) -> Iterator[Hit]:
        """Yield all hits in a span; a piece can occur several times."""
        # An edition that withholds nothing is searched only for what may be in no file.
        words = normalised_words(span.text) if self._worded else b""
        for piece, why, at in (*self._literal(span), *self._across_words(words), *self._whole_words(span, words)):
            yield Hit(span.name, piece, why, _line(span, at), span.general)
        for term in span.terms:
            for piece in self._terms.stems.get(term, ()):
                yield Hit(span.name, piece, MatchKind.RARE)

    def _literal(self, span: TextSpan) -> Iterator[tuple[int, MatchKind, int]]:
        text = span.text
        for word in self._forbidden:
            if (at := text.find(word)) >= 0:
                yield FORBIDDEN, MatchKind.FORBIDDEN, len(normalised(text[:at]))

    def _across_words(self, words: bytes) -> Iterator[tuple[int, MatchKind, int]]:
        """Yield hits of terms that are searched for without regard to word boundaries."""
        joined = words.replace(b" ", b"")
        for finder in self._finders:
            for term, at in finder.find(joined).items():
                if term in self._marks:
                    yield FORBIDDEN, MatchKind.FORBIDDEN, at
                for piece in self._terms.texts.get(term, ()):
                    yield piece, MatchKind.WORDS, at
                for piece in self._terms.names.get(term, ()):
                    yield piece, MatchKind.NAME, at

    def _whole_words(self, span: TextSpan, words: bytes) -> Iterator[tuple[int, MatchKind, int]]:
        """Yield hits of names, which count as whole words only."""
        for first in self._by_first_word.keys() & set(words.split()):
            for phrase in self._by_first_word[first]:
                if span.binary and len(phrase.strip()) < SHORTEST_IN_BINARY:
                    continue
                if (at := words.find(phrase)) >= 0:
                    for piece in self._terms.phrases[phrase]:
                        yield piece, MatchKind.NAME, len(words[:at].replace(b" ", b""))


def _line(span: TextSpan, at: int) -> int:
    """Find the line of the normalised character at this offset of a span; 0 where it has none."""
    for line, text in span.pieces:
        at -= len(normalised(text))
        if at < 0:
            return line
    return 0


class MultiSearch:
    """Search normalised text for many terms at once, at a cost that hardly grows with their number.

    Only every n-th position is looked up: wherever a term of at least `shortest` bytes occurs, one of these positions
    begins a run of `gram` bytes inside it.
    """

    def __init__(self, terms: set[bytes], shortest: int, gram: int) -> None:
        self._gram = gram
        self._step = shortest - gram + 1
        self._grams: dict[bytes, list[tuple[bytes, int]]] = {}
        for term in terms:
            for at in range(self._step):
                self._grams.setdefault(term[at : at + gram], []).append((term, at))

    def find(self, text: bytes) -> dict[bytes, int]:
        """Return each term that the text contains, with the offset of the first match found."""
        found: dict[bytes, int] = {}
        grams, gram = self._grams, self._gram
        if not grams:
            return found
        for at in [at for at in range(0, len(text), self._step) if text[at : at + gram] in grams]:
            for term, offset in grams[text[at : at + gram]]:
                if term not in found and at >= offset and text.startswith(term, at - offset):
                    found[term] = at - offset
        return found


PACKAGES = ("pikepdf", "pypdfium2", "pillow", "snowballstemmer")
"""Packages that open files, or make the search terms; part of the cache key."""
MOST_ENTRIES = 20_000
"""Entries that a file keeps, the most recent: enough for several builds of a large manual."""
_DIGEST_SIZE = 32
"""Bytes of a digest."""


class SearchCache:
    """Digests of files and text spans in which a search found nothing, for one set of search terms and one code.

    Hits are never cached. The file holds the key, a checksum, and the digests; if either of the first two
    differs, it is ignored. Without a file, the cache lives as long as the process.
    """

    def __init__(self, key: bytes, file: Path | None = None) -> None:
        self._key = key
        self._file = file
        self._clean = dict.fromkeys(self._read())
        self._used: dict[bytes, None] = {}

    def is_clean(self, digest: bytes) -> bool:
        """Tell whether bytes or a text with this digest were searched without a hit."""
        if digest not in self._clean:
            return False
        self._used[digest] = None
        return True

    def add(self, digest: bytes) -> None:
        """Record bytes or a text as clean."""
        self._clean[digest] = self._used[digest] = None

    def save(self) -> None:
        """Write the file, if there is one; entries used by this search are the last to be dropped."""
        if self._file is None:
            return
        older = [digest for digest in self._clean if digest not in self._used]
        body = b"".join([*older, *self._used][-MOST_ENTRIES:])
        write_whole(self._file, self._key + _checksum(self._key, body) + body)

    def _read(self) -> list[bytes]:
        try:
            data = self._file.read_bytes() if self._file is not None else b""
        except OSError:
            return []
        key, checksum, body = data[:_DIGEST_SIZE], data[_DIGEST_SIZE : 2 * _DIGEST_SIZE], data[2 * _DIGEST_SIZE :]
        if key != self._key or checksum != _checksum(key, body):
            return []
        return [body[at : at + _DIGEST_SIZE] for at in range(0, len(body), _DIGEST_SIZE)]


def _checksum(key: bytes, body: bytes) -> bytes:
    return sha256(key + body).digest()


def cache_key(terms: SearchTerms, forbidden: list[str], *, pictures: bool) -> bytes:
    """Digest all that decides what a search finds in given bytes: its terms, its code, and the packages it uses.

    The withheld piece that a term belongs to does not count: bytes without any term are clean for all pieces.
    """
    words = [sorted(terms.texts), sorted(terms.names), sorted(terms.phrases)]
    facts = (words, sorted(terms.stems), sorted(terms.files), sorted(forbidden), pictures)
    code = (code_digest("leaks"), sys.version, *map(version, PACKAGES))
    return sha256(repr((facts, code)).encode("utf-8", "surrogatepass")).digest()
