"""Remembers which bytes were searched and found clean, so that they are searched once."""

from __future__ import annotations

import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from focalpoint.digests import code_digest
from focalpoint.files import write_whole
from focalpoint.leaks.search_terms import Needles

READERS = ("pikepdf", "pypdfium2", "pillow", "snowballstemmer")
"""Packages that the search opens files with, or makes its terms with."""
MOST = 20_000
"""Entries that a file keeps, the latest: those of several builds of a large manual."""
_SIZE = 32
"""Bytes of a digest."""


class SearchCache:
    """Digests of files and text spans that were searched without a find, under one set of search terms and one code.

    Only what is clean is remembered: a find is found again each time. The file is the key, a checksum, and the digests;
    where either of the first two is another, nothing in it counts. Without a file, memory ends with the process.
    """

    def __init__(self, key: bytes, file: Path | None = None) -> None:
        self._key = key
        self._file = file
        self._clean = dict.fromkeys(self._read())
        self._used: dict[bytes, None] = {}

    def is_clean(self, digest: bytes) -> bool:
        """Tell whether bytes or a text with this digest were searched, and nothing was found."""
        if digest not in self._clean:
            return False
        self._used[digest] = None
        return True

    def add(self, digest: bytes) -> None:
        """Remember bytes or a text as clean."""
        self._clean[digest] = self._used[digest] = None

    def save(self) -> None:
        """Write the file, where there is one; what this search used is kept longest."""
        if self._file is None:
            return
        older = [digest for digest in self._clean if digest not in self._used]
        body = b"".join([*older, *self._used][-MOST:])
        write_whole(self._file, self._key + _checksum(self._key, body) + body)

    def _read(self) -> list[bytes]:
        try:
            data = self._file.read_bytes() if self._file is not None else b""
        except OSError:
            return []
        key, checksum, body = data[:_SIZE], data[_SIZE : 2 * _SIZE], data[2 * _SIZE :]
        if key != self._key or checksum != _checksum(key, body):
            return []
        return [body[at : at + _SIZE] for at in range(0, len(body), _SIZE)]


def _checksum(key: bytes, body: bytes) -> bytes:
    return sha256(key + body).digest()


def cache_key(needles: Needles, forbidden: list[str], *, pictures: bool) -> bytes:
    """Digest all that decides what a search finds in given bytes: its terms, its code, and the packages it reads with.

    To which withheld piece a term belongs does not count: bytes without any of the terms are clean for all pieces.
    """
    terms = [sorted(needles.texts), sorted(needles.names), sorted(needles.phrases)]
    facts = (terms, sorted(needles.stems), sorted(needles.files), sorted(forbidden), pictures)
    code = (code_digest("leaks"), sys.version, *map(version, READERS))
    return sha256(repr((facts, code)).encode("utf-8", "surrogatepass")).digest()
