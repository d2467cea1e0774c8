"""The blocks of a unit's HTML: which element is which block of a draft, and what each of them says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from focalpoint.content.rounds.blocks import HTML, PARAGRAPH, block_text
from focalpoint.content.rounds.draft_map import Block
from focalpoint.press.layout.long_words import BREAK
from focalpoint.press.section import Section

NUMBER = "data-block"
LINE = "data-line"
GENERATED = PARAGRAPH.html | HTML.keys()
"""Elements that hold a block of text; those that no author wrote are numbered too, since readers mark them as well."""
UNSAID = frozenset({"paragraph-number", "footnote-again", "between-calls", "section-letter", "caption-number"})
"""Classes of what is printed in a block and is no part of its text: numbers that nobody typed."""
_CLASS = re.compile(r"\bblock-(\d+)-(\d+)\b")
_SPACE = re.compile(r"\s+")


def mark_blocks(root: HtmlElement) -> None:
    """Turn the classes by which a draft knows its blocks into attributes, and number what only the toolchain wrote."""
    generated = 0
    for element in root.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        classes = element.get("class") or ""
        if known := _CLASS.search(classes):
            element.set(NUMBER, known[1])
            element.set(LINE, known[2])
            _set_classes(element, _SPACE.sub(" ", _CLASS.sub("", classes)).strip())
        elif _is_generated(element):
            generated += 1
            element.set(NUMBER, f"g{generated}")
            element.set(LINE, "0")


def _set_classes(element: HtmlElement, classes: str) -> None:
    if classes:
        element.set("class", classes)
    else:
        element.attrib.pop("class")


def _is_generated(element: HtmlElement) -> bool:
    """Whether an element holds text of its own that is in no block."""
    own = [element.text, *(child.tail for child in element)]
    classes = element.get("class") or ""
    holds = element.tag in GENERATED or (element.tag == "span" and classes == "footnote")
    said = any(text and text.strip() for text in own) or any(child.tag in ("a", "em", "strong") for child in element)
    inside = any(above.get(NUMBER) is not None for above in element.iterancestors()) and classes != "footnote"
    written = any(_CLASS.search(below.get("class") or "") for below in element.iterdescendants())
    return holds and said and not inside and not written


def said_by(element: Any) -> str:
    """The text of a block without notes and without numbers that nobody typed; of lxml's elements or the library's."""
    return block_text("".join(_parts(element)).replace(BREAK, ""))


def _parts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not is_unsaid(child):
            yield from _parts(child)
        yield child.tail or ""


def is_unsaid(element: Any) -> bool:
    """Whether an element inside a block is no part of what the block says."""
    return element.get(NUMBER) is not None or element.get("class") in UNSAID


def unit_blocks(unit: Section, file: str) -> list[Block]:
    """The blocks of a unit in reading order, as they were written, without the places where they are printed."""
    root = html.fragment_fromstring(unit.html, create_parent="body")
    heads: list[tuple[int, str]] = []
    paragraph, found = "", []
    for element in root.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        if re.fullmatch("h[1-6]", element.tag):
            level = int(element.tag[1])
            said = " ".join(str(element.text_content()).split())
            own = f"{unit.heading}" if level == 1 else said
            heads = [*(head for head in heads if head[0] < level), (level, own)]
        own_number = element.get("data-number") or ""
        paragraph = own_number or paragraph
        if element.get(NUMBER) is not None:
            made = _block(element, unit, file)
            section = " › ".join(head for _, head in heads)
            found.append(replace(made, paragraph=paragraph, numbered=bool(own_number), section=section))
    return [block for block in found if block.text]


def _block(element: HtmlElement, unit: Section, file: str) -> Block:
    line = int(element.get(LINE) or 0) if file else 0
    return Block(
        id=block_id(unit.name, element.get(NUMBER) or ""),
        file=file if line else "",
        line=line,
        kind=_kind(element),
        paragraph="",
        numbered=False,
        section="",
        text=said_by(element),
        label=_label(element),
    )


def _label(element: HtmlElement) -> str:
    """Read the number printed before a caption: `Table 1.1`."""
    number = element.find(".//span[@class='caption-number']")
    return "" if number is None else " ".join(str(number.text_content()).split())


def block_id(unit: str, number: str) -> str:
    """A block's id in the draft."""
    return f"{unit}.{number}"


def _kind(element: HtmlElement) -> str:
    if element.get("class") == "footnote":
        return "footnote"
    # The number of a row of code stands on the element around its `pre`.
    if element.tag == "div" and element.find(".//pre") is not None:
        return HTML["pre"]
    for one in (element, *element.iterancestors()):
        if kind := HTML.get(str(one.tag)):
            return kind
    return "paragraph"
