"""Number the points of consultation notes, resolve the citations of them, and list the uses of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from focalpoint.extension.book_order import book_order, is_note
from focalpoint.extension.paragraphs import written_number
from focalpoint.lists import points, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from focalpoint.vocabulary import Vocabulary

LOGGER = logging.getLogger(__name__)
NOT_USED = "Not yet used"


class pending_heard(nodes.Inline, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """A citation of points of a note, until the note has been read."""


class HeardRole(SphinxRole):
    """`accra-2027 12, 14-16`: the note's id and its points."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the pending citation; report an error for any other form."""
        name, _, numbers = self.text.partition(" ")
        try:
            cited = points(numbers)
        except ValueError:
            _report("write a note's id and its points, such as `accra-2027 12, 14-16`", self.get_location())
            return [], []
        node = pending_heard(note=name, points=cited)
        self.set_source_info(node)
        return [node], []


class ConsultedRole(SphinxRole):
    """`2026`: replaces the citation of a note that the edition may not carry, and gives only the year."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the bracketed words of a neutral citation."""
        known: Vocabulary = self.config.focalpoint_vocabulary
        text = f"[consultations with {known.focal_point.many}, {self.text}]"
        return [nodes.inline(text, text, classes=["heard"])], []


def collect_uses(app: Sphinx, doctree: nodes.document) -> None:
    """Record where each citation is: in an action, in a glossary term, or else in or after a paragraph."""
    uses: list[tuple[str, int, str, str]] = []
    place = ("", "")
    for node in doctree.findall(nodes.Element):
        if isinstance(node, nodes.paragraph) and "ordinal" in node:
            place = (node["ids"][0], node["ordinal"])
        elif isinstance(node, pending_heard):
            anchor, called = _own_place(node) or place
            uses.extend((node["note"], point, anchor, called) for point in node["points"])
    app.env.domaindata["focalpoint"]["uses"][app.env.docname] = list(dict.fromkeys(uses))


def _own_place(node: nodes.Element) -> tuple[str, str] | None:
    """Anchor and name of the action or term a citation stands in."""
    parent = node.parent
    while parent is not None:
        if "called" in parent:
            return parent["ids"][0], parent["called"]
        if isinstance(parent, nodes.definition_list_item):
            term = parent.next_node(nodes.term)
            if term is not None and term["ids"]:
                return term["ids"][0], f"“{term.astext().strip()}”"
        parent = parent.parent
    return None


class ResolveHeard(SphinxPostTransform):
    """Turns each pending citation into links to the points of the note."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Replace; a note or point that does not exist is an error at the citation's line."""
        notes = self.env.domaindata["focalpoint"]["notes"]
        for node in list(self.document.findall(pending_heard)):
            docname, short, last = notes.get(node["note"], ("", "", 0))
            missing = [point for point in node["points"] if point > last]
            if missing:
                _report(
                    f"the note `{node['note']}` has no point {missing[0]}"
                    if docname
                    else f"no note is called `{node['note']}`",
                    node,
                )
                node.replace_self([])
                continue
            citation = nodes.inline("", "[", classes=["heard"])
            for lead, text, point in _spelled(short, node["points"]):
                citation += nodes.Text(lead)
                citation += make_refnode(
                    self.app.builder, self.env.docname, docname, f"point-{point}", nodes.inline(text, text)
                )
            citation += nodes.Text("]")
            node.replace_self(citation)


def _spelled(short: str, cited: list[int]) -> Iterator[tuple[str, str, int]]:
    """Yield the text before each link, the link's text and the point it leads to; runs of three or more are joined."""
    name = short.replace(" ", "\N{NO-BREAK SPACE}")
    parts = runs(cited)
    for place, run in enumerate(parts):
        lead = "" if place == 0 else " and " if place == len(parts) - 1 else ", "
        text = f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}"
        yield lead, text if place else f"{name}, {text}", run[0]


def _report(message: str, location: Any) -> None:
    LOGGER.error("%s", message, location=location, type="focalpoint", subtype="citation")


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
    """Yield every use of a point, in the order of the book."""
    uses = env.domaindata["focalpoint"]["uses"]
    for place in book_order(env):
        secnumbers: Any = env.toc_secnumbers.get(place.docname, {})
        for note, point, anchor, ordinal in uses.get(place.docname, ()):
            called = written_number(secnumbers, ordinal) if ordinal[:1].isdigit() else ordinal
            # A use before the chapter's first paragraph belongs to the chapter itself.
            yield Use(note, point, place.docname, anchor, called or env.titles[place.docname].astext())


def links_to(builder: Builder, docname: str, uses: Iterable[Use]) -> Iterator[nodes.Node]:
    """Yield links from a document to what rests on a point, with commas between them."""
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
    for listed in _point_lists(doctree):
        listed["classes"].append("points")
        for last, item in enumerate(listed.children, listed.get("start", 1)):
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
        for listed in _point_lists(self.document):
            for number, item in enumerate(listed.children, listed.get("start", 1)):
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
    """Add the citations of points, what collects them, the numbers of points, and the uses below each."""
    app.add_node(pending_heard)
    app.connect("doctree-read", collect_uses, 640)
    app.add_post_transform(ResolveHeard)
    app.connect("doctree-read", number_points, 620)
    app.add_post_transform(ShowUses)
