"""Let words break that are longer than a line or a column: paths and addresses behind their signs, others anywhere."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

LONG = 24
"""Characters of a word that is taken for long: no longer ones fit into a column of a table with five."""
BREAK = "\N{ZERO WIDTH SPACE}"
"""Where a line may break; it prints nothing, and no text of the PDF has it."""
CLASS = "long-words"
"""Class of a block with a long word: its words may break anywhere if need be."""
ADDRESS = "address"
"""Class of a link or of code that is spelled with signs: a hyphen in it would be taken for its own."""
_WORD = re.compile(rf"\S{{{LONG},}}")
_SIGN = re.compile(r"(?<=[\w)])([/\\._\-?&=:,;#@+|]+)(?=[\w(])")
_BLOCKS = ("p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "caption", "figcaption", "pre", "div", "section")


def break_long_words(body: HtmlElement) -> None:
    """Put breaks into long words, and mark the blocks that hold one."""
    for element in body.iter():
        if not isinstance(element.tag, str):
            continue
        if element.text and _WORD.search(element.text):
            element.text = _broken(element.text, element)
        parent = element.getparent()
        if element.tail and parent is not None and _WORD.search(element.tail):
            element.tail = _broken(element.tail, parent)


def _broken(text: str, holder: HtmlElement) -> str:
    block = next((one for one in (holder, *holder.iterancestors()) if one.tag in _BLOCKS), None)
    if block is not None:
        _add_class(block, CLASS)
    spelled = next((one for one in (holder, *holder.iterancestors()) if one.tag in ("a", "code")), None)
    if spelled is not None:
        _add_class(spelled, ADDRESS)
    return _WORD.sub(lambda word: _SIGN.sub(rf"\1{BREAK}", word[0]), text)


def _add_class(element: HtmlElement, name: str) -> None:
    known = (element.get("class") or "").split()
    if name not in known:
        element.set("class", " ".join([*known, name]))
