"""Where two versions of one chapter part: the block that a save has changed."""

from __future__ import annotations

from lxml import html
from lxml.html import HtmlElement

LEAVES = frozenset("p li tr dt dd figure pre h1 h2 h3 h4 h5 h6".split())


def changed_block(before: str, after: str) -> str:
    """The id of the first block of `after` that `before` has not, or that it says otherwise; empty where none is."""
    old, new = _blocks(before), _blocks(after)
    if old == new or not new:
        return ""
    # A block that was inserted shifts the marks of all that follow: only what stands before the first change is equal.
    place = next((place for place, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), len(old))
    return new[min(place, len(new) - 1)][0]


def _blocks(body: str) -> list[tuple[str, str]]:
    """Every block that holds no other, with the id by which it is found."""
    if not body.strip():
        return []
    found, name = [], ""
    for element in html.fragment_fromstring(body, create_parent="div").iter():
        if isinstance(element.tag, str):
            name = (element.get("id") or name) if element.tag in LEAVES | {"section", "div", "table"} else name
            if element.tag in LEAVES and not _holds(element):
                found.append((name, html.tostring(element, encoding="unicode", with_tail=False)))
    return found


def _holds(element: HtmlElement) -> bool:
    return any(child.tag in LEAVES for child in element.iterdescendants())
