"""Makes one element of what a line end or a page break has parted, and leaves out what only helps the eye."""

from __future__ import annotations

from itertools import groupby

from focalpoint.press.tagging.structure_tree import Element, Hotspot, Mark, TagTree

REPEATED = ("THead", "TFoot")
"""Parts of a table that are printed again on each of its pages."""
EMPTY = ("TD", "TH", "Document")
"""Elements that mean something without any content."""
GROUPS = frozenset("Document Part Art Sect Div BlockQuote TOC TOCI L LI Table THead TBody TFoot TR".split())
"""Elements that hold other elements only, never text itself."""
BLOCKS = frozenset("Document Part Art Sect Div BlockQuote".split())
"""Those of them whose elements are paragraphs, tables and the like."""
PLAIN = ("Span", "NonStruct")
WORDS = (*PLAIN, "Link", "Reference")


def join(tree: TagTree, top: Element) -> None:
    """Join the parts of every element, parents first: their kids then stand side by side."""
    _prune(top)
    for element in top.below():
        if element.kind == "Table":
            _leave_repeats_out(tree, element)
        element.kids = _joined(element.kids, apart=element.kind == "TR")


def _prune(element: Element) -> bool:
    """Drop what holds nothing, which would stand between the parts; tells whether the element holds anything."""
    element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or _prune(kid)]
    return bool(element.kids) or element.kind in EMPTY


def _joined(kids: list[Element | Mark | Hotspot], *, apart: bool) -> list[Element | Mark | Hotspot]:
    """Parts side by side made one; of a row that a page break has parted, also cells that stand `apart`."""
    found: list[Element | Mark | Hotspot] = []
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


def _leave_repeats_out(tree: TagTree, table: Element) -> None:
    """A reader hears the head of a table once."""
    seen: set[object] = set()
    for part in table.elements:
        if part.kind in REPEATED:
            if part.html in seen:
                table.kids.remove(part)
                tree.discard(part)
            seen.add(part.html)


def dissolve(tree: TagTree) -> None:
    """Take elements without a meaning out of the tree, and leave what they hold."""
    _dissolve(tree.root)


def _dissolve(element: Element) -> None:
    kids: list[Element | Mark | Hotspot] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            _dissolve(kid)
            if kid.kind in PLAIN and not kid.says and (element.kind not in GROUPS or kid.elements == kid.kids):
                kids += kid.kids
                continue
        kids.append(kid)
    element.kids = _paragraphs(kids) if element.kind in BLOCKS else kids


def _paragraphs(kids: list[Element | Mark | Hotspot]) -> list[Element | Mark | Hotspot]:
    """Text that stands among paragraphs is one too."""
    found: list[Element | Mark | Hotspot] = []
    for is_text, run in groupby(kids, lambda kid: isinstance(kid, Element) and kid.kind in WORDS):
        texts = list(run)
        first = texts[0]
        if is_text and isinstance(first, Element):
            found.append(Element("P", first.page, texts, first.html if len(texts) == 1 else None))
            _dissolve(found[-1])  # type: ignore[arg-type]  # it is the paragraph
        else:
            found += texts
    return found
