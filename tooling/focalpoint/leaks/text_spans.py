"""Represent what is extracted from a file: spans of text, digests of embedded files, and faults of the file itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Protocol

MOST = 200_000_000
"""Most bytes that one file may unpack to; a larger file is not searched but reported."""
DEEPEST = 6
"""Most levels of files inside files."""


@dataclass(frozen=True)
class TextSpan:
    """The text of one place in a file, in pieces."""

    name: str
    """The place in words, such as `a text alternative`; it never repeats a word of the file."""
    pieces: tuple[tuple[int, str], ...]
    """The line, or 0, and the text of each piece; the pieces are contiguous."""
    general: bool = False
    """Whether this is the whole file once more; a hit in it is reported only if no more exact place has the same."""
    binary: bool = False
    """Whether the bytes are not text; short names occur in them by chance."""
    terms: frozenset[str] = frozenset()
    """The words of a search index."""

    @cached_property
    def text(self) -> str:
        """The text of all pieces."""
        return "".join(text for _line, text in self.pieces)

    def digest(self) -> bytes:
        """Digest all that decides what a search finds in the span; its place does not count."""
        facts = (self.text, repr((self.binary, sorted(self.terms))))
        return sha256(b"".join(sha256(one.encode("utf-8", "surrogatepass")).digest() for one in facts)).digest()


@dataclass(frozen=True)
class EmbeddedFile:
    """The digest of a file inside a file, or of the pixels of a picture."""

    name: str
    digest: str


@dataclass(frozen=True)
class FileFault:
    """A fault of the file itself, which no finished edition may have."""

    message: str
    """What is wrong; what to do."""


Extracted = TextSpan | EmbeddedFile | FileFault


class LimitExceeded(Exception):  # noqa: N818  (the file is at fault, not the program)
    """Raised if a file unpacks to more than can be searched."""


class Decompressor(Protocol):
    """Decompress bytes piece by piece."""

    @property
    def eof(self) -> bool:
        """Whether the end of the compressed data was reached."""

    @property
    def unused_data(self) -> bytes:
        """The bytes after the end of the compressed data."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Decompress bytes to at most `max_length` bytes."""


_PRINTED = bytes((*range(32, 127), 9, 10, 13))
_PLAIN = bytes(code if code < 128 else 32 for code in range(256))
_SMALL = 65_536
"""Up to so many bytes are read as UTF-16 whole; of more, only runs of characters of one script."""
_LITTLE = re.compile(rb".([\x00-\x3f])(?:.(?:\1|[\x00\x20])){7,}", re.DOTALL)
_BIG = re.compile(rb"([\x00-\x3f]).(?:(?:\1|[\x00\x20]).){7,}", re.DOTALL)


class Budget:
    """The bytes that one file may still unpack to, and whether the pixels of its pictures are digested."""

    def __init__(self, most: int, *, pictures: bool) -> None:
        self.left = most
        self.pictures = pictures

    def take(self, data: bytes) -> bytes:
        """Count unpacked bytes and return them; raise `LimitExceeded` where they are too many."""
        self.left -= len(data)
        if self.left < 0:
            raise LimitExceeded
        return data

    def unpack(self, data: bytes, make: Callable[[], Decompressor]) -> bytes:
        """Decompress bytes, and any further streams of the same format after them."""
        parts = []
        while data:
            one = make()
            parts.append(self.take(one.decompress(data, self.left + 1)))
            if not one.eof:
                break
            data = one.unused_data
        return b"".join(parts)


class InnerExtractor(Protocol):
    """Extract from bytes found inside a file; `inside` says in words where they were."""

    def __call__(self, data: bytes, inside: str) -> Iterator[Extracted]:
        """Yield all that the bytes contain."""


Extractor = Callable[[bytes, str, Budget, InnerExtractor], Iterator[Extracted]]
"""Extracts from one kind of file, given its bytes, its place in words, the budget, and how to open files inside it."""


def within(what: str, inside: str) -> str:
    """Name a place that may be in an embedded file: `page 3 in an attachment`."""
    return f"{what} in {inside}" if inside else what


def decodings(data: bytes) -> Iterator[str]:
    """Decode bytes to text in each way that a reader's program might."""
    if is_text(data):
        yield data.decode("utf-8")
        return
    # Compressed bytes are noise: what Latin-1 would decode as accented letters is none.
    noise = len(data.translate(None, _PRINTED)) > len(data) * 0.3
    yield data.translate(_PLAIN).decode("ascii") if noise else data.decode("latin-1")
    # The decoding above finds Latin letters of UTF-16, since normalising drops the zeros, but no other letters.
    wide = len(data) < _SMALL or data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for shift in (0, 1):
        part = data[shift:]
        for coding, run in (("utf-16-le", _LITTLE), ("utf-16-be", _BIG)):
            found = part if wide else b"".join(one[0] for one in run.finditer(part) if one.start() % 2 == 0)
            if found:
                yield found.decode(coding, "ignore")


def raw_spans(data: bytes, name: str, *, general: bool = False) -> Iterator[TextSpan]:
    """Yield a span for each decoding of some bytes; only a whole file (`general`) gets line numbers."""
    text = is_text(data)
    for decoded in decodings(data):
        lines = tuple(enumerate(decoded.splitlines(keepends=True), 1)) if text and general else ((0, decoded),)
        yield TextSpan(name, lines, general, binary=not text)


def is_text(data: bytes) -> bool:
    """Tell whether bytes are text in UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def joined_span(name: str, texts: Iterable[str], *, binary: bool = False) -> TextSpan:
    """Join several texts to one span, with line ends between them."""
    return TextSpan(name, ((0, "\n".join(texts)),), binary=binary)


_UNSEEN = re.compile(
    "[-\N{HYPHEN}\N{SOFT HYPHEN}\ufffe][ \t]*[\r\n]\\s*"  # a word divided at the end of a line
    "|[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufffe\U000e0000-\U000e01ef]"
)
_BETWEEN = re.compile(r"[\W_]+")
_TO_SPACE = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))


def normalised_words(text: str) -> bytes:
    """Normalise a text to lower-case words with one space around each, without invisible characters, in UTF-8.

    Neither capitals, ligatures, hyphenation, line ends nor tags hide a word.
    """
    seen = _UNSEEN.sub("", text)
    if seen.isascii():
        words = seen.lower().encode().translate(_TO_SPACE).split()
    else:
        # Case folding can leave characters that are not in composed form.
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
        # Composing can produce invisible characters.
        words = _BETWEEN.sub(" ", _UNSEEN.sub("", folded)).encode("utf-8", "ignore").split()
    return b" " + b" ".join(words) + b" " if words else b""


def normalised(text: str) -> bytes:
    """Normalise a text to its letters and digits, with nothing between them, in UTF-8."""
    return normalised_words(text).replace(b" ", b"")
