"""Merge elements that a line end or a page break has split, and remove what is only visual."""

from __future__ import annotations

from itertools import groupby

from focalpoint.press.tagging.structure_tree import Element, LinkAnnotation, Mark, TagTree

REPEATED = ("THead", "TFoot")
"""Parts of a table that are repeated on each of its pages."""
EMPTY = ("TD", "TH", "Document")
"""Elements that are kept without content."""
GROUPS = frozenset("Document Part Art Sect Div BlockQuote TOC TOCI L LI Table THead TBody TFoot TR".split())
"""Elements that contain only other elements, never text."""
BLOCKS = frozenset("Document Part Art Sect Div BlockQuote".split())
"""Those of them that contain blocks, such as paragraphs and tables."""
PLAIN = ("Span", "NonStruct")
WORDS = (*PLAIN, "Link", "Reference")


def merge(tree: TagTree, top: Element) -> None:
    """Merge the parts of every element; parents first, so that their kids become neighbours."""
    _prune(top)
    for element in top.below():
        if element.kind == "Table":
            _drop_repeats(tree, element)
        element.kids = _merged(element.kids, apart=element.kind == "TR")


def _prune(element: Element) -> bool:
    """Remove empty elements, which would separate parts; return whether the element is kept."""
    element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or _prune(kid)]
    return bool(element.kids) or element.kind in EMPTY


def _merged(kids: list[Element | Mark | LinkAnnotation], *, apart: bool) -> list[Element | Mark | LinkAnnotation]:
    """Merge neighbouring parts; with `apart` also parts with others between them, as cells of a split row have."""
    found: list[Element | Mark | LinkAnnotation] = []
    for kid in kids:
        before = found if apart else found[-1:]
        same = (one for one in before if isinstance(kid, Element) and isinstance(one, Element) and _same(kid, one))
        if (first := next(same, None)) is not None and isinstance(kid, Element):
            first.kids += kid.kids
        else:
            found.append(kid)
    return found


def _same(one: Element, other: Element) -> bool:
    return one.html is not None and (one.html, one.source, one.kind) == (other.html, other.source, other.kind)


def _drop_repeats(tree: TagTree, table: Element) -> None:
    """Remove the repeated heads of a table, so that a screen reader reads the head once."""
    seen: set[object] = set()
    for part in table.elements:
        if part.kind in REPEATED:
            if part.html in seen:
                table.kids.remove(part)
                tree.discard(part)
            seen.add(part.html)


def dissolve(tree: TagTree) -> None:
    """Replace elements without meaning by their kids."""
    _dissolve(tree.root)


def _dissolve(element: Element) -> None:
    kids: list[Element | Mark | LinkAnnotation] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            _dissolve(kid)
            if kid.kind in PLAIN and not kid.entries and (element.kind not in GROUPS or kid.elements == kid.kids):
                kids += kid.kids
                continue
        kids.append(kid)
    element.kids = _paragraphs(kids) if element.kind in BLOCKS else kids


def _paragraphs(kids: list[Element | Mark | LinkAnnotation]) -> list[Element | Mark | LinkAnnotation]:
    """Make paragraphs of text that is among blocks."""
    found: list[Element | Mark | LinkAnnotation] = []
    for is_text, run in groupby(kids, lambda kid: isinstance(kid, Element) and kid.kind in WORDS):
        texts = list(run)
        first = texts[0]
        if is_text and isinstance(first, Element):
            found.append(Element("P", first.page, texts, first.html if len(texts) == 1 else None))
            _dissolve(found[-1])  # type: ignore[arg-type]  # it is the paragraph
        else:
            found += texts
    return found
