"""What was laid out, kept on disk under a digest of all that it depends on."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from pydantic import TypeAdapter

from focalpoint.press.section import LaidOut

LIMIT = 200_000_000
"""Bytes that the cache may take: about forty editions of a thousand pages."""
STALE = 24 * 3600
"""Seconds after which an unfinished file is one that a crash left behind."""
SUFFIX, UNFINISHED = ".laidout", ".part"
_FACTS = TypeAdapter(LaidOut)


class Cache:
    """A folder of laid-out units, safe to use by several builds at once.

    An entry is written whole or not at all, and checked when it is read: what is damaged counts as absent.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit

    def read(self, key: str) -> LaidOut | None:
        """The unit laid out under this key, if it is there and whole."""
        file = self._file(key)
        try:
            seal, facts, pdf = file.read_bytes().split(b"\n", 2)
            if seal != _seal(key, facts, pdf):
                return None
            os.utime(file)  # The oldest by use goes first.
        except (OSError, ValueError):
            return None
        return _FACTS.validate_python({**json.loads(facts), "pdf": pdf})

    def write(self, key: str, one: LaidOut) -> None:
        """Keep a laid-out unit; a disk that takes no more is no reason to stop."""
        file = self._file(key)
        unfinished = file.with_name(f"{uuid4().hex}{UNFINISHED}")
        facts = json.dumps(_FACTS.dump_python(one, mode="json", exclude={"pdf"}), ensure_ascii=True).encode()
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                unfinished.write_bytes(b"\n".join([_seal(key, facts, one.pdf), facts, one.pdf]))
                unfinished.replace(file)
            finally:
                unfinished.unlink(missing_ok=True)

    def trim(self) -> None:
        """Drop what was not used for longest until the rest is within the limit, and what crashes left behind."""
        entries = []
        for file in self._files():
            with contextlib.suppress(OSError):
                facts = file.stat()
                if file.suffix == SUFFIX:
                    entries.append((facts.st_mtime, facts.st_size, file))
                elif time.time() - facts.st_mtime > STALE:
                    file.unlink()
        total = sum(size for _, size, _ in entries)
        for _, size, file in sorted(entries):
            if total <= self.limit:
                break
            with contextlib.suppress(OSError):
                file.unlink()
            total -= size

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}{SUFFIX}"

    def _files(self) -> Iterable[Path]:
        return self.folder.iterdir() if self.folder.is_dir() else ()


def _seal(key: str, facts: bytes, pdf: bytes) -> bytes:
    """What the rest of an entry must agree with."""
    digest = sha256(key.encode())
    for part in (facts, pdf):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest().encode()
