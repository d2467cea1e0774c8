"""Read a printed section's HTML as the parts of a Word file: what readers of the manual see, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import html

from focalpoint.press.layout.blocks import LINE
from focalpoint.press.section import Section
from focalpoint.word.out.flow import Element, Item, ItemKind, Paragraph, Part, Picture, Table

LEADS = frozenset({"paragraph-number", "section-letter", "caption-number"})
"""Classes of numbers that nobody typed."""
WHOLE = re.compile(r"\b(internal|undoc|heard|to-fill|std-numref|doc|para)\b")
"""Classes of references."""
STYLES = {
    "question": "Question", "readers": "Readers", "part": "Part", "chapter-number": "Part",
    "action-label": "Box label", "action-text": "Box title", "action-with": "Box facts", "practice-label": "Box title",
    "practice-from": "Box facts", "form-title": "Box title", "used-in": "Made", "unused-points": "Made",
}  # fmt: skip
SAID_BEFORE = {"readers": "For: ", "action-with": "Estimate: ", "practice-label": "Practice · "}
"""Words that the tools print before what an author wrote, by the class of the paragraph."""
BLANK_LINE = "_" * 60
_SPACE = re.compile(r"[ \t\r\n]+")


def parts_of(section: Section) -> list[Part]:
    """Read all parts of a section in order."""
    root = html.fragment_fromstring(section.html, create_parent="div")
    return list(_Reader().read(root, "Text", 0))


@dataclass
class _Reader:
    """Reads elements; counts the lists and the calls of notes of one section."""

    lists: int = 0
    notes: int = 0

    def read(self, element: Element, style: str, level: int) -> Iterator[Part]:
        """Read what is inside an element whose paragraphs have a style."""
        for child in element:
            if isinstance(child.tag, str):
                yield from self._one(child, style, level)

    def _one(self, node: Element, style: str, level: int) -> Iterator[Part]:
        classes = node.get("class") or ""
        match node.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield self._paragraph(node, "Heading", int(node.tag[1]))
            case "p":
                first = classes.split(" ")[0]
                yield self._paragraph(node, STYLES.get(first, style), level)
            case "ul" | "ol":
                yield from self._list(node, style, level)
            case "table":
                yield from self._table(node)
            case "figure":
                for picture in node.iter("img"):
                    yield Picture(picture.get("src") or "", picture.get("alt") or "")
                for caption in node.iter("figcaption"):
                    yield from (self._paragraph(one, "Caption", 0) for one in caption.iter("p"))
            case "dt":
                yield self._paragraph(node, "Term", 0)
            case "dd":
                yield from self.read(node, "Definition", level)
            case "blockquote":
                yield from self.read(node, "Quotation", level)
            case "div" if "line-block" in classes:
                yield from (Paragraph("Lines", (Item(ItemKind.LEAD, BLANK_LINE),)) for _ in node.iter("br"))
            case "div" if classes.split(" ")[0] in ("action", "practice", "note", "important", "form", "admonition"):
                yield from self.read(node, "Box", level)
            case "img":
                yield Picture(node.get("src") or "", node.get("alt") or "")
            case _:
                yield from self.read(node, style, level)

    def _list(self, node: Element, style: str, level: int) -> Iterator[Part]:
        self.lists += 1
        number = self.lists
        count = int(node.get("start") or 1)
        arabic = node.tag == "ol" and "arabic" in (node.get("class") or "arabic")
        for item in node:
            if item.tag != "li":
                continue
            marker = "•" if node.tag == "ul" else f"{count}." if arabic else f"({_letter(count)})"
            count += 1
            for part in self.read(item, style, level + 1):
                if isinstance(part, Paragraph) and not part.list_number and part.style not in ("Lines", "Made"):
                    yield replace(part, style="Item", level=level + 1, marker=marker, list_number=number)
                    marker = ""
                else:
                    yield part

    def _table(self, node: Element) -> Iterator[Part]:
        caption = next(iter(node.iter("caption")), None)
        title = None if caption is None else self._paragraph(caption, "Caption", 0)
        if title is not None:
            yield title
        rows = [
            [
                [one for one in self._cell(cell) if isinstance(one, Paragraph)]
                for cell in row
                if cell.tag in ("td", "th")
            ]
            for row in node.iter("tr")
        ]
        heads = sum(1 for head in node.iter("thead") for _ in head.iter("tr"))
        stubs = any("stub" in (cell.get("class") or "") for cell in node.iter("th"))
        widths = [re.search(r"width: ([\d.]+)%", column.get("style") or "") for column in node.iter("col")]
        shares = [float(width[1]) for width in widths if width]
        said = "" if title is None else " ".join(title.text.split())
        yield Table(rows, heads, stubs, shares if len(shares) == len(widths) else [], said)

    def _cell(self, cell: Element) -> Iterator[Part]:
        if any(child.tag in ("p", "ul", "ol", "div") for child in cell if isinstance(child.tag, str)):
            yield from self.read(cell, "Cell", 0)
        else:
            yield self._paragraph(cell, "Cell", 0)

    def _paragraph(self, node: Element, style: str, level: int) -> Paragraph:
        items = list(_joined(self._items(node, Item(ItemKind.TEXT, ""))))
        before = SAID_BEFORE.get((node.get("class") or "").split(" ")[0], "")
        if before and items and items[0].text.startswith(before):
            items[:1] = [Item(ItemKind.LEAD, before), replace(items[0], text=items[0].text.removeprefix(before))]
        inner = next((one for one in node.iter() if isinstance(one.tag, str) and one.get(LINE)), node)
        return Paragraph(style, _trimmed(items), int(node.get(LINE) or inner.get(LINE) or 0), level)

    def _items(self, node: Element, form: Item) -> Iterator[Item]:
        if node.text:
            yield replace(form, text=_SPACE.sub(" ", node.text))
        for child in node:
            if isinstance(child.tag, str):
                yield from self._inline(child, form)
            if child.tail:
                yield replace(form, text=_SPACE.sub(" ", child.tail))

    def _inline(self, node: Element, form: Item) -> Iterator[Item]:
        classes = node.get("class") or ""
        said = _SPACE.sub(" ", "".join(node.itertext()))
        if classes == "footnote":
            self.notes += 1
            note = Paragraph("Note", _trimmed(list(_joined(self._items(node, Item(ItemKind.TEXT, ""))))))
            note.line = int(node.get(LINE) or 0)
            yield Item(ItemKind.NOTE, "", note=note)
        elif classes == "footnote-again":
            yield Item(ItemKind.AGAIN, said)
        elif classes == "between-calls" or (node.tag == "span" and node.get("id") and not said):
            return
        elif classes in LEADS:
            yield Item(ItemKind.LEAD, said.strip() + ("\t" if classes == "paragraph-number" else " "))
        elif WHOLE.search(classes) or node.tag in ("abbr", "sup", "sub") or node.get("lang"):
            yield replace(form, kind=ItemKind.WHOLE, text=said, language=node.get("lang") or "")
        elif node.tag == "img":
            yield replace(form, kind=ItemKind.WHOLE, text=node.get("alt") or "")
        elif node.tag in ("em", "i", "cite"):
            yield from self._items(node, replace(form, italic=True))
        elif node.tag in ("strong", "b"):
            yield from self._items(node, replace(form, bold=True))
        elif node.tag in ("code", "kbd"):
            yield from self._items(node, replace(form, code=True))
        else:
            yield from self._items(node, form)


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26)


def _joined(items: Iterator[Item]) -> Iterator[Item]:
    """Join neighbouring texts of one format."""
    last: Item | None = None
    for item in items:
        if last is not None and item.kind is ItemKind.TEXT and replace(last, text=item.text) == item:
            last = replace(last, text=last.text + item.text)
            continue
        if last is not None:
            yield last
        last = item
    if last is not None:
        yield last


def _trimmed(items: list[Item]) -> list[Item]:
    """Take off the blanks at both ends of a paragraph, and after a number."""
    out: list[Item] = []
    for item in items:
        if item.kind is ItemKind.TEXT and (not out or out[-1].kind is ItemKind.LEAD):
            item = replace(item, text=item.text.lstrip())
        if item.text or item.kind is not ItemKind.TEXT:
            out.append(item)
    if out and out[-1].kind is ItemKind.TEXT:
        out[-1] = replace(out[-1], text=out[-1].text.rstrip())
    return [item for item in out if item.text or item.kind is ItemKind.NOTE]
