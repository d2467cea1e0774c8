"""Define the manual's domain: the names of its roles and directives, and its data about all documents."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from focalpoint.content.text.constructs import DIRECTIVES, ROLES
from focalpoint.extension.book_order import Place, iter_chapters
from focalpoint.extension.paragraphs import paragraph_number, written_number

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_ENDED = re.compile(r"[.!?…][\"'”’)\]]*\s+$")
ONE_BY_ONE = ("paragraphs", "actions", "notes")
"""Kinds of data with one entry for each item; each entry begins with the name of its document."""


BY_DOCUMENT = ("uses", "subjects")
"""Kinds of data with a list for each document."""


class PlaceRole(XRefRole):
    """Cites a chapter or an action by its name."""

    def __init__(self) -> None:
        super().__init__(warn_dangling=True)


class ParagraphRole(XRefRole):
    """Cites a paragraph by its label."""

    def __init__(self) -> None:
        super().__init__(lowercase=True, warn_dangling=True)


class FocalPointDomain(Domain):
    """Paragraphs, chapters, notes and boxes, and the citations of each."""

    name = "focalpoint"
    label = "Manual"
    roles: ClassVar[Any] = {}
    directives: ClassVar[Any] = {}
    dangling_warnings: ClassVar[dict[str, str]] = {
        "para": "no paragraph has the label `%(target)s`; put `(label)=` on the line before it",
        "chapter": "no chapter is called `%(target)s`; write the name of its file without .md",
        "action": "no action is called `%(target)s`; write its id",
        "action-place": "no action is called `%(target)s`; write its id",
    }
    initial_data: ClassVar[dict[str, Any]] = {
        "paragraphs": {},  # label → docname, anchor, ordinal
        "actions": {},  # action id → docname, anchor; anchor and ordinal of the paragraph before it
        "floats": {},  # docname → kind, anchor, handled
        "notes": {},  # note id → docname, short name, number of points
        "uses": {},  # docname → note id, point, anchor, ordinal
        "subjects": {},  # docname → subject, whether it is marked, anchor, ordinal
    }
    data_version = 3

    def clear_doc(self, docname: str) -> None:
        """Remove the data of a document that is read again or deleted."""
        for kind in ONE_BY_ONE:
            found = self.data[kind]
            for key in [key for key, value in found.items() if value[0] == docname]:
                del found[key]
        for kind in BY_DOCUMENT:
            self.data[kind].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Merge the data that another process read."""
        for kind in ONE_BY_ONE:
            self.data[kind].update({k: v for k, v in otherdata[kind].items() if v[0] in docnames})
        for kind in BY_DOCUMENT:
            self.data[kind].update({k: v for k, v in otherdata[kind].items() if k in docnames})

    def resolve_xref(  # noqa: PLR0913  (Sphinx calls it so)
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return the link for a role, or None if its target does not exist."""

        def link(docname: str, anchor: str, text: str, *classes: str) -> nodes.reference:
            return make_refnode(builder, fromdocname, docname, anchor, nodes.inline(text, text, classes=list(classes)))

        match typ:
            case "para" if target in self.data["paragraphs"]:
                docname, anchor, ordinal = self.data["paragraphs"][target]
                return link(docname, anchor, written_number(env.toc_secnumbers.get(docname, {}), ordinal), "para")
            case "action" if target in self.data["actions"]:
                docname, anchor, *_before = self.data["actions"][target]
                return link(docname, anchor, contnode.astext() if node["refexplicit"] else f"action {target}")
            case "action-place" if target in self.data["actions"]:
                docname, _box, anchor, ordinal = self.data["actions"][target]
                number = written_number(env.toc_secnumbers.get(docname, {}), ordinal)
                return link(docname, anchor, number, "para")
            case "chapter" if place := dict(iter_chapters(env)).get(target):
                text = _citation_of(env, place)
                return link(place.docname, "", text[0].upper() + text[1:] if begins_sentence(node) else text)
        return None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return nothing: links to labels, in the author's own words, are resolved by Sphinx."""
        return []


def _citation_of(env: BuildEnvironment, place: Place) -> str:
    title = env.titles[place.docname].astext()
    match place.part_of_book:
        case "body":
            return f"chapter {place.number}"
        case "annex" if place.number:
            return f"annex {place.number}"
    return title


def begins_sentence(node: nodes.Element) -> bool:
    """Return whether a node begins a sentence: it is first in its paragraph, or a sentence ends before it."""
    if not isinstance(node.parent, nodes.paragraph):
        return False
    behind = (nodes.footnote_reference, paragraph_number)
    before = node.parent.children[: node.parent.index(node)]
    text = "".join("" if isinstance(child, behind) else child.astext() for child in before)
    return not text.strip() or _ENDED.search(text) is not None


def setup_domain(app: Sphinx) -> None:
    """Add the domain, with the directives and roles of the language."""
    app.add_domain(FocalPointDomain)
    for directive in DIRECTIVES:
        if directive.code:
            app.add_directive_to_domain(FocalPointDomain.name, directive.name, _class_of(directive.code))
    for role in ROLES:
        if role.code:
            app.add_role_to_domain(FocalPointDomain.name, role.name, _class_of(role.code)())


def _class_of(code: str) -> Any:
    """Find the class `file:Class` of this room."""
    file, _, name = code.partition(":")
    return getattr(import_module(f"focalpoint.extension.{file}"), name)
