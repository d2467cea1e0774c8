"""Read from a section's HTML the text that its pages must show, and apart from it what stands elsewhere on a page."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from focalpoint.press.preflight.drawing_text import drawn_words
from focalpoint.press.section import Section

UNSEEN = re.compile("[\\s\\-\x02\u00ad\u2010\u2011\u200b-\u200f\u2060\ufeff\ufffe]+")
"""Characters that are not compared: spaces, hyphens (some are of line ends, for which PDFium writes U+0002 or U+FFFE)
and invisible characters."""
UNMARKED = {"sources", "contents-list", "points", "cover-challenges", "action-index", "ministry-index", "subject-index"}
"""Classes of lists that the style sheets show without list markers."""


def plain(text: str) -> str:
    """Normalise a text as preflight compares it."""
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text))


@dataclass
class Expected:
    """The text of a section in reading order; every place is an offset in it."""

    text: str = ""
    later: list[tuple[int, str]] = field(default_factory=list)
    """List markers and the text of pictures, with their places: a page draws them after its text."""
    drawings: dict[int, str] = field(default_factory=dict)
    """Which of these is the text of a drawing, with the name of the drawing's file."""
    notes: list[tuple[int, str]] = field(default_factory=list)
    """Footnotes with their numbers, and the place of their first call."""
    heads: list[tuple[int, int, str]] = field(default_factory=list)
    """Begin and end of a table's rows, and the head that each of its further pages repeats."""
    words: list[tuple[int, str]] = field(default_factory=list)
    """The text as it was written, piece by piece, for messages."""

    def around(self, place: int) -> str:
        """Return the words around a place, as they were written."""
        index = bisect_right(self.words, (place, "\U0010ffff")) - 1
        first, text = self.words[max(index, 0)] if self.words else (0, "")
        seen = 0
        for at, character in enumerate(text):
            if seen >= place - first:
                return " ".join(text[max(0, at - 20) : at + 40].split())
            seen += len(plain(character))
        return " ".join(text[-60:].split())


def read_expected(section: Section) -> Expected:
    """Read from a section what its pages must show."""
    found = Expected()
    parts: list[str] = []
    _Reader(found, parts, section.assets).read(html.fragment_fromstring(section.html, create_parent="body"))
    found.text = "".join(parts)
    return found


class _Reader:
    def __init__(self, found: Expected, parts: list[str], assets: Path) -> None:
        self.found = found
        self.parts = parts
        self.assets = assets
        self.place = 0

    def write(self, text: str | None) -> None:
        """Append a piece of text."""
        if text and (cleaned := plain(text)):
            self.found.words.append((self.place, text))
            self.parts.append(cleaned)
            self.place += len(cleaned)

    def read(self, element: HtmlElement) -> None:
        """Append the text of an element and of everything in it."""
        classes = (element.get("class") or "").split()
        if "footnote" in classes:
            number = str(len(self.found.notes) + 1)
            self.found.notes.append((self.place, plain(number + str(element.text_content()))))
            self.write(number)
        elif element.tag == "img":
            self._picture(self.assets / element.get("src", ""))
        elif element.tag == "table":
            self._table(element)
        else:
            if element.tag == "li":
                self._item(element)
            self.write(element.get("data-entry"))
            self._inside(element)
            self.write(element.get("data-page"))

    def _inside(self, element: HtmlElement) -> None:
        self.write(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.read(child)
            self.write(child.tail)

    def _item(self, item: HtmlElement) -> None:
        parent = item.getparent()
        assert parent is not None
        classes = set((parent.get("class") or "").split())
        if "points" in classes:
            self.write(item.get("value"))
        elif "cover-challenges" in classes:
            self.write(str(parent.index(item) + 1))
        elif not classes & UNMARKED:
            self.found.later.append((self.place, plain(_marker(item, parent))))

    def _picture(self, file: Path) -> None:
        if file.suffix == ".svg":
            self.found.drawings[len(self.found.later)] = file.name
            self.found.later.append((self.place, plain(drawn_words(file))))

    def _table(self, table: HtmlElement) -> None:
        """Read a table, and note where its rows begin and end and the text of its head."""
        begin = self.place
        for child in table:
            if child.tag == "tbody":
                begin = self.place
            self.read(child)
        head = "".join(str(part.text_content()) for part in table.findall("thead"))
        self.found.heads.append((begin, self.place, plain(head)))


def _marker(item: HtmlElement, parent: HtmlElement) -> str:
    if parent.tag == "ul":
        return "–" if any(True for _ in parent.iterancestors("ul")) else "•"
    number = int(parent.get("start") or 1)
    for sibling in parent.findall("li"):
        number = int(sibling.get("value") or number)
        if sibling is item:
            break
        number += 1
    classes = (parent.get("class") or "").split()
    if "loweralpha" in classes:
        return f"({chr(ord('a') + number - 1)})"
    return f"({_roman(number)})" if "lowerroman" in classes else f"{number}."


def _roman(number: int) -> str:
    """A number up to 39 in small Roman figures."""
    tens, ones = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
