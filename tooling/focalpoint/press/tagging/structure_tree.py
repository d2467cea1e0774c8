"""Hold the structure tree of one section as plain values while it is corrected, and write it into the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydyf import Array, Dictionary, String  # type: ignore[import-untyped]


class Mark(NamedTuple):
    """A marked-content sequence: text or a picture drawn on a page."""

    page: int
    number: int
    """The MCID of the marked content on its page."""


@dataclass(eq=False)
class LinkAnnotation:
    """The annotation of a link: an area of a page that can be clicked."""

    page: int
    annotation: Any
    """WeasyPrint's dictionary."""


@dataclass(eq=False)
class Element:
    """One element of the structure tree."""

    kind: str
    """`P`, `Table`, `Link`: a standard type of PDF 1.7."""
    page: int
    """Index of the page on which it begins."""
    kids: list[Element | Mark | LinkAnnotation] = field(default_factory=list)
    html: Any = None
    """The element of the section's HTML that it came from."""
    source: str = ""
    """Its tag, with a pseudo-element's name: `li::marker`."""
    entries: dict[str, Any] = field(default_factory=dict)
    """Its other entries: `Alt`, `Lang`, `ID`."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """Its attributes, of figures and table cells."""
    written: Any = None
    """WeasyPrint's dictionary, which is filled again."""

    @property
    def elements(self) -> list[Element]:
        """Return its kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def has_class(self, *names: str) -> bool:
        """Return whether its HTML element has one of the classes; an element of a pseudo-element has none."""
        return self.html is not None and self.source == self.html.tag and not {*names}.isdisjoint(classes(self.html))

    def below(self) -> Iterator[Element]:
        """Yield itself and every element below it, in reading order; kids may be changed meanwhile."""
        yield self
        for kid in self.elements:
            yield from kid.below()

    def leaves(self) -> Iterator[Mark | LinkAnnotation]:
        """Yield all marked content and links below it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.leaves()
            else:
                yield kid


def classes(html: Any) -> list[str]:
    """Return the classes of an HTML element."""
    return (html.get("class") or "").split()


class Text(NamedTuple):
    """A piece of text on one line."""

    words: str
    line: int
    """Number of the line in the section; pieces with the same number are on the same line."""


@dataclass(eq=False)
class TagTree:
    """The structure tree of a section, with the document and the PDF that it belongs to."""

    name: str
    """Name of the section, with which every ID begins."""
    pdf: Any
    document: Any
    root: Element
    texts: dict[Mark, Text]
    artifacts: set[Mark] = field(default_factory=set)
    """Marked content that screen readers skip."""
    ids: dict[str, Element] = field(default_factory=dict)

    def discard(self, element: Element) -> None:
        """Take an element out of the tree: its text becomes an artifact, and its links are removed."""
        for leaf in element.leaves():
            if isinstance(leaf, Mark):
                self.artifacts.add(leaf)
            else:
                self.unlink(leaf)

    def unlink(self, link: LinkAnnotation) -> None:
        """Remove the annotation of a link from its page."""
        self.page(link.page)["Annots"].remove(link.annotation.reference)

    def page(self, index: int) -> Any:
        """Return WeasyPrint's dictionary of a page."""
        return self.pdf.objects[self.pdf.pages["Kids"][3 * index]]

    def stream(self, index: int) -> list[Any]:
        """Return the drawing operators of a page."""
        contents = self.pdf.objects[number_of(self.page(index)["Contents"])].stream
        assert isinstance(contents, list)
        return contents

    def identify(self, element: Element, identifier: str) -> None:
        """Give an element an ID that no other element of the book has."""
        key = f"{self.name}:{identifier}"
        element.entries["ID"] = String(key)
        self.ids[key] = element

    def write(self) -> None:
        """Write the tree into the PDF, in place of WeasyPrint's."""
        _Writer(self).run()


def number_of(reference: bytes) -> int:
    """Return the number of the object that a reference points to."""
    return int(reference.split()[0])


class _Writer:
    """Writes one tree into its PDF."""

    def __init__(self, tree: TagTree) -> None:
        self.tree = tree
        self.pages = tree.pdf.page_references
        self.owners: list[dict[int, bytes]] = [{} for _ in self.pages]
        self.links: list[tuple[bytes, Any]] = []

    def run(self) -> None:
        self._element(self.tree.root, None)
        root = self.tree.pdf.objects[number_of(self.tree.pdf.catalog["StructTreeRoot"])]
        self.tree.root.written["P"] = root.reference
        numbers = self.tree.pdf.objects[number_of(root["ParentTree"])]["Nums"] = Array()
        for page, owners in enumerate(self.owners):
            last = max(owners, default=-1)
            numbers.extend((page, Array(owners.get(number, "null") for number in range(last + 1))))
        for key, (owner, annotation) in enumerate(self.links, len(self.pages)):
            annotation["StructParent"] = key
            numbers.extend((key, owner))
        if self.tree.ids:
            names = sorted((String(key).data, element.written.reference) for key, element in self.tree.ids.items())
            root["IDTree"] = Dictionary({"Names": Array(part for pair in names for part in pair)})

    def _element(self, element: Element, parent: bytes | None) -> None:
        if element.written is None:
            element.written = Dictionary()
            self.tree.pdf.add_object(element.written)
        written = element.written
        written.clear()
        written.update({"Type": "/StructElem", "S": f"/{element.kind}", "P": parent, "Pg": self.pages[element.page]})
        written.update(element.entries)
        if element.attributes:
            written["A"] = Dictionary(element.attributes)
        written["K"] = Array(self._kid(kid, element) for kid in element.kids)

    def _kid(self, kid: Element | Mark | LinkAnnotation, parent: Element) -> Any:
        reference = parent.written.reference
        if isinstance(kid, Element):
            self._element(kid, reference)
            return kid.written.reference
        page = self.pages[kid.page]
        if isinstance(kid, Mark):
            self.owners[kid.page][kid.number] = reference
            if kid.page == parent.page:
                return kid.number
            return Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.number})
        self.links.append((reference, kid.annotation))
        return Dictionary({"Type": "/OBJR", "Pg": page, "Obj": kid.annotation.reference})
