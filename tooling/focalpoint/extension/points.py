"""The points of a consultation note: their anchors, and below each where the manual used it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from focalpoint.extension.order import book_order, is_note
from focalpoint.extension.paragraphs import written_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

NOT_USED = "Not yet used"


def number_points(app: Sphinx, doctree: nodes.document) -> None:
    """Give every point of a note its anchor, and enter the note into the domain."""
    docname = app.env.docname
    if not is_note(docname):
        return
    last = 0
    for points in _point_lists(doctree):
        points["classes"].append("points")
        for last, item in enumerate(points.children, points.get("start", 1)):
            assert isinstance(item, nodes.list_item)
            item["ids"].insert(0, f"point-{last}")
    fields = app.env.metadata[docname]
    short = f"{fields.get('place', '')} {str(fields.get('date', ''))[:4]}"
    app.env.domaindata["focalpoint"]["notes"][fields.get("id", "")] = (docname, short, last)


def _point_lists(parent: nodes.Element) -> Iterator[nodes.enumerated_list]:
    for child in parent.children:
        if isinstance(child, nodes.section):
            yield from _point_lists(child)
        elif isinstance(child, nodes.enumerated_list):
            yield child


class ShowUses(SphinxPostTransform):
    """Writes below each point which paragraphs rest on it, and above them all which points nothing uses yet."""

    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        """Add the lines to a note's page; other pages stay as they are."""
        docname = self.env.docname
        if not is_note(docname):
            return
        uses = self._uses(self.env.metadata[docname].get("id", ""))
        idle = []
        for points in _point_lists(self.document):
            for number, item in enumerate(points.children, points.get("start", 1)):
                assert isinstance(item, nodes.list_item)
                item += self._line(uses.get(number, []))
                if number not in uses:
                    idle.append(number)
        self._summary(idle)

    def _uses(self, note: str) -> dict[int, list[tuple[str, str, str]]]:
        """By point: document, anchor and number of each paragraph that cites it, in the order of the book."""
        found: dict[int, list[tuple[str, str, str]]] = {}
        uses = self.env.domaindata["focalpoint"]["uses"]
        for place in book_order(self.env):
            for name, point, anchor, ordinal in uses.get(place.docname, ()):
                if name == note:
                    secnumbers: Any = self.env.toc_secnumbers.get(place.docname, {})
                    number = written_number(secnumbers, ordinal) if ordinal[:1].isdigit() else ordinal
                    found.setdefault(point, []).append((place.docname, anchor, number))
        return found

    def _line(self, uses: list[tuple[str, str, str]]) -> nodes.paragraph:
        line = nodes.paragraph("", "Used in " if uses else NOT_USED, classes=["used-in"])
        for place, (docname, anchor, number) in enumerate(uses):
            if place:
                line += nodes.Text(", ")
            line += make_refnode(
                self.app.builder, self.env.docname, docname, anchor, nodes.inline(number, number, classes=["para"])
            )
        return line

    def _summary(self, idle: list[int]) -> None:
        title = next(iter(self.document.findall(nodes.title)), None)
        if title is None or title.parent is None:
            return
        points = f"point{'s' if len(idle) > 1 else ''} {', '.join(map(str, idle))}"
        text = f"{NOT_USED} by any paragraph: {points}." if idle else "Every point is used."
        title.parent.insert(title.parent.index(title) + 1, nodes.paragraph(text, text, classes=["unused-points"]))
