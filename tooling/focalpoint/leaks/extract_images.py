"""Extract the metadata of pictures (comments, EXIF, XMP, PNG text), and a digest of their pixels."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from io import BytesIO

from PIL import Image

from focalpoint.leaks.text_spans import Budget, EmbeddedFile, Extracted, InnerExtractor, raw_spans, within

_PNG = b"\x89PNG\r\n\x1a\n"
_TEXT_CHUNKS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf"}
_JPEG = b"\xff\xd8\xff"
_MOST_PIXELS = 60_000_000


def picture_spans(data: bytes, inside: str, budget: Budget, inner: InnerExtractor) -> Iterator[Extracted]:
    """Yield the metadata of a picture, and the digest of its pixels."""
    if data.startswith(_PNG):
        yield from _png(data, inside, budget, inner)
    elif data.startswith(_JPEG):
        yield from _jpeg(data, inside)
    elif data.startswith((b"GIF8", b"RIFF", b"II*\0", b"MM\0*")):
        yield from _other_metadata(data, inside)
    else:
        return
    if budget.pictures and (digest := picture_digest(data)):
        yield EmbeddedFile(within("a picture", inside), digest)


def picture_digest(data: bytes | Image.Image) -> str:
    """Digest the pixels of a picture, whatever its file format; empty where the bytes are not a picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = data if isinstance(data, Image.Image) else Image.open(BytesIO(data))
            if picture.width * picture.height > _MOST_PIXELS:
                return ""
            return sha256(repr(picture.size).encode() + picture.convert("RGB").tobytes()).hexdigest()
    except Exception:  # Pillow raises many kinds of exception for broken pictures.
        return ""


def _png(data: bytes, inside: str, budget: Budget, inner: InnerExtractor) -> Iterator[Extracted]:
    at = len(_PNG)
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind in _TEXT_CHUNKS:
            yield from raw_spans(body, within("PNG text", inside))
            _key, _zero, packed = body.partition(b"\0")
            # zTXt packs what follows one byte; iTXt has two bytes, a language and a keyword before it.
            if kind == b"iTXt":
                packed = packed[2:].split(b"\0", 2)[-1]
            with suppress(zlib.error):
                text = budget.unpack(packed[1:] if kind == b"zTXt" else packed, zlib.decompressobj)
                yield from raw_spans(text, within("PNG text", inside))
        at += 12 + length
        if kind == b"IEND" and at < len(data):
            yield from inner(data[at:], within("what follows the picture", inside))
            return


def _jpeg(data: bytes, inside: str) -> Iterator[Extracted]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        mark, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + length]
        if mark == 0xFE or 0xE0 <= mark <= 0xEF:
            name = "a comment" if mark == 0xFE else "EXIF" if body.startswith(b"Exif") else "its metadata"
            yield from raw_spans(body, within(name, inside))
        at += 2 + length


def _other_metadata(data: bytes, inside: str) -> Iterator[Extracted]:
    """Yield the metadata that Pillow reads from the other picture formats."""
    try:
        with Image.open(BytesIO(data)) as picture:
            for value in picture.info.values():
                written = value if isinstance(value, bytes) else str(value).encode()
                yield from raw_spans(written, within("its metadata", inside))
    except Exception:
        return
