"""The role `{heard}`: cites points of a consultation note, and remembers where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from focalpoint.lists import points, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from focalpoint.vocabulary import Vocabulary

LOGGER = logging.getLogger(__name__)


class pending_heard(nodes.Inline, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """A citation of points of a note, until the note has been read."""


class HeardRole(SphinxRole):
    """`accra-2027 12, 14-16`: the note's id and its points."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The pending citation; one that is not of this form is an error at its line."""
        name, _, numbers = self.text.partition(" ")
        try:
            cited = points(numbers)
        except ValueError:
            _complain("write a note's id and its points, such as `accra-2027 12, 14-16`", self.get_location())
            return [], []
        node = pending_heard(note=name, points=cited)
        self.set_source_info(node)
        return [node], []


class ConsultedRole(SphinxRole):
    """`2026`: stands in a tree for the citation of a note that the edition may not carry, and tells only the year."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The words in the brackets of a citation."""
        known: Vocabulary = self.config.focalpoint_vocabulary
        text = f"[consultations with {known.focal_point.many}, {self.text}]"
        return [nodes.inline(text, text, classes=["heard"])], []


def collect_uses(app: Sphinx, doctree: nodes.document) -> None:
    """Remember where each citation stands: in an action, a glossary's term, or else in or after a paragraph."""
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
                _complain(
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
    """What stands before each link, the link's text, and the point it leads to; runs of three or more are joined."""
    name = short.replace(" ", "\N{NO-BREAK SPACE}")
    parts = runs(cited)
    for place, run in enumerate(parts):
        lead = "" if place == 0 else " and " if place == len(parts) - 1 else ", "
        text = f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}"
        yield lead, text if place else f"{name}, {text}", run[0]


def _complain(message: str, location: Any) -> None:
    LOGGER.error("%s", message, location=location, type="focalpoint", subtype="citation")


def setup_heard(app: Sphinx) -> None:
    """Add the citations of points, and what collects them."""
    app.add_node(pending_heard)
    app.connect("doctree-read", collect_uses, 640)
    app.add_post_transform(ResolveHeard)
