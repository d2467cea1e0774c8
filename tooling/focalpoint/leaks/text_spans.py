"""What a file is opened into: places with text, the digests of what is inside it, and faults of the file itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Protocol

MOST = 200_000_000
"""Bytes that one file may unpack to; what is larger is not searched but told."""
DEEPEST = 6
"""Files inside files."""


@dataclass(frozen=True)
class TextSpan:
    """One place in a file, with its text in pieces."""

    name: str
    """In words, such as `a text alternative`: never a word of the file's own."""
    pieces: tuple[tuple[int, str], ...]
    """Line, or 0, and text; they follow each other without a gap."""
    general: bool = False
    """The whole once more: told only where no place nearer by holds the same."""
    binary: bool = False
    """Bytes that are no text: short names stand there by chance."""
    terms: frozenset[str] = frozenset()
    """Words of a search index."""

    @cached_property
    def text(self) -> str:
        """All of its text."""
        return "".join(text for _line, text in self.pieces)

    def digest(self) -> bytes:
        """Digest all that decides what a search finds in it; where it stands does not."""
        facts = (self.text, repr((self.binary, sorted(self.terms))))
        return sha256(b"".join(sha256(one.encode("utf-8", "surrogatepass")).digest() for one in facts)).digest()


@dataclass(frozen=True)
class EmbeddedFile:
    """Digest of a file inside a file, or of what a picture shows."""

    name: str
    digest: str


@dataclass(frozen=True)
class FileFault:
    """What may not be in a finished edition whatever it says."""

    message: str
    """What is wrong; what to do."""


Found = TextSpan | EmbeddedFile | FileFault


class LimitExceeded(Exception):  # noqa: N818  (nothing is in error but the file)
    """Raised where a file unpacks to more than can be searched."""


class Decompressor(Protocol):
    """Unpacks bytes piece by piece."""

    @property
    def eof(self) -> bool:
        """Whether the packed bytes have come to their end."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind the end."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """What the bytes unpack to, up to a length."""


_PRINTED = bytes((*range(32, 127), 9, 10, 13))
_PLAIN = bytes(code if code < 128 else 32 for code in range(256))
_SMALL = 65_536
"""Bytes that are read as UTF-16 whole; of more, only runs whose letters are of one script."""
_LITTLE = re.compile(rb".([\x00-\x3f])(?:.(?:\1|[\x00\x20])){7,}", re.DOTALL)
_BIG = re.compile(rb"([\x00-\x3f]).(?:(?:\1|[\x00\x20]).){7,}", re.DOTALL)


class Budget:
    """How much one file may still unpack to, and whether its pictures are looked at."""

    def __init__(self, most: int, *, pictures: bool) -> None:
        self.left = most
        self.pictures = pictures

    def take(self, data: bytes) -> bytes:
        """Count bytes that were unpacked."""
        self.left -= len(data)
        if self.left < 0:
            raise LimitExceeded
        return data

    def unpack(self, data: bytes, make: Callable[[], Decompressor]) -> bytes:
        """What packed bytes hold, with all that stands behind them packed in the same way."""
        parts = []
        while data:
            one = make()
            parts.append(self.take(one.decompress(data, self.left + 1)))
            if not one.eof:
                break
            data = one.unused_data
        return b"".join(parts)


class ScanContext(Protocol):
    """Opens bytes found inside a file; `inside` says in words where."""

    def __call__(self, data: bytes, inside: str) -> Iterator[Found]:
        """What is in them."""


Opener = Callable[[bytes, str, Budget, ScanContext], Iterator[Found]]
"""Opens one kind of file: its bytes, where it lies, how much it may unpack to, and what opens files inside it."""


def within(what: str, inside: str) -> str:
    """A place inside a file inside the file: `page 3 in an attachment`."""
    return f"{what} in {inside}" if inside else what


def readings(data: bytes) -> Iterator[str]:
    """Bytes as text, in every way that a reader's machine might take them."""
    if is_text(data):
        yield data.decode("utf-8")
        return
    # Packed bytes are noise: of their many signs that Latin-1 would take for letters, none is.
    noise = len(data.translate(None, _PRINTED)) > len(data) * 0.3
    yield data.translate(_PLAIN).decode("ascii") if noise else data.decode("latin-1")
    # Latin letters of UTF-16 are found in the reading above, which drops the zeros; other letters are not.
    wide = len(data) < _SMALL or data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for shift in (0, 1):
        part = data[shift:]
        for coding, run in (("utf-16-le", _LITTLE), ("utf-16-be", _BIG)):
            found = part if wide else b"".join(one[0] for one in run.finditer(part) if one.start() % 2 == 0)
            if found:
                yield found.decode(coding, "ignore")


def raw(data: bytes, name: str, *, general: bool = False) -> Iterator[TextSpan]:
    """Bytes in every reading, as one place; only a whole file has lines that its reader can count."""
    text = is_text(data)
    for reading in readings(data):
        lines = tuple(enumerate(reading.splitlines(keepends=True), 1)) if text and general else ((0, reading),)
        yield TextSpan(name, lines, general, binary=not text)


def is_text(data: bytes) -> bool:
    """Whether bytes are text in UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def joined(name: str, texts: Iterable[str], *, binary: bool = False) -> TextSpan:
    """Several texts as one place; a line end keeps them apart."""
    return TextSpan(name, ((0, "\n".join(texts)),), binary=binary)
