"""Read WeasyPrint's structure tree, and find for each of its elements the HTML element that it came from.

WeasyPrint builds the tree by walking over the boxes of each page, and does not record their origin. Walking over the
same boxes again meets the elements in the order in which they were made. Any difference between the two is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydyf import Dictionary  # type: ignore[import-untyped]
from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]
from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]

from focalpoint.press.section import PressError, fault
from focalpoint.press.tagging.structure_tree import Element, LinkAnnotation, Mark, TagTree, Text, number_of

ITEMS = ("li", "dt", "dd")
KINDS = {
    "p": ("P",), "h1": ("H1",), "h2": ("H2",), "h3": ("H3",), "h4": ("H4",), "a": ("Link",), "section": ("Sect",),
    "table": ("Table",), "tr": ("TR",), "th": ("TH", "NonStruct"), "td": ("TD", "NonStruct"), "img": ("Figure",),
    "li": ("LI", "LBody", "NonStruct"), "dd": ("LI", "LBody", "NonStruct"), "li::marker": ("Lbl",), "ul": ("L",),
    "ol": ("L",), "caption": ("Caption",), "thead": ("THead",), "tbody": ("TBody",), "span": ("Span",),
}  # fmt: skip
"""The elements that WeasyPrint makes of a tag: while every pair agrees, the two walks are in step."""


def read_tags(name: str, document: Any, pdf: Any) -> TagTree:
    """Return the structure tree of a document that WeasyPrint has just made."""
    walk = _Walk(name, document, pdf)
    walk.run()
    return TagTree(name, pdf, document, walk.tree(), walk.texts)


class _Walk:
    """WeasyPrint's walk over the boxes, in step with the elements it made."""

    def __init__(self, name: str, document: Any, pdf: Any) -> None:
        self.name = name
        self.pdf = pdf
        self.document = document
        self.pages = {reference: index for index, reference in enumerate(pdf.page_references)}
        self.made = [thing for thing in pdf.objects if isinstance(thing, Dictionary) and _type(thing) == "/StructElem"]
        self.waiting: Iterator[Any] = iter(self.made)
        self.found: dict[int, Element] = {}
        self.texts: dict[Mark, Text] = {}
        self.page = 0
        self.lines = 0

    def run(self) -> None:
        """Walk over all pages."""
        document = next(self.waiting)
        self.found[document.number] = Element("Document", 0, written=document)
        for index, page in enumerate(self.document.pages):
            self.page = index
            self._box(page._page_box, document, 0)
        if next(self.waiting, None) is not None:
            raise self._out_of_step("more elements than boxes")

    def tree(self) -> Element:
        """Return the root element, with all kids filled in."""
        for written in self.made:
            element = self.found[written.number]
            element.kids = [self._kid(kid, element.page) for kid in written["K"]]
        return self.found[self.made[0].number]

    def _kid(self, kid: Any, page: int) -> Element | Mark | LinkAnnotation:
        if isinstance(kid, int):
            return Mark(page, kid)
        number = number_of(kid)
        if number in self.found:
            return self.found[number]
        annotation = self.pdf.objects[number_of(self.pdf.objects[number]["Obj"])]
        return LinkAnnotation(page, annotation)

    def _box(self, box: Any, parent: Any, line: int) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.PageBox | boxes.MarginBox) or box.element_tag in ("html", "body"):
            for child in box.children:
                self._box(child, parent, line)
            return
        made = self._next(box)
        if made["S"] == "/LI" and _is_wrapped(box, parent):
            made = self._next(box)
        for child in _children(box):
            if isinstance(child, boxes.LineBox):
                self.lines += 1
                line = self.lines
            for part in child.children if isinstance(child, boxes.LineBox) else [child]:
                if isinstance(part, boxes.TextBox):
                    # The text of a link belongs to the link; any other text is an element.
                    owner = made if made["S"] == "/Link" else self._next(None)
                    self._text(part.text, line, owner["K"])
                else:
                    self._box(part, made, line)

    def _text(self, words: str, line: int, kids: list[Any]) -> None:
        free = [kid for kid in kids if isinstance(kid, int) and Mark(self.page, kid) not in self.texts]
        if not free:
            raise self._out_of_step(f"no content for “{words}”")
        self.texts[Mark(self.page, free[0])] = Text(words, line)

    def _next(self, box: Any) -> Any:
        """Return the next element, which WeasyPrint must have made of this box; None stands for a text."""
        made = next(self.waiting, None)
        tag = "text" if box is None else box.element_tag or ""
        if made is None:
            raise self._out_of_step(f"no element for {tag}")
        kind = made["S"][1:]
        expected = ("Span",) if box is None else KINDS.get(tag, (kind,))
        if kind not in expected or self.pages.get(made["Pg"]) != self.page:
            raise self._out_of_step(f"{kind} for {tag}")
        element = Element(kind, self.page, written=made)
        if box is not None:
            element.html, element.source = box.element, tag
        if "A" in made:
            element.attributes = {key: value for key, value in made["A"].items() if key != "Headers"}
        if "Alt" in made:
            element.entries["Alt"] = made["Alt"]
        self.found[made.number] = element
        return made

    def _out_of_step(self, what: str) -> PressError:
        message = f"page {self.page + 1}: the tags do not fit the layout ({what}); report this with the chapter"
        return PressError([fault(self.name, message)])


def _type(thing: Any) -> Any:
    return thing.get("Type")


def _is_wrapped(box: Any, parent: Any) -> bool:
    """Return whether WeasyPrint wraps this box, which has no marker, in a list item."""
    if box.element_tag not in ITEMS or parent["S"] in ("/LI", "/LBody"):
        return False
    bare = "list-item" not in box.style["display"] or box.style["list_style_type"] == "none"
    return bool(box.element_tag != "li" or bare)


def _children(box: Any) -> Iterator[Any]:
    """Yield a box's children; the children of a table include its caption."""
    if box.element_tag == "table" and getattr(box, "is_table_wrapper", False) and (table := box.get_wrapped_table()):
        for child in box.children:
            yield from table.children if child is table else [child]
    else:
        yield from box.children
