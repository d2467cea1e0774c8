"""Keeps written web pages, each under a digest of all that it was written from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from focalpoint.files import write_whole

SUFFIX = ".page"


@dataclass(frozen=True)
class Page:
    """One written page, and what the rest of the edition needs of it."""

    html: str
    images: dict[str, str]
    """The pictures that it shows: path in the source folder → name in the edition."""
    index: dict[str, Any]
    """What it puts into the search index."""


class PageCache:
    """A folder with one file for each document: the page that was written of it last, and from what.

    A page counts only under the very key that it was kept under, and where the file is whole. A file holds the
    digest of the rest, the key, and the page.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, docname: str, key: str) -> Page | None:
        """Return the page of a document, where it was written from exactly the same; else None."""
        try:
            digest, kept, data = self._file(docname).read_bytes().split(b"\n", 2)
            if kept != key.encode() or digest != _digest(kept, data):
                return None
            return Page(**json.loads(data))
        except (OSError, ValueError, TypeError):
            return None

    def keep(self, docname: str, key: str, page: Page) -> None:
        """Keep the page of a document in place of the one before."""
        data = json.dumps(asdict(page)).encode()
        write_whole(self._file(docname), b"\n".join((_digest(key.encode(), data), key.encode(), data)))

    def prune(self, docnames: Iterable[str]) -> None:
        """Remove the pages of all documents but these: what an edition may not carry any more does not lie about."""
        present = {self._file(docname) for docname in docnames}
        for file in self.folder.rglob("*"):
            if file.is_file() and file not in present:
                file.unlink()

    def _file(self, docname: str) -> Path:
        return self.folder / f"{docname}{SUFFIX}"


def _digest(key: bytes, data: bytes) -> bytes:
    return sha256(key + b"\n" + data).hexdigest().encode()
