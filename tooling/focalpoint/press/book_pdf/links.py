"""Destinations of the book, and the links that lead to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, String

from focalpoint.press.section import LaidOut, Section, fault, refuse
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
