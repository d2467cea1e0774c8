"""Keep on disk what was found in each text, so that a build parses only the texts that changed."""

from __future__ import annotations

import contextlib
import pickle
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from focalpoint.content.text.markdown import MARKDOWN, read_markdown
from focalpoint.content.text.reading import KEEPERS, Reading
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
        with self:
            reading = read_markdown(text)
        if (digest := _digest(MARKDOWN, text)) not in self._used:
            self._used[digest] = self._kept.get(digest) or pickle.dumps(reading, pickle.HIGHEST_PROTOCOL)
        return reading

    def __enter__(self) -> ReadingCache:
        """Have every text that is read meanwhile come from here, or be kept here."""
        KEEPERS.append(self)
        return self

    def __exit__(self, *_raised: object) -> None:
        KEEPERS.remove(self)

    def recalled(self, kind: str, text: str) -> Any | None:
        """Return what was found in a text at an earlier run, or None."""
        digest = _digest(kind, text)
        if digest not in self._kept:
            return None
        self._used[digest] = self._kept[digest]
        return pickle.loads(self._kept[digest])

    def keep(self, kind: str, text: str, found: Any) -> None:
        """Keep what was found in a text for later runs."""
        self._used[_digest(kind, text)] = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)

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


def _digest(kind: str, text: str) -> bytes:
    # No kind has a line end: what one parser found never stands for what another would find.
    return sha256(f"{kind}\n{text}".encode("utf-8", "surrogatepass")).digest()


def _checksum(key: bytes, body: bytes) -> bytes:
    return sha256(key + body).digest()
