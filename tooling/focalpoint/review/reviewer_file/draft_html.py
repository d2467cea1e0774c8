"""Write the text of a draft as plain HTML: every block with its id, and nothing that loads, runs or leads outside."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from lxml import html

from focalpoint.content.rounds.blocks import block_text, sent_id
from focalpoint.content.rounds.draft_map import Block, DraftMap
from focalpoint.press.layout.blocks import NUMBER, block_id, is_unsaid
from focalpoint.press.layout.long_words import BREAK
from focalpoint.press.section import Section

KEPT = frozenset(
    "section header p em strong sub sup ul ol li table thead tbody tr th td caption figure figcaption dl dt dd div"
    " blockquote pre code br h1 h2 h3 h4 h5 h6".split()
)
"""Elements that are kept; of any other only the content is."""
LOWER = {f"h{level}": f"h{level + 1}" for level in range(1, 6)}
"""The page has one heading above those of the draft."""
SILENT = frozenset({"script", "style", "iframe", "object", "template"})
"""Elements of which nothing is kept."""
EMPTY = frozenset({"br"})
ATTRIBUTES = frozenset({"colspan", "rowspan", "scope", "value", "start", "lang", "dir"})
CLASSES = frozenset(
    "chapter opening numbered question readers part chapter-number action action-label action-text practice"
    " practice-label handling handling-label heard footnote to-fill line write-here form".split()
)
"""Classes that the page's style sheet knows."""
CALLS = frozenset({"footnote-again", "between-calls"})
"""Classes of the signs by which print calls a footnote; on the page the notes stand below their paragraph."""
PICTURES = {".svg": "svg+xml", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp"}
_SPACE = re.compile(r"\s+")
_LETTER = re.compile(r"[a-z-]+")


@dataclass
class _Text:
    """The text of the open block, with single spaces, as it was written so far."""

    written: list[str] = field(default_factory=list)
    space: bool = False
    """Whether a space is due before the next character."""

    def add(self, text: str | None) -> str:
        """Add a piece, and return it as the page has it."""
        plain = _SPACE.sub(" ", _unseen(text or ""))
        if not plain:
            return ""
        inner = plain.strip(" ")
        before = " " if (self.space or plain.startswith(" ")) and self.written else ""
        if not inner:
            self.space = bool(self.written)
            return ""
        self.space = plain.endswith(" ")
        self.written.append(before + inner)
        return escape(before + inner, quote=False)


def _unseen(text: str) -> str:
    """Remove what is not seen, as the text of a block is normalised."""
    return block_text(f"|{text.replace(BREAK, '')}|")[1:-1]


def draft_html(made: DraftMap, sections: Sequence[Section]) -> str:
    """Write the sections of a draft that its map knows."""
    return "".join(_Writer(made, section).whole() for section in sections if _is_known(made, section))


def contents_html(made: DraftMap, sections: Sequence[Section]) -> str:
    """Write the list of the chapters, each with a link to its place on the page."""
    entries = (
        f'<li><a href="#{_place(section)}">{escape(section.heading)}</a></li>'
        for section in sections
        if _is_known(made, section)
    )
    return f"<ol>{''.join(entries)}</ol>"


def _place(section: Section) -> str:
    """Name the place of a chapter on the page; no other element of the page is called so."""
    return f"chapter-{escape(section.name)}"


def _is_known(made: DraftMap, section: Section) -> bool:
    return any(block.id.startswith(f"{section.name}.") for block in made.blocks)


class _Writer:
    """Write one section."""

    def __init__(self, made: DraftMap, section: Section) -> None:
        self.map, self.section = made, section
        self.root = html.fragment_fromstring(section.html, create_parent="body")
        self.done: set[str] = set()

    def whole(self) -> str:
        """Write all of it."""
        title = escape(self.section.heading)
        inner = "".join(self._node(child) for child in self.root if isinstance(child.tag, str))
        return f'<article id="{_place(self.section)}" data-title="{title}">{inner}</article>\n'

    def _node(self, element: Any) -> str:
        """Write an element outside any block."""
        block = self._block_of(element)
        if block is not None:
            return self._block(element, block)
        if element.tag == "img":
            return self._picture(element)
        if element.tag in SILENT:
            return ""
        inside = [escape(_SPACE.sub(" ", element.text or ""), quote=False)]
        for child in element:
            inside.append(self._node(child) if isinstance(child.tag, str) else "")
            inside.append(escape(_SPACE.sub(" ", child.tail or ""), quote=False))
        return _tag(element, "".join(inside))

    def _block_of(self, element: Any) -> Block | None:
        number = element.get(NUMBER)
        block = self.map.by_id.get(block_id(self.section.name, number)) if number else None
        if block is None or block.id in self.done or not self._said(element):
            return None
        return block

    def _said(self, element: Any) -> bool:
        """Whether an element holds text that is its own, and not that of a block inside it."""
        if (element.text or "").strip():
            return True
        inner = [child for child in element if isinstance(child.tag, str) and not is_unsaid(child)]
        return any((child.tail or "").strip() for child in element) or any(map(self._said, inner))

    def _block(self, element: Any, block: Block) -> str:
        """Write a block; where its text would not be that of the map, the map's text is taken."""
        self.done.add(block.id)
        text, after = _Text(), list[str]()
        inside = self._inside(element, text, after)
        if "".join(text.written) != block.text:
            inside = escape(block.text, quote=False)
        number = f' data-n="{escape(block.paragraph)}"' if block.paragraph else ""
        facts = f' data-b="{sent_id(self.map.id, block.id)}"{number}'
        notes = "".join(one for one in after if one.startswith("<p class"))
        rest = "".join(one for one in after if not one.startswith("<p class"))
        return _tag(element, f"{inside}{rest}", facts, block.kind) + notes

    def _inside(self, element: Any, text: _Text, after: list[str]) -> str:
        """Write what a block says; blocks inside it come after its own words."""
        parts = [text.add(element.text)]
        for child in element:
            if isinstance(child.tag, str):
                parts.append(self._child(child, text, after))
            parts.append(text.add(child.tail))
        return "".join(parts)

    def _child(self, child: Any, text: _Text, after: list[str]) -> str:
        if child.get(NUMBER) is not None:
            after.append(self._node(child))
            return ""
        if is_unsaid(child):
            said = "" if child.get("class") in CALLS else " ".join(str(child.text_content()).split())
            return f"<span data-u>{escape(said, quote=False)} </span>" if said else ""
        if child.tag in ("ul", "ol", "table", "dl"):
            after.append(self._node(child))
            return ""
        return _tag(child, self._inside(child, text, after))

    def _picture(self, element: Any) -> str:
        """Write a picture into the page itself; one that is missing or of another kind is left out."""
        assets = self.section.assets.resolve()
        file = (assets / str(element.get("src") or "")).resolve()
        kind = PICTURES.get(file.suffix.lower())
        alt = escape(str(element.get("alt") or ""))
        if kind is None or not file.is_relative_to(assets) or not file.is_file():
            return f"<p>{alt}</p>" if alt else ""
        return f'<img alt="{alt}" src="data:image/{kind};base64,{_base64(file)}">'


def _base64(file: Path) -> str:
    return base64.b64encode(file.read_bytes()).decode()


def _tag(element: Any, inside: str, facts: str = "", kind: str = "") -> str:
    """Write an element of a kind that is kept, or its content alone."""
    name = str(element.tag)
    if facts and name not in KEPT:
        name = "p" if kind == "footnote" else "span"
    if name not in KEPT and name != "span":
        return inside
    classes = _classes(element)
    if name == "span" and not (facts or classes):
        return inside
    if name == "section" and not classes:
        return inside
    listed = f' class="{" ".join(classes)}"' if classes else ""
    kept = "".join(f' {key}="{escape(value)}"' for key, value in _attributes(element))
    name = LOWER.get(name, name)
    written = f"<{name}{listed}{facts}{kept}>" + ("" if name in EMPTY else f"{inside}</{name}>")
    return f'<div class="wide">{written}</div>' if name == "table" else written


def _classes(element: Any) -> list[str]:
    return [one for one in _LETTER.findall(element.get("class") or "") if one in CLASSES]


def _attributes(element: Any) -> Iterator[tuple[str, str]]:
    given: Mapping[str, str] = element.attrib
    return ((key, value) for key, value in given.items() if key in ATTRIBUTES)
