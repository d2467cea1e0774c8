"""Write how a reader finds a place in the book: destinations, links, the outline and the page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from focalpoint.press.section import Entry, LaidOut, Section, fault, refuse
from focalpoint.problems import Problem, ProblemKind


@dataclass(frozen=True)
class Chapter:
    """A laid-out unit in its place in the book."""

    unit: Section
    laid_out: LaidOut
    first: int
    """Index of its first page in the book."""
    pages: list[Object]


def destinations(chapters: Sequence[Chapter]) -> Object:
    """The name tree of all ids, sorted by bytes as PDF asks; an id given twice is refused."""
    owners: dict[str, str] = {}
    places: dict[bytes, Object] = {}
    faults: list[Problem] = []
    for chapter in chapters:
        name = chapter.laid_out.name
        for target, (page, x, y) in chapter.laid_out.anchors.items():
            if (other := owners.setdefault(target, name)) != name:
                message = f"the id {target} is also in {other}; a link could not tell which"
                faults.append(fault(name, message, ProblemKind.DUPLICATE))
            places[bytes(String(target))] = Array([chapter.pages[page], Name.XYZ, x, y, 0])
    refuse(faults)
    names = [part for key in sorted(places) for part in (String(key), places[key])]
    return Dictionary(Names=Array(names))


def describe_links(chapters: Sequence[Chapter]) -> None:
    """Say in each link where it leads; refuse every link whose target is not in the book."""
    labels = {target: label for chapter in chapters for target, label in _labels(chapter.laid_out)}
    faults: list[Problem] = []
    for chapter in chapters:
        for annotation in _internal_links(chapter.pages):
            target = str(annotation.Dest)
            if target in labels:
                annotation.Contents = String(labels[target])
            else:
                message = f"a link leads to #{target}, which is nowhere in the book; correct it or add the target"
                faults.append(fault(chapter.laid_out.name, message, ProblemKind.LINK))
    refuse(dict.fromkeys(faults))


def _labels(laid_out: LaidOut) -> Iterator[tuple[str, str]]:
    """Ids that have a place on a page; what an edition hides may still have an id, but no page."""
    for target in laid_out.anchors:
        yield target, laid_out.labels.get(target, target)


def _internal_links(pages: Sequence[Object]) -> Iterator[Object]:
    for page in pages:
        for annotation in page.get("/Annots", ()):
            if "/Dest" in annotation:
                yield annotation


@dataclass
class Line:
    """One line of the outline, on a page of the book."""

    title: str
    place: Object
    children: list[Line] = field(default_factory=list)


def lines(chapters: Sequence[Chapter]) -> list[Line]:
    """A line for each unit; a unit of level 2 stands below the unit before it."""
    found: list[Line] = []
    for chapter in chapters:
        below = _below(chapter.laid_out.outline, chapter.pages)
        line = Line(chapter.unit.heading, Array([chapter.pages[0], Name.Fit]), below)
        siblings = found[-1].children if chapter.unit.level > 1 and found else found
        siblings.append(line)
    return found


def _below(entries: Sequence[Entry], pages: list[Object]) -> list[Line]:
    return [
        Line(entry.title, Array([pages[entry.page], Name.XYZ, entry.x, entry.y, 0]), _below(entry.children, pages))
        for entry in entries
    ]


def write_outline(pdf: Pdf, found: Sequence[Line]) -> Object:
    """The outline as PDF objects, its units closed."""
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    _attach(pdf, root, found)
    root.Count = len(found)
    return root


def _attach(pdf: Pdf, parent: Object, found: Sequence[Line]) -> None:
    items = [pdf.make_indirect(Dictionary(Title=String(line.title), Parent=parent, Dest=line.place)) for line in found]
    for item, line in zip(items, found, strict=True):
        if line.children:
            _attach(pdf, item, line.children)
            # A negative count closes the line.
            item.Count = -len(line.children)
    for before, after in pairwise(items):
        before.Next = after
        after.Prev = before
    if items:
        parent.First, parent.Last = items[0], items[-1]


ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """A number in small roman figures."""
    text = ""
    for value, figures in ROMAN:
        while number >= value:
            text += figures
            number -= value
    return text


def page_number(index: int, front: int, prefix: str = "") -> str:
    """The number printed on a page, when `front` pages come before the first chapter."""
    return prefix + (roman(index + 1) if index < front else str(index - front + 1))


def page_labels(front: int, total: int, prefix: str = "") -> Dictionary:
    """The same numbers for the reader's software."""
    styles = {0: Name.r, front: Name.D} if front else {0: Name.D}
    labels = Array()
    for first, style in styles.items():
        if first < total:
            labels.append(first)
            labels.append(Dictionary(S=style, P=String(prefix)) if prefix else Dictionary(S=style))
    return Dictionary(Nums=labels)
