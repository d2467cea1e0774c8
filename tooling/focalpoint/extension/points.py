"""The points of a consultation note: their anchors, and below each where the manual used it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from focalpoint.extension.book_order import book_order, is_note
from focalpoint.extension.paragraphs import written_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

NOT_USED = "Not yet used"


class Use(NamedTuple):
    """One use of a point of a note, and the paragraph, action or term that rests on it."""

    note: str
    point: int
    docname: str
    anchor: str
    called: str
    """A paragraph's printed number, `action P-1`, or a term in quotation marks."""

    @property
    def action(self) -> bool:
        """Whether it is an action that rests on the point."""
        return self.anchor.startswith("action-")


def uses_in_order(env: BuildEnvironment) -> Iterator[Use]:
    """Every use of a point, in the order of the book."""
    uses = env.domaindata["focalpoint"]["uses"]
    for place in book_order(env):
        secnumbers: Any = env.toc_secnumbers.get(place.docname, {})
        for note, point, anchor, ordinal in uses.get(place.docname, ()):
            called = written_number(secnumbers, ordinal) if ordinal[:1].isdigit() else ordinal
            # What stands before a chapter's first paragraph is the chapter's own.
            yield Use(note, point, place.docname, anchor, called or env.titles[place.docname].astext())


def links_to(builder: Builder, docname: str, uses: Iterable[Use]) -> Iterator[nodes.Node]:
    """Links from a document to what rests on a point, with commas between them."""
    for place, use in enumerate(uses):
        if place:
            yield nodes.Text(", ")
        shown = nodes.inline(use.called, use.called, classes=["para"])
        yield make_refnode(builder, docname, use.docname, use.anchor, shown)


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
        uses: dict[int, list[Use]] = {}
        for use in uses_in_order(self.env):
            if use.note == self.env.metadata[docname].get("id", ""):
                uses.setdefault(use.point, []).append(use)
        idle = []
        for points in _point_lists(self.document):
            for number, item in enumerate(points.children, points.get("start", 1)):
                assert isinstance(item, nodes.list_item)
                item += self._line(uses.get(number, []))
                if number not in uses:
                    idle.append(number)
        self._summary(idle)

    def _line(self, uses: list[Use]) -> nodes.paragraph:
        line = nodes.paragraph("", "Used in " if uses else NOT_USED, classes=["used-in"])
        line += links_to(self.app.builder, self.env.docname, uses)
        return line

    def _summary(self, idle: list[int]) -> None:
        title = next(iter(self.document.findall(nodes.title)), None)
        if title is None or title.parent is None:
            return
        points = f"point{'s' if len(idle) > 1 else ''} {', '.join(map(str, idle))}"
        text = f"{NOT_USED} by any paragraph: {points}." if idle else "Every point is used."
        title.parent.insert(title.parent.index(title) + 1, nodes.paragraph(text, text, classes=["unused-points"]))


def setup_points(app: Sphinx) -> None:
    """Add the numbers of points, and the uses below each."""
    app.connect("doctree-read", number_points, 620)
    app.add_post_transform(ShowUses)
