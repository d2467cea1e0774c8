"""Link footnotes with their calls, and move each note to the paragraph that calls it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from focalpoint.press.layout.link_labels import call_of
from focalpoint.press.tagging.structure_tree import Element, LinkAnnotation, Mark, TagTree

CALL = "span::footnote-call"
NUMBER = "span::footnote-marker"
HOLDERS = frozenset("P H1 H2 H3 H4 H5 H6".split())
"""Elements after which the notes called in them are placed."""
BODIES = frozenset("LBody TD TH Caption BlockQuote Div Sect Document".split())
"""Elements at whose end the notes called in them are placed, unless a holder is nearer to the call."""


def link_notes(document: Any) -> None:
    """Link each call with its note and back; WeasyPrint writes the links."""
    for page in document.pages:
        for box in _ends(page._page_box):
            name = box.element.get("id")
            x, y, width, height = box.hit_area()
            area = (x, y, x + width, y + height)
            if box.element_tag == CALL:
                page.anchors[call_of(name)] = area
            else:
                name = call_of(name)
            page.links.append(("internal", name, area, box))


def _ends(box: Any) -> Iterator[Any]:
    """Yield the boxes of calls and of the notes' numbers, without their children, which have the same tags."""
    if box.element_tag in (CALL, NUMBER):
        yield box
    else:
        for child in getattr(box, "children", ()):
            yield from _ends(getattr(child, "_box", child))


def take_notes(tree: TagTree) -> dict[Any, Element]:
    """Remove the notes from the foot of the pages; the parts of a note split by a page break are merged."""
    notes: dict[Any, Element] = {}
    for element in list(tree.root.below()):
        for kid in element.elements:
            if kid.has_class("footnote") and kid.kind == "Span":
                element.kids.remove(kid)
                if kid.html in notes:
                    notes[kid.html].kids += kid.kids
                else:
                    notes[kid.html] = kid
    for note in notes.values():
        _make_note(tree, note)
    return notes


def place_notes(tree: TagTree, notes: dict[Any, Element]) -> None:
    """Put each note after the paragraph of its call."""
    _place_below(tree.root, notes)
    # A note whose call is not printed is kept at the end, where it is still read.
    tree.root.kids += notes.values()


def _make_note(tree: TagTree, note: Element) -> None:
    """Make a note of two elements: its number, which links back to the call, and its text."""
    note.kind = "Note"
    tree.identify(note, note.html.get("id"))
    kids = note.kids
    text = Element("P", note.page, html=note.html, source="note")
    note.kids = [text]
    for kid in kids:
        if isinstance(kid, Element) and kid.source == NUMBER:
            kid.kind = "Link"
            note.kids.insert(0, Element("Lbl", kid.page, [kid]))
        else:
            text.kids.append(kid)


def _place_below(element: Element, notes: dict[Any, Element]) -> list[Element]:
    """Make references of the calls below an element, and place their notes; returns the notes still to place."""
    called: list[Element] = []
    kids: list[Element | Mark | LinkAnnotation] = []
    for kid in element.kids:
        kids.append(kid)
        if not isinstance(kid, Element):
            continue
        if kid.source == CALL or kid.has_class("footnote-again"):
            kid.kind = "Link"
            kids[-1] = Element("Reference", kid.page, [kid])
            if kid.source == CALL and kid.html in notes:
                called.append(notes.pop(kid.html))
            continue
        below = _place_below(kid, notes)
        if kid.kind in HOLDERS:
            kids += below
        else:
            called += below
    element.kids = kids
    if element.kind in BODIES:
        element.kids += called
        return []
    return called
