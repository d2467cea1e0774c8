"""Write how a reader finds a place in the book: destinations, links, the outline and the page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Object, OutlineItem, Pdf, String

from focalpoint.press.section import Entry, LaidOut, Section, fault, refuse
from focalpoint.problems import Problem, ProblemKind

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True)
class BoundSection:
    """A laid-out section together with its pages in the book."""

    section: Section
    laid_out: LaidOut
    first: int
    """Index of its first page in the book."""
    pages: list[Object]


def destinations(pdf: Pdf, bound: Sequence[BoundSection]) -> Object:
    """Return the name tree of all ids; raises PressError for an id that two sections have."""
    owners: dict[str, str] = {}
    tree = NameTree.new(pdf)
    faults: list[Problem] = []
    for one in bound:
        name = one.laid_out.name
        for target, (page, x, y) in one.laid_out.anchors.items():
            if (other := owners.setdefault(target, name)) != name:
                message = f"the id {target} is also in {other}; a link could not tell which"
                faults.append(fault(name, message, ProblemKind.DUPLICATE))
            tree[target] = Array([one.pages[page], Name.XYZ, x, y, 0])
    refuse(faults)
    return tree.obj


def describe_links(bound: Sequence[BoundSection]) -> None:
    """Write into each link where it leads; raises PressError for a link whose target is not in the book."""
    labels = {target: label for one in bound for target, label in _labels(one.laid_out)}
    faults: list[Problem] = []
    for one in bound:
        for annotation in _internal_links(one.pages):
            target = str(annotation.Dest)
            if target in labels:
                annotation.Contents = String(labels[target])
            else:
                message = f"a link leads to #{target}, which is nowhere in the book; correct it or add the target"
                faults.append(fault(one.laid_out.name, message, ProblemKind.LINK))
    refuse(dict.fromkeys(faults))


def _labels(laid_out: LaidOut) -> Iterator[tuple[str, str]]:
    """Yield the label of each id that has a place on a page; an element that is not shown has an id and no page."""
    for target in laid_out.anchors:
        yield target, laid_out.labels.get(target, target)


def _internal_links(pages: Sequence[Object]) -> Iterator[Object]:
    for page in pages:
        for annotation in page.get("/Annots", ()):
            if "/Dest" in annotation:
                yield annotation


def write_outline(pdf: Pdf, bound: Sequence[BoundSection]) -> None:
    """Write an outline item for each section and, collapsed below it, its headings.

    A section of level 2 becomes a child of the section before it.
    """
    with pdf.open_outline() as outline:
        for one in bound:
            siblings = outline.root[-1].children if one.section.level > 1 and outline.root else outline.root
            place = Array([one.pages[0], Name.Fit])
            siblings.append(_item(one.section.heading, place, one.laid_out.outline, one.pages))


def _item(title: str, place: Array, entries: Sequence[Entry], pages: Sequence[Object]) -> OutlineItem:
    item = OutlineItem(title, place)
    item.is_closed = True
    for entry in entries:
        at = Array([pages[entry.page], Name.XYZ, entry.x, entry.y, 0])
        item.children.append(_item(entry.title, at, entry.children, pages))
    return item


def roman(number: int) -> str:
    """Return a number as lower-case Roman numerals."""
    text = ""
    for value, numerals in ROMAN:
        while number >= value:
            text += numerals
            number -= value
    return text


def page_number(index: int, front: int, prefix: str = "") -> str:
    """Return the number printed on a page: Roman on the first `front` pages, then Arabic from 1."""
    return prefix + (roman(index + 1) if index < front else str(index - front + 1))


def page_labels(pdf: Pdf, front: int, prefix: str = "") -> Object:
    """Return the same page numbers as the number tree that PDF viewers show them from."""
    styles = {0: Name.r, front: Name.D} if front else {0: Name.D}
    labels = NumberTree.new(pdf)
    for first, style in styles.items():
        if first < len(pdf.pages):
            labels[first] = Dictionary(S=style, P=String(prefix)) if prefix else Dictionary(S=style)
    return labels.obj
