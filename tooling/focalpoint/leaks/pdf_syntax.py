"""Parse PDF syntax: the strings, names and references in an object, and the purpose of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

_STRING = rb"\((?:[^\\()]|\\.)*+\)|<(?!<)[0-9A-Fa-f\s]*+>"
_KEYED = re.compile(rb"(/[^\s/<>\[\](){}%]*+)?\s*+(" + _STRING + rb")", re.DOTALL)
_SPOKEN = re.compile(rb"/(?:ActualText|Alt|E)\s*(" + _STRING + rb")", re.DOTALL)
_LITERAL = re.compile(_STRING, re.DOTALL)
LITERAL_STRING = re.compile(rb"\((?:[^\\()]|\\.)*+\)", re.DOTALL)
"""A literal string, in parentheses."""
HEX_STRING = re.compile(rb"<[0-9A-Fa-f\s]+>")
"""A hexadecimal string."""
NAME = re.compile(rb"/[^\s/<>\[\](){}%]+")
TEXT_OPERATOR = re.compile(rb"\b(?:Tj|TJ|BDC|BT)\b")
"""An operator that only streams with text have."""
_REFERENCE = re.compile(rb"\b(\d+) (\d+) R\b")
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|(\r?\n)|(.))", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_HEX_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_AREAS = (
    (re.compile(rb"/S /JavaScript|/JS "), "a script"),
    (re.compile(rb"/Type /OCG"), "a layer's name"),
    (re.compile(rb"/FT /|/Subtype /Widget"), "a form field"),
    (re.compile(rb"/Type /StructElem|/Type /StructTreeRoot"), "the structure tree"),
    (re.compile(rb"/Type /Filespec|/Type /EmbeddedFile|/EF "), "an attachment's name"),
    (re.compile(rb"/Rect \["), "an annotation"),
    (re.compile(rb"/Names \[|/Limits \["), "a named destination"),
    (re.compile(rb"/Parent \d.*/Title |/Title .*/Parent \d", re.DOTALL), "the outline"),
)
"""The purpose of an object by its entries; the first match counts."""
_KEYS = {
    b"/Alt": "a text alternative",
    b"/ActualText": "a text alternative",
    b"/E": "a text alternative",
    b"/URI": "a link",
    b"/JS": "a script",
    b"/Dest": "a named destination",
}


def area_of(written: bytes) -> str:
    """Describe the purpose of an object in words."""
    return next((name for pattern, name in _AREAS if pattern.search(written)), "a value inside the file")


def keyed_strings(written: bytes, area: str) -> Iterator[tuple[str, str]]:
    """Yield every string in an object, after its purpose in words."""
    for key, text in _KEYED.findall(written):
        yield _KEYS.get(key, area), string_of(text)


def spoken_strings(drawing: bytes) -> Iterator[str]:
    """Yield the text alternatives in a content stream."""
    return map(string_of, _SPOKEN.findall(drawing))


def string_of(written: bytes) -> str:
    """Decode a literal or hexadecimal string."""
    if written.startswith(b"("):
        data = _ESCAPED.sub(_unescaped, written[1:-1])
    else:
        digits = b"".join(written[1:-1].split())
        data = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return str(pikepdf.String(data))


def _unescaped(escape: re.Match[bytes]) -> bytes:
    if escape[1]:
        return bytes([int(escape[1], 8) & 0xFF])
    return b"" if escape[2] else _ESCAPES.get(escape[3], escape[3])


def name_of(written: bytes) -> str:
    """Decode a name."""
    data = _HEX_ESCAPE.sub(lambda escape: bytes.fromhex(escape[1].decode()), written[1:])
    return data.decode("utf-8", "replace")


def references(written: bytes) -> set[tuple[int, int]]:
    """List the objects that an object refers to, as number and generation."""
    return {(int(number), int(generation)) for number, generation in _REFERENCE.findall(_LITERAL.sub(b"", written))}
