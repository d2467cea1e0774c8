"""The manual's domain: what its roles and directives are called, and what it knows of all documents together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from focalpoint.extension.book_order import Place, iter_chapters
from focalpoint.extension.boxes import Action, HandlingPassage, Practice
from focalpoint.extension.briefs import BriefPassage, ByHand, Proposed, ReadMore, SmallPrint
from focalpoint.extension.catalogue import Catalogue, Catalogued
from focalpoint.extension.forms import BlankRole, Form, Lines
from focalpoint.extension.from_data import FromData
from focalpoint.extension.heard import ConsultedRole, HeardRole
from focalpoint.extension.language import LangRole
from focalpoint.extension.paragraphs import written_number
from focalpoint.extension.provenance import PointsUsed, RestsOn, RestsOnOne
from focalpoint.extension.sentence_case import begins_sentence
from focalpoint.extension.undoc import UndocRole

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

ONE_BY_ONE = ("paragraphs", "actions", "notes")
"""The data that have an entry for each thing, which begins with its document's name."""


class FocalPointDomain(Domain):
    """Paragraphs, chapters, notes and boxes, and the citations of each."""

    name = "focalpoint"
    label = "Manual"
    roles: ClassVar[Any] = {
        "para": XRefRole(lowercase=True, warn_dangling=True),
        "chapter": XRefRole(warn_dangling=True),
        "action": XRefRole(warn_dangling=True),
        "action-place": XRefRole(warn_dangling=True),
        "heard": HeardRole(),
        "consulted": ConsultedRole(),
        "undoc": UndocRole(),
        "lang": LangRole(),
        "blank": BlankRole(),
    }
    directives: ClassVar[Any] = {
        "action": Action,
        "brief": BriefPassage,
        "by-hand": ByHand,
        "practice": Practice,
        "handling": HandlingPassage,
        "proposed": Proposed,
        "read-more": ReadMore,
        "small-print": SmallPrint,
        "catalogue": Catalogue,
        "catalogued": Catalogued,
        "form": Form,
        "lines": Lines,
        "from-data": FromData,
        "points-used": PointsUsed,
        "rests-on": RestsOn,
        "rests-on-one": RestsOnOne,
    }
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
    }
    data_version = 2

    def clear_doc(self, docname: str) -> None:
        """Forget a document that is read again or gone."""
        for kind in ONE_BY_ONE:
            found = self.data[kind]
            for key in [key for key, value in found.items() if value[0] == docname]:
                del found[key]
        self.data["uses"].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for kind in ONE_BY_ONE:
            self.data[kind].update({k: v for k, v in otherdata[kind].items() if v[0] in docnames})
        self.data["uses"].update({k: v for k, v in otherdata["uses"].items() if k in docnames})

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
        """The link that a role stands for, or None where its target does not exist."""

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
                text = _called(env, place)
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
        """Nothing: a link to a label, in the author's own words, is Sphinx's to find."""
        return []


def _called(env: BuildEnvironment, place: Place) -> str:
    title = env.titles[place.docname].astext()
    match place.matter:
        case "body":
            return f"chapter {place.number}"
        case "annex" if place.number:
            return f"annex {place.number}"
    return title
