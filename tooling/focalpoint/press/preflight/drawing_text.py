"""Read from a drawing the words that are drawn: not what is hidden, and what is used twice, twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

_STORED = frozenset("defs symbol clipPath mask pattern marker title desc metadata style".split())
"""Elements whose content is drawn only where something refers to it, or never."""
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b")
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")
DEEPEST = 5
"""How many references may lead from one to the next."""


def drawn_words(file: Path) -> str:
    """Return the words of a drawing in the order of its file."""
    root = etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    known = {element.get("id"): element for element in root.iter("*") if element.get("id")}
    return "".join(_drawn(root, known, DEEPEST))


def _drawn(element: etree._Element, known: dict[str | None, etree._Element], depth: int) -> Iterator[str]:
    if not isinstance(element.tag, str) or _is_hidden(element):
        return
    name = etree.QName(element).localname
    if name == "text":
        yield from _words(element)
    elif name == "use":
        address = next((element.get(key) for key in _HREF if element.get(key)), None) or ""
        target = known.get(address.removeprefix("#"))
        if target is not None and depth:
            inside = list(target) if etree.QName(target).localname == "symbol" else [target]
            for one in inside:
                yield from _drawn(one, known, depth - 1)
    elif name not in _STORED:
        for child in element:
            yield from _drawn(child, known, depth)


def _words(element: etree._Element) -> Iterator[str]:
    """Yield the words of a text and its parts, without those that are hidden or tell of it."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not _is_hidden(child) and etree.QName(child).localname not in _STORED:
            yield from _words(child)
        yield child.tail or ""


def _is_hidden(element: etree._Element) -> bool:
    attributes = f"display:{element.get('display', '')};visibility:{element.get('visibility', '')};"
    size = (element.get("font-size") or "").removesuffix("px").removesuffix("pt")
    return bool(_HIDDEN.search(attributes + (element.get("style") or ""))) or size == "0"
