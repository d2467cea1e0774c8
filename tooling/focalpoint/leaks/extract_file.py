"""Extract text spans from any finished file: from every byte of it, unpacked as far as possible."""

from __future__ import annotations

import bz2
import json
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import cast
from zipfile import BadZipFile, ZipFile, is_zipfile

from focalpoint.leaks.extract_images import picture_spans
from focalpoint.leaks.extract_markup import markup_spans, text_spans_of
from focalpoint.leaks.extract_pdf import pdf_spans
from focalpoint.leaks.text_spans import (
    DEEPEST,
    Budget,
    Decompressor,
    EmbeddedFile,
    Extracted,
    Extractor,
    FileFault,
    InnerExtractor,
    LimitExceeded,
    TextSpan,
    raw_spans,
    within,
)

_PACKED: tuple[tuple[bytes, Callable[[], Decompressor]], ...] = (
    (b"\x1f\x8b", lambda: zlib.decompressobj(wbits=31)),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\0", lzma.LZMADecompressor),
)
_INVENTORY = b"# Sphinx inventory"
_INDEX = b"Search.setIndex("


def extract(data: bytes, budget: Budget) -> Iterator[Extracted]:
    """Yield all that one file contains; bytes that cannot be opened as what they claim to be are read as they are."""

    def inner(data: bytes, inside: str, depth: int = 0) -> Iterator[Extracted]:
        yield EmbeddedFile(inside, sha256(data).hexdigest())
        if depth > DEEPEST:
            yield FileFault("holds files packed so deep in each other that they cannot be searched; take them out")
            return
        for extractor in _extractors(data):
            for found in extractor(data, inside, budget, lambda data, inside: inner(data, inside, depth + 1)):
                # Line numbers inside an embedded file mean nothing to the author.
                yield replace(found, pieces=((0, found.text),)) if inside and isinstance(found, TextSpan) else found

    try:
        yield from inner(data, "")
    except LimitExceeded:
        yield FileFault("unpacks to more than can be searched; make it smaller, or take it out")


def _extractors(data: bytes) -> Iterator[Extractor]:
    """Yield the extractors that apply to some bytes; the last ones read the bytes as they are."""
    if b"%PDF-" in data[:1024]:
        yield pdf_spans
    if is_zipfile(BytesIO(data)):
        yield _archive_spans
    if any(data.startswith(magic) for magic, _make in _PACKED):
        yield _packed_spans
    if data.startswith(_INVENTORY):
        yield _inventory_spans
    if data.startswith(_INDEX):
        yield _index_spans
    yield picture_spans
    yield _text_spans


def _text_spans(data: bytes, inside: str, budget: Budget, inner: InnerExtractor) -> Iterator[Extracted]:
    """Yield the bytes as they are, and where they are text, its markup and escapes resolved."""
    try:
        text = data.decode("utf-8-sig") if b"\0" not in data else ""
    except UnicodeDecodeError:
        text = ""
    if text:
        if "<" in text:
            yield from markup_spans(text, inside)
        yield from text_spans_of(text, inside, inner)
    yield from raw_spans(data, within("its bytes" if not text else "its source", inside), general=True)


def _archive_spans(data: bytes, inside: str, budget: Budget, inner: InnerExtractor) -> Iterator[Extracted]:
    """Yield the comments, names and files of a ZIP archive, such as a Word file or an e-book."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            yield from raw_spans(archive.comment, within("the archive's comment", inside))
            for number, member in enumerate(archive.infolist(), 1):
                name = within(f"file {number} of the archive", inside)
                yield TextSpan(f"the name of {name}", ((0, member.filename),))
                yield from raw_spans(member.comment, f"the comment of {name}")
                yield from raw_spans(member.extra, f"the comment of {name}")
                try:
                    with archive.open(member) as opened:
                        body = budget.take(opened.read(budget.left + 1))
                except (BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError, zlib.error):
                    yield FileFault(f"holds an archive of which file {number} cannot be opened; take it out")
                    continue
                yield from inner(body, name)
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return


def _packed_spans(data: bytes, inside: str, budget: Budget, inner: InnerExtractor) -> Iterator[Extracted]:
    for magic, make in _PACKED:
        if data.startswith(magic):
            try:
                body = budget.unpack(data, make)
            except (zlib.error, OSError, ValueError, EOFError, lzma.LZMAError):
                continue
            yield from inner(body, within("the packed file", inside))


def _inventory_spans(data: bytes, inside: str, budget: Budget, inner: InnerExtractor) -> Iterator[Extracted]:
    """Yield Sphinx's inventory of link targets: four plain lines, then compressed ones."""
    try:
        body = budget.unpack(data.split(b"\n", 4)[-1], cast(Callable[[], Decompressor], zlib.decompressobj))
    except zlib.error:
        return
    yield from raw_spans(body, within("the inventory", inside))


def _index_spans(data: bytes, inside: str, budget: Budget, inner: InnerExtractor) -> Iterator[Extracted]:
    """Yield the words of Sphinx's search index, and the titles and names in it."""
    try:
        index = json.loads(data[len(_INDEX) : data.rindex(b")")])
        terms = {str(term) for key in ("terms", "titleterms") for term in index.pop(key, {})}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return
    name = within("the search index", inside)
    yield TextSpan(name, ((0, " \n".join(_strings(index))),))
    yield TextSpan(name, ((0, " \n".join(sorted(terms))),), terms=frozenset(terms))


def _strings(value: object) -> Iterator[str]:
    """Yield every string in a value read from JSON."""
    todo = [value]
    while todo:
        match todo.pop():
            case str(text):
                yield text
            case dict() as entries:
                todo += [*entries.keys(), *entries.values()]
            case list() as items:
                todo += items
