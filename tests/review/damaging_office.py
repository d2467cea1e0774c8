"""Damages Word and Excel files as people of ill will do: parts that are none, squeezed, or full of entities."""

from __future__ import annotations

import random
import re
import zipfile
from io import BytesIO

from damaging import BYTES, Damage


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """The zip of some parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def _texts(parts: dict[str, bytes], chance: random.Random) -> str:
    return chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])


def part_missing(data: bytes, chance: random.Random) -> bytes:
    """A part is not there."""
    parts = parts_of(data)
    del parts[chance.choice(list(parts))]
    return zipped(parts)


def part_flipped(data: bytes, chance: random.Random) -> bytes:
    """A part is no longer what it was, in a sound zip."""
    parts = parts_of(data)
    name = _texts(parts, chance)
    parts[name] = chance.choice(BYTES)(parts[name] + b" " * 9, chance)
    return zipped(parts)


def part_exchanged(data: bytes, chance: random.Random) -> bytes:
    """Two parts stand in each other's place."""
    parts = parts_of(data)
    one, other = _texts(parts, chance), _texts(parts, chance)
    parts[one], parts[other] = parts[other], parts[one]
    return zipped(parts)


def part_emptied(data: bytes, chance: random.Random) -> bytes:
    """A part holds next to nothing."""
    parts = parts_of(data)
    parts[_texts(parts, chance)] = chance.choice([b"", b"<a/>", b"\x00", b"<?xml version='1.0'?>", b"\xff\xfe<\x00a"])
    return zipped(parts)


def attributes_replaced(data: bytes, chance: random.Random) -> bytes:
    """Attributes say something else."""
    parts = parts_of(data)
    for _ in range(12):
        name = _texts(parts, chance)
        found = list(re.finditer(rb'="([^"]*)"', parts[name]))
        if found:
            at = chance.choice(found)
            other = chance.choice([b"", b"-1", b"99999999999", b"../../x", b"A1:XFD1048576", b"\xc3\xa9", b"ZZZZ9"])
            parts[name] = parts[name][: at.start(1)] + other + parts[name][at.end(1) :]
    return zipped(parts)


def elements_moved(data: bytes, chance: random.Random) -> bytes:
    """Elements are gone, or stand a thousand times within each other."""
    parts = parts_of(data)
    name = _texts(parts, chance)
    tags = list(re.finditer(rb"<(\w+:)?\w+[^<>]*/>", parts[name]))
    if tags and chance.random() < 0.5:
        at = chance.choice(tags)
        parts[name] = parts[name][: at.start()] + parts[name][at.end() :]
    else:
        depth = chance.choice([50, 5_000])
        parts[name] = re.sub(rb"(</[\w:]+>\s*)$", b"<a>" * depth + b"</a>" * depth + rb"\1", parts[name])
    return zipped(parts)


def entities(data: bytes, chance: random.Random) -> bytes:
    """Words that stand for many others, or for a file of this machine."""
    parts = parts_of(data)
    name = _texts(parts, chance)
    many = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    outside = '<!ENTITY a11 SYSTEM "file:///etc/hostname">'
    doctype = f"<!DOCTYPE a [{chance.choice([many, outside])}]>".encode()
    content = re.sub(rb"^<\?xml[^>]*\?>", b"", parts[name].lstrip(b"\xef\xbb\xbf"))
    parts[name] = doctype + re.sub(rb">([^<>]*)</", b">&a11;</", content, count=1)
    return zipped(parts)


def squeezed(data: bytes, chance: random.Random) -> bytes:
    """A part that unpacks to 160 megabytes."""
    parts = parts_of(data)
    parts[_texts(parts, chance)] = b"<a>" + bytes([chance.choice(b" 0")]) * 160_000_000 + b"</a>"
    return zipped(parts)


def crowded(data: bytes, _: random.Random) -> bytes:
    """Five thousand parts, some of which would lie outside any folder."""
    return zipped(parts_of(data) | {f"../../x{number}.xml": b"<a/>" for number in range(5_000)})


OFFICE: tuple[Damage, ...] = (
    *BYTES, part_missing, part_flipped, part_exchanged, part_emptied, attributes_replaced, elements_moved, entities,
    squeezed, crowded,
)  # fmt: skip
