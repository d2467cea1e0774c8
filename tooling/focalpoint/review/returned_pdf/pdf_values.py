"""Read texts, names, points and boxes from the objects of a returned PDF, whatever these hold."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf
from lxml import etree

MOST_BYTES = 4_000_000
"""Bytes of one stream when it is unpacked; more is an attack."""
_PIECE = 4_096
_LANGUAGE = re.compile("\x1b[^\x1b]{0,8}\x1b")
_LINE_END = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_SHAPELESS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufeff\u202a-\u202e]")
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*(\[[^\]]*\])?[^>]*>", re.IGNORECASE)
_BLOCKS = {"p", "div", "li", "body", "tr", "h1", "h2", "h3", "h4"}


def text_of(value: Any) -> str:
    """Read the text of a PDF string, or of a stream in its place; empty for anything else."""
    if isinstance(value, pikepdf.Stream):
        return clean(decode(unpack(value)))
    if isinstance(value, pikepdf.String):
        return clean(decode(bytes(value)))
    return ""


def name_of(value: Any) -> str:
    """Read a PDF name without its slash; empty for anything else."""
    return value.unparse().decode("ascii", "replace")[1:] if isinstance(value, pikepdf.Name) else ""


def decode(data: bytes) -> str:
    """Decode a PDF string: UTF-16 in either order, UTF-8 with or without its mark, or PDF's own encoding."""
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if len(data) > 3 and not any(data[::2]) and len(data) % 2 == 0:
        return data.decode("utf-16-be", "replace")
    if not data.isascii():
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("pdfdoc", "replace")
    return data.decode("pdfdoc", "replace")


def clean(text: str) -> str:
    """Use single line ends, drop language marks, and write `�` for what is no character."""
    without = _LANGUAGE.sub("", text).replace("\x00", "").replace("\ufeff", "")
    return _SHAPELESS.sub("\ufffd", _LINE_END.sub("\n", without)).strip()


def unpack(stream: pikepdf.Stream) -> bytes:
    """Unpack a stream as far as it is safe; raises ValueError where it is not."""
    filters = stream.get("/Filter")
    names = [name_of(one) for one in (filters if isinstance(filters, pikepdf.Array) else [filters] if filters else [])]
    packed = stream.read_raw_bytes()
    if not names:
        return packed[:MOST_BYTES]
    if names not in (["FlateDecode"], ["Fl"]) or stream.get("/DecodeParms") is not None:
        raise ValueError("a stream that is packed in an unusual way")
    return inflate(packed)


def inflate(packed: bytes) -> bytes:
    """Unpack zlib data, broken data as far as possible; raises ValueError where it unpacks to too much."""
    engine, data = zlib.decompressobj(), bytearray()
    for start in range(0, len(packed), _PIECE):
        try:
            data += engine.decompress(packed[start : start + _PIECE], MOST_BYTES + 1 - len(data))
        except zlib.error:
            break
        if len(data) > MOST_BYTES:
            raise ValueError("a stream that unpacks to too much")
    return bytes(data)


def rich_text(value: Any) -> str:
    """Read the text of a rich text (`/RC`), each paragraph on a line of its own."""
    markup = text_of(value)
    if not markup:
        return ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(f"<all>{_PROLOGUE.sub('', markup)}</all>".encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    characters = "" if root is None else clean(re.sub(r"[ \t]*\n\s*", "\n", _text_below(root)))
    # Text that no parser takes is kept, without what stands in angle brackets.
    return characters or clean(re.sub(r"<[^<>]*>|&\w+;", " ", _PROLOGUE.sub("", markup)))


def _text_below(root: Any) -> str:
    """Read the text below an element; in a loop, since a sender may nest elements as deep as they like."""
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if event == "start":
            parts.append((element.text or "") if name else "")
            continue
        parts.append("\n" if name in _BLOCKS or name == "br" else "")
        parts.append(element.tail or "")
    return "".join(parts)


FARTHEST = 100_000.0
"""Points from the origin that no page reaches."""
MOST_NUMBERS = 40_000
"""Numbers of one array; more would be a drawing of many metres."""


class Point(NamedTuple):
    """A point on a page, in points from its bottom left."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle on a page, in points from its bottom left."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Its extent from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its extent from bottom to top."""
        return self.top - self.bottom

    @property
    def corners(self) -> tuple[Point, Point]:
        """Bottom left and top right."""
        return Point(self.left, self.bottom), Point(self.right, self.top)

    @property
    def middle(self) -> Point:
        """The point in its middle."""
        return Point((self.left + self.right) / 2, (self.bottom + self.top) / 2)


def box_around(points: Iterable[Point]) -> Box:
    """Find the smallest box around all points, in whatever order they come."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def numbers(value: Any) -> list[float]:
    """Read the numbers of an array; none where it is no array or holds anything else."""
    if not isinstance(value, pikepdf.Array) or len(value) > MOST_NUMBERS:
        return []
    found = []
    for one in value:
        try:
            number = float(one)
        except (TypeError, ValueError, OverflowError):
            return []
        if not math.isfinite(number) or abs(number) > FARTHEST:
            return []
        found.append(number)
    return found


def points(value: Any) -> tuple[Point, ...]:
    """Read the points of an array of numbers."""
    return tuple(_pairs(numbers(value)))


def _pairs(given: Sequence[float]) -> Iterator[Point]:
    for index in range(0, len(given) - 1, 2):
        yield Point(given[index], given[index + 1])


def box(value: Any) -> Box | None:
    """Read the box of a PDF rectangle, whichever corners it names."""
    corners = points(value)
    return box_around(corners) if len(corners) == 2 else None


def quads(value: Any) -> tuple[Box, ...]:
    """Read the boxes of QuadPoints; programs write the four corners in at least three orders."""
    corners = points(value)
    return tuple(box_around(corners[index : index + 4]) for index in range(0, len(corners) - 3, 4))
