"""Opens any finished file into places with text: every byte of it, unpacked as far as it can be."""

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

from focalpoint.leaks.extract_images import picture_places
from focalpoint.leaks.extract_markup import markup_places, text_places
from focalpoint.leaks.extract_pdf import pdf_places
from focalpoint.leaks.text_spans import (
    DEEPEST,
    Budget,
    Decompressor,
    EmbeddedFile,
    FileFault,
    Found,
    LimitExceeded,
    Opener,
    ScanContext,
    TextSpan,
    raw,
    within,
)

_PACKED: tuple[tuple[bytes, Callable[[], Decompressor]], ...] = (
    (b"\x1f\x8b", lambda: zlib.decompressobj(wbits=31)),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\0", lzma.LZMADecompressor),
)
_INVENTORY = b"# Sphinx inventory"
_INDEX = b"Search.setIndex("


def open_file(data: bytes, budget: Budget) -> Iterator[Found]:
    """Everything in one file; what cannot be opened as what it claims is read as it stands."""

    def look(data: bytes, inside: str, depth: int = 0) -> Iterator[Found]:
        yield EmbeddedFile(inside, sha256(data).hexdigest())
        if depth > DEEPEST:
            yield FileFault("holds files packed so deep in each other that they cannot be searched; take them out")
            return
        for opener in _openers(data):
            for found in opener(data, inside, budget, lambda data, inside: look(data, inside, depth + 1)):
                # Nobody counts the lines of a file inside a file.
                yield replace(found, pieces=((0, found.text),)) if inside and isinstance(found, TextSpan) else found

    try:
        yield from look(data, "")
    except LimitExceeded:
        yield FileFault("unpacks to more than can be searched; make it smaller, or take it out")


def _openers(data: bytes) -> Iterator[Opener]:
    """Each way to open some bytes; last of all they are read as they stand."""
    if b"%PDF-" in data[:1024]:
        yield pdf_places
    if is_zipfile(BytesIO(data)):
        yield _zip_places
    if any(data.startswith(magic) for magic, _make in _PACKED):
        yield _packed_places
    if data.startswith(_INVENTORY):
        yield _inventory_places
    if data.startswith(_INDEX):
        yield _index_places
    yield picture_places
    yield _text_places


def _text_places(data: bytes, inside: str, budget: Budget, look: ScanContext) -> Iterator[Found]:
    """Text, and whatever else there is, as it stands; markup is taken apart."""
    try:
        text = data.decode("utf-8-sig") if b"\0" not in data else ""
    except UnicodeDecodeError:
        text = ""
    if text:
        if "<" in text:
            yield from markup_places(text, inside)
        yield from text_places(text, inside, look)
    yield from raw(data, within("its bytes" if not text else "its source", inside), general=True)


def _zip_places(data: bytes, inside: str, budget: Budget, look: ScanContext) -> Iterator[Found]:
    """An archive, which a Word file or an e-book is as well: its comments, the names in it, and what they hold."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            yield from raw(archive.comment, within("the archive's comment", inside))
            for number, member in enumerate(archive.infolist(), 1):
                name = within(f"file {number} of the archive", inside)
                yield TextSpan(f"the name of {name}", ((0, member.filename),))
                yield from raw(member.comment, f"the comment of {name}")
                yield from raw(member.extra, f"the comment of {name}")
                try:
                    with archive.open(member) as opened:
                        body = budget.take(opened.read(budget.left + 1))
                except (BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError, zlib.error):
                    yield FileFault(f"holds an archive of which file {number} cannot be opened; take it out")
                    continue
                yield from look(body, name)
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return


def _packed_places(data: bytes, inside: str, budget: Budget, look: ScanContext) -> Iterator[Found]:
    for magic, make in _PACKED:
        if data.startswith(magic):
            try:
                body = budget.unpack(data, make)
            except (zlib.error, OSError, ValueError, EOFError, lzma.LZMAError):
                continue
            yield from look(body, within("the packed file", inside))


def _inventory_places(data: bytes, inside: str, budget: Budget, look: ScanContext) -> Iterator[Found]:
    """Sphinx's list of everything that can be linked to: four lines, then packed ones."""
    try:
        body = budget.unpack(data.split(b"\n", 4)[-1], cast(Callable[[], Decompressor], zlib.decompressobj))
    except zlib.error:
        return
    yield from raw(body, within("the inventory", inside))


def _index_places(data: bytes, inside: str, budget: Budget, look: ScanContext) -> Iterator[Found]:
    """Sphinx's search index: its words, and the titles and names in it."""
    try:
        index = json.loads(data[len(_INDEX) : data.rindex(b")")])
        terms = {str(term) for key in ("terms", "titleterms") for term in index.pop(key, {})}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return
    name = within("the search index", inside)
    yield TextSpan(name, ((0, " \n".join(_strings(index))),))
    yield TextSpan(name, ((0, " \n".join(sorted(terms))),), terms=frozenset(terms))


def _strings(value: object) -> Iterator[str]:
    """Every string in a value read from JSON."""
    todo = [value]
    while todo:
        match todo.pop():
            case str(text):
                yield text
            case dict() as entries:
                todo += [*entries.keys(), *entries.values()]
            case list() as items:
                todo += items
