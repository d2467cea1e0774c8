"""Index the structure tree of a finished PDF: every element once, with its part and page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pikepdf import Array, NameTree, NumberTree, Object, Pdf

from focalpoint.press.preflight.content_stream_text import GlyphTexts, PageText, read_page_text
from focalpoint.press.section import fault
from focalpoint.problems import Problem

NO_PAGE = -1


class Node(NamedTuple):
    """One element of the structure tree."""

    part: int
    """Index of its part of the book."""
    page: int
    """Index of its page, or NO_PAGE."""
    kind: str
    element: Object
    mark: tuple[int, int]
    """Object number and generation."""


class Bookmark(NamedTuple):
    """An outline item."""

    title: str
    depth: int
    page: int


@dataclass
class Tree:
    """The elements of the structure tree, by type and by content."""

    titles: list[str] = field(default_factory=list)
    kinds: dict[str, list[Node]] = field(default_factory=lambda: defaultdict(list))
    reached: dict[tuple[int, int], list[Node]] = field(default_factory=lambda: defaultdict(list))
    """Page and MCID → the elements that contain it; there should be one."""
    links: dict[tuple[int, int], Node] = field(default_factory=dict)
    """Annotation → the element that contains it."""
    headings: list[Node] = field(default_factory=list)


class StructureIndex:
    """A PDF, indexed for the rules of `pdfua_checks`."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.index = {page.objgen: place for place, page in enumerate(self.pages)}
        self.tree = Tree()
        for part in pdf.Root.StructTreeRoot.K[0].K:
            self.tree.titles.append(str(part.get("/T", "")))
            self._walk(part)

    def _walk(self, element: Object) -> None:
        kind = str(element.S)[1:]
        page = self.index.get(element.Pg.objgen, NO_PAGE) if "/Pg" in element else NO_PAGE
        node = Node(len(self.tree.titles) - 1, page, kind, element, element.objgen)
        self.tree.kinds[kind].append(node)
        if len(kind) == 2 and kind[0] == "H":
            self.tree.headings.append(node)
        kids = element.get("/K")
        for kid in kids if isinstance(kids, Array) else () if kids is None else (kids,):
            if isinstance(kid, int):
                self.tree.reached[page, kid].append(node)
            elif "/S" in kid:
                self._walk(kid)
            elif "/MCID" in kid:
                self.tree.reached[self.index.get(kid.Pg.objgen, NO_PAGE), int(kid.MCID)].append(node)
            else:
                self.tree.links[kid.Obj.objgen] = node

    @cached_property
    def said(self) -> list[PageText]:
        """Read the text of each page."""
        fonts: dict[tuple[int, int], GlyphTexts] = {}
        return [read_page_text(page, fonts) for page in self.pages]

    def text(self, element: Object, page: int) -> str:
        """Return the text of an element on a page."""
        return " ".join("".join(self._texts(element, page)).replace("\N{HYPHEN}", "-").split())

    def _texts(self, element: Object, page: int) -> Iterator[str]:
        for kid in element.K:
            if isinstance(kid, int):
                yield self.said[page].text(kid)
            elif "/MCID" in kid:
                yield self.said[self.index[kid.Pg.objgen]].text(int(kid.MCID))
            elif "/S" in kid:
                yield from self._texts(kid, page)

    def fault(self, node: Node, message: str) -> Problem:
        """Return the problem of an element, with chapter and page."""
        return self.page_fault(node.page, message, self.tree.titles[node.part])

    def page_fault(self, page: int, message: str, title: str = "") -> Problem:
        """Return the problem of a page; where no title is given, with the title of a part that is on the page."""
        label = self.pdf.pages[page].label if page != NO_PAGE else "unknown"
        parts = (nodes[0].part for (at, _), nodes in self.tree.reached.items() if at == page)
        title = title or self.tree.titles[next(parts, 0)]
        return fault(title, f"page {label}: {message}")

    @cached_property
    def ids(self) -> dict[str, tuple[int, int]]:
        """Map each ID to the element that the PDF's list of IDs gives for it."""
        root = self.pdf.Root.StructTreeRoot
        return {name: element.objgen for name, element in NameTree(root.IDTree).items()} if "/IDTree" in root else {}

    @cached_property
    def parents(self) -> dict[int, Object]:
        """Read the parent tree: key to an element, or to a page's list of them."""
        return dict(NumberTree(self.pdf.Root.StructTreeRoot.ParentTree).items())

    @cached_property
    def destinations(self) -> set[str]:
        """Collect the names of all places that a link may lead to."""
        names = self.pdf.Root.get("/Names")
        return set(NameTree(names.Dests).keys()) if names is not None and "/Dests" in names else set()

    def bookmarks(self) -> Iterator[Bookmark]:
        """Yield every outline item, in order."""
        outlines = self.pdf.Root.get("/Outlines")
        if outlines is not None and "/First" in outlines:
            yield from self._bookmarks(outlines.First, 1)

    def _bookmarks(self, item: Object, depth: int) -> Iterator[Bookmark]:
        while True:
            yield Bookmark(" ".join(str(item.Title).split()), depth, self.index.get(item.Dest[0].objgen, NO_PAGE))
            if "/First" in item:
                yield from self._bookmarks(item.First, depth + 1)
            if "/Next" not in item:
                return
            item = item.Next
