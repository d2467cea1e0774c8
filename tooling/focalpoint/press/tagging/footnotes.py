"""Footnotes: links between call and note for the page, a Note at its paragraph for the reader who listens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from focalpoint.press.layout.link_labels import call_of
from focalpoint.press.tagging.structure_tree import Element, Hotspot, Mark, TagTree

CALL = "span::footnote-call"
NUMBER = "span::footnote-marker"
HOLDERS = frozenset("P H1 H2 H3 H4 H5 H6".split())
"""Elements after which a note stands that is called in them."""
BODIES = frozenset("LBody TD TH Caption BlockQuote Div Sect Document".split())
"""Elements in which a note stands last, where no holder is nearer to its call."""


def link_notes(document: Any) -> None:
    """Lead from each call to its note and back; WeasyPrint then makes the links when it writes."""
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
    """The boxes of calls and of the numbers of notes; what they hold bears the same names."""
    if box.element_tag in (CALL, NUMBER):
        yield box
    else:
        for child in getattr(box, "children", ()):
            yield from _ends(getattr(child, "_box", child))


def take_notes(tree: TagTree) -> dict[Any, Element]:
    """Take the notes from the foot of the pages, the parts of one that runs over a page break together."""
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
    _call(tree.root, notes)
    # A note whose call is not printed is kept where it can be heard.
    tree.root.kids += notes.values()


def _make_note(tree: TagTree, note: Element) -> None:
    """A note is its number, which leads back to the call, and its text."""
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


def _call(element: Element, notes: dict[Any, Element]) -> list[Element]:
    """Make references of the calls below an element, and put their notes into place; returns those still to place."""
    called: list[Element] = []
    kids: list[Element | Mark | Hotspot] = []
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
        below = _call(kid, notes)
        if kid.kind in HOLDERS:
            kids += below
        else:
            called += below
    element.kids = kids
    if element.kind in BODIES:
        element.kids += called
        return []
    return called
