"""Extract text, comments and attributes from HTML, SVG and other markup."""

from __future__ import annotations

import base64
import binascii
import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from urllib.parse import unquote

from focalpoint.leaks.text_spans import Extracted, InnerExtractor, TextSpan, within

_TAG = re.compile(r"<!--(.*?)(?:-->|\Z)|<!\[CDATA\[(.*?)(?:\]\]>|\Z)|<([a-zA-Z/!?][^<>]*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_INLINE = frozenset(
    "a abbr b bdi bdo cite code del em font i ins kbd mark q s small span strong sub sup tspan u wbr".split()
)
"""Tags that may occur in the middle of a word."""
_INSIDE = {"title": "the title", "script": "a script", "style": "a style sheet", "desc": "a description"}
_ATTRIBUTES = {
    "alt": "a text alternative",
    "title": "a title",
    "content": "a meta tag, such as the meta description",
    "id": "an id",
    "name": "an id",
    "for": "an id",
    "class": "a class name",
    "style": "a style",
    "value": "a form field",
    "placeholder": "a form field",
    **dict.fromkeys(("href", "src", "srcset", "action", "poster", "cite", "xlink:href"), "a link"),
}
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtbfv]))")
_DATA_ADDRESS = re.compile(r"data:[\w/+.;=-]*;base64,([A-Za-z0-9+/=\s]{16,})")


def markup_spans(text: str, inside: str) -> Iterator[TextSpan]:
    """Yield the text between tags, and the comments and attributes, one span for each kind of place."""
    found: dict[str, list[tuple[int, str]]] = {}
    line_of = _Lines(text)
    area, end = "its text", 0
    for tag in _TAG.finditer(text):
        found.setdefault(area, []).append((line_of(end), html.unescape(text[end : tag.start()])))
        line, end = line_of(tag.start()), tag.end()
        if tag[3] is None:
            name, words = ("a comment", tag[1]) if tag[1] is not None else (area, tag[2])
            found.setdefault(name, []).append((line, html.unescape(words)))
            continue
        name = re.split(r"[\s/>]", tag[3].lstrip("/"), maxsplit=1)[0].lower()
        # An inline tag does not end a word; any other does.
        found[area].append((line, "" if name in _INLINE else " "))
        area = _INSIDE.get(name, area) if not tag[3].startswith("/") and not tag[3].endswith("/") else "its text"
        if "=" in tag[3]:
            for key, *values in _ATTRIBUTE.findall(tag[3]):
                place = _ATTRIBUTES.get(key.lower()) or _describe(key.lower())
                value = html.unescape("".join(values))
                found.setdefault(place, []).append((line, f"{unquote(value)}\n"))
    found.setdefault(area, []).append((line_of(end), html.unescape(text[end:])))
    for name, pieces in found.items():
        yield TextSpan(within(name, inside), tuple(pieces))


def _describe(key: str) -> str:
    """Describe an attribute in words, since its name itself may be withheld."""
    if key.startswith("aria-"):
        return "a label for screen readers"
    return "a data attribute" if key.startswith("data-") else "an attribute"


class _Lines:
    """Find the line number of an offset in a text."""

    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def __call__(self, place: int) -> int:
        return bisect_right(self._ends, place - 1) + 1


def text_spans_of(text: str, inside: str, inner: InnerExtractor) -> Iterator[Extracted]:
    """Yield a text with entities, percent codes and script escapes decoded, and the files in its data URLs."""
    read = text
    if "\\" in read:
        read = _ESCAPE.sub(_character, read)
    if "%" in read:
        read = unquote(read)
    if "&" in read:
        read = html.unescape(read)
    if read != text:
        yield TextSpan(within("its source", inside), tuple(enumerate(read.splitlines(keepends=True), 1)), general=True)
    for embedded in _DATA_ADDRESS.findall(text):
        try:
            body = base64.b64decode(embedded)
        except binascii.Error:
            continue
        yield from inner(body, within("a file in an address", inside))


def _character(escape: re.Match[str]) -> str:
    if escape[4]:
        return " "
    code = int(escape[1] or escape[2] or escape[3], 16)
    return chr(code) if code <= 0x10FFFF else " "
