"""Everything that a folder of finished files says, however it is packed: a search of the tests' own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf
import pypdfium2
from PIL import Image


def letters(text: str) -> str:
    """A text as its letters and figures alone: ligatures, hyphens, line ends and stops do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def said_in(folder: Path) -> dict[str, str]:
    """The letters of every file of a folder, its name included, by its path inside."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): letters(f"{path.name} {_words(path)}") for path in files}


def found_in(said: Mapping[str, str], words: Iterable[str]) -> dict[str, list[str]]:
    """By word: the files that say it; a search index keeps only the stem of a word, so its end does not count."""
    sought = set(words)
    stems = {word.casefold()[:-2]: word for word in sought}
    assert len(stems) == len(sought)
    found: dict[str, list[str]] = {}
    for name, text in said.items():
        for stem in _stems_of(text, stems):
            found.setdefault(stems[stem], []).append(name)
    return found


def _stems_of(text: str, stems: Mapping[str, str]) -> set[str]:
    """Those of some stems that stand in a text, looked up at each place: they are too many to search one by one."""
    lengths = {len(stem) for stem in stems}
    return {stem for size in lengths for at in range(len(text)) if (stem := text[at : at + size]) in stems}


def _words(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return " ".join((*_drawn(data), *_stored(data)))
    if path.suffix in (".png", ".jpg"):
        with Image.open(BytesIO(data)) as picture:
            return f"{picture.info} {data!r}"
    text = data.decode("utf-8", "replace")
    return f"{text} {unescape(unquote(text))}"


def _drawn(data: bytes) -> Iterator[str]:
    """The text that a reader sees or copies."""
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            yield page.get_textpage().get_text_bounded()


def _stored(data: bytes) -> Iterator[str]:
    """Every string, name and stream of the file, decompressed."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for thing in pdf.objects:
            yield from _strings(thing)
        yield from _strings(pdf.trailer)
    yield data.decode("latin-1")


def _strings(thing: Any) -> Iterator[str]:
    if isinstance(thing, pikepdf.Stream):
        try:
            packed = thing.read_bytes()
        except pikepdf.PdfError:
            packed = thing.read_raw_bytes()
        yield packed.decode("utf-8", "replace")
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for name, value in thing.items():
            yield name
            if not getattr(value, "is_indirect", False):
                yield from _strings(value)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not getattr(value, "is_indirect", False):
                yield from _strings(value)
    elif isinstance(thing, pikepdf.String | pikepdf.Name | str):
        yield str(thing)
