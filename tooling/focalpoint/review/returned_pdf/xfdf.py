"""Write the annotations of an XFDF file as those of a PDF, and read the values of its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from pikepdf import Array, Dictionary, Name, Pdf, String

from focalpoint.content.rounds.returned import refused

SUBTYPES = {
    one.lower(): one
    for one in (
        *("Highlight", "Underline", "Squiggly", "StrikeOut", "Redact", "Caret", "Text", "FreeText", "Ink", "Square"),
        *("Circle", "Polygon", "PolyLine", "Line", "Stamp", "FileAttachment", "Sound"),
    )
}
TEXTS = {"title": "/T", "name": "/NM", "date": "/M", "subject": "/Subj", "inreplyto": "/IRT", "state": "/State"}
TEXTS |= {"statemodel": "/StateModel"}
NAMES = {"intent": "/IT", "IT": "/IT", "icon": "/Name"}
DEEPEST = 10
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,20})?")


def parsed(data: bytes) -> Any:
    """Parse an XFDF file, in which nothing refers to anything outside it."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise refused("the file defines XML entities, as no program does, perhaps to do harm; ask for the PDF itself")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refused("the file is a damaged list of comments (.xfdf); ask the sender for the PDF itself") from None


def local(node: Any) -> str:
    """Read an element's name without its namespace."""
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def annotations_in(root: Any, pdf: Pdf) -> Iterator[tuple[int, Any]]:
    """Yield the index of the page and the dictionary of each annotation."""
    for group in root:
        for node in group if local(group) == "annots" else ():
            page = node.get("page", "")
            if name := local(node):
                yield int(page) if page.isdecimal() and len(page) < 6 else -1, pdf.make_indirect(_written(node, name))


def _written(node: Any, name: str) -> Dictionary:
    made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{SUBTYPES.get(name, 'Text')}"))
    for given, key in TEXTS.items():
        if said := node.get(given):
            made[key] = String(said)
    for given, key in NAMES.items():
        if said := re.sub(r"\W", "", node.get(given, "")):
            made[key] = Name(f"/{said}")
    if node.get("replyType") == "group":
        made.RT = Name.Group
    for given, key in (("rect", "/Rect"), ("coords", "/QuadPoints"), ("vertices", "/Vertices")):
        if numbers := _numbers(node.get(given, "")):
            made[key] = numbers
    if numbers := _numbers(f"{node.get('start', '')},{node.get('end', '')}"):
        made.L = numbers
    inner = {local(child): child for child in node}
    if strokes := [_numbers(one.text or "") for one in inner.get("inklist", ())]:
        made.InkList = Array(strokes)
    if (text := _text(inner.get("vertices"))) and (numbers := _numbers(text)):
        made.Vertices = numbers
    if text := _text(inner.get("contents")) or _text(_inside(inner.get("popup"), "contents")):
        made.Contents = String(text)
    elif "contents-richtext" in inner:
        made.Contents = String("\n".join(one.strip() for one in inner["contents-richtext"].itertext() if one.strip()))
    return made


def _text(node: Any) -> str:
    return "" if node is None else "".join(node.itertext()).strip()


def _inside(node: Any, name: str) -> Any:
    return None if node is None else next((child for child in node if local(child) == name), None)


def _numbers(text: str) -> Array:
    return Array([float(one) for one in _NUMBER.findall(text)[:40_000]])


def fields_in(root: Any) -> Iterator[tuple[str, str]]:
    """Yield the whole name and the value of each field."""
    for group in root:
        if local(group) == "fields":
            yield from _fields(group, "", DEEPEST)


def _fields(node: Any, above: str, deepest: int) -> Iterator[tuple[str, str]]:
    for child in node if deepest else ():
        if local(child) == "field":
            name = ".".join(filter(None, (above, child.get("name", ""))))
            if value := _text(_inside(child, "value")):
                yield name, value
            yield from _fields(child, name, deepest - 1)


def file_named(root: Any) -> str:
    """Read the name of the PDF that the comments are on."""
    return next((child.get("href", "") for child in root if local(child) == "f"), "")
