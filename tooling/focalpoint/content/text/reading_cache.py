"""Keep on disk what was found in each text, so that a build parses only the texts that changed."""

from __future__ import annotations

import contextlib
import pickle
import sys
from hashlib import sha256
from pathlib import Path

from focalpoint.content.text.markdown import RECALLED, read_markdown
from focalpoint.content.text.reading import Reading
from focalpoint.digests import code_digest, installed_packages
from focalpoint.files import write_whole

MOST = 256
"""Readings that the file keeps, the latest; all texts of one manual are kept, however many they are."""
_SIZE = 32
"""Bytes of a digest."""


class ReadingCache:
    """Readings by the digests of their texts, under one code of the toolchain and one set of packages.

    Only parsing is spared: every rule is held against every reading. The file is the key, a checksum, and the readings;
    where either of the first two is another, nothing in it counts and every text is parsed.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._key = sha256(repr((code_digest(), installed_packages(), sys.version)).encode()).digest()
        self._kept = self._stored()
        self._used: dict[bytes, bytes] = {}

    def read(self, text: str) -> Reading:
        """Return what is in a text, as `read_markdown` does, which gives the same object to whoever reads it later."""
        digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
        if digest in self._kept:
            RECALLED[text] = pickle.loads(self._kept[digest])
        try:
            reading = read_markdown(text)
        finally:
            RECALLED.pop(text, None)
        self._used[digest] = self._kept.get(digest) or pickle.dumps(reading, pickle.HIGHEST_PROTOCOL)
        return reading

    def save(self) -> None:
        """Write the file where a text was parsed; a disk that takes no more is no reason to stop."""
        if self._used.keys() <= self._kept.keys():
            return
        older = [(digest, data) for digest, data in self._kept.items() if digest not in self._used]
        room = max(0, MOST - len(self._used))
        body = pickle.dumps(
            [*older[len(older) - min(room, len(older)) :], *self._used.items()], pickle.HIGHEST_PROTOCOL
        )
        with contextlib.suppress(OSError):
            write_whole(self._file, self._key + _checksum(self._key, body) + body)

    def _stored(self) -> dict[bytes, bytes]:
        try:
            data = self._file.read_bytes()
        except OSError:
            return {}
        key, checksum, body = data[:_SIZE], data[_SIZE : 2 * _SIZE], data[2 * _SIZE :]
        return dict(pickle.loads(body)) if key == self._key and checksum == _checksum(key, body) else {}


def _checksum(key: bytes, body: bytes) -> bytes:
    return sha256(key + body).digest()
