"""Mark the passages of a chapter that its brief repeats, and fill in the brief what only Sphinx can number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from focalpoint.assembly.generated_pages.briefs import LISTING
from focalpoint.assembly.generated_pages.pocket import FOLDER as POCKET_FOLDER
from focalpoint.assembly.generated_pages.pocket import PAGE as POCKET_PAGE
from focalpoint.content.manual import ACTIONS
from focalpoint.extension.book_order import is_handout
from focalpoint.extension.boxes import Boxed
from focalpoint.extension.paragraphs import written_number
from focalpoint.extension.points import pending_heard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec

    from focalpoint.vocabulary import Vocabulary

CITED = " What stands in brackets, a place with a year and a number, is a point of a consultation’s note."
TAGGED = "in-brief"
"""Attribute of the nodes of a tagged passage; it is not printed."""


class pending_more(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """Where to read more, until the chapter has been read and numbered."""


class pending_place(nodes.Inline, nodes.TextElement):  # noqa: N801
    """The text of a link to another document, until the address is known."""


class BriefPassage(SphinxDirective):
    """A passage that the chapter's brief repeats; in the chapter it prints as if it were not tagged."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the passage, marked."""
        found = self.parse_content_to_nodes()
        for node in found:
            if isinstance(node, nodes.Element):
                node[TAGGED] = self.arguments[0]
        return found


class PocketPassage(SphinxDirective):
    """A passage that the pocket edition repeats; in the chapter it prints as if it were not tagged."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the passage."""
        return self.parse_content_to_nodes()


class Proposed(Boxed):
    """An action as a brief proposes it: what it takes, what to do, with whom else."""

    option_spec: ClassVar[OptionSpec] = dict.fromkeys(
        ("id", "chapter", "effort", "with", "takes"), directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        """Return the box; its label links to the action in the manual."""
        given = self.options
        name = f"Action {given['id']}"
        label = nodes.paragraph("", "", classes=["action-label"])
        label += pending_place("", name, about=given["chapter"], anchor=nodes.make_id(f"action-{given['id']}"))
        said = [given["effort"], *([f"with {given['with']}"] if given.get("with") else [])]
        label += nodes.Text("".join(f" · {words}" for words in said))
        made = self.box("action", "", label, self.line(self.arguments[0], "action-text"))
        made += self.parse_content_to_nodes()
        made += self.taken()
        return [made]


class SmallPrint(Boxed):
    """One line in small type."""

    has_content = False
    kind: ClassVar[str] = "small-print"

    def run(self) -> list[nodes.Node]:
        """Return the line."""
        return [self.line(self.arguments[0], self.kind)]


class ByHand(SmallPrint):
    """A line to write on; the argument says what belongs there."""

    kind = "by-hand"


class ReadMore(SphinxDirective):
    """The sections of a chapter, by its docname, that the brief does not repeat, with their paragraphs' numbers."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the pending list; the page is read again when the chapter changes."""
        self.env.note_dependency(self.env.doc2path(self.arguments[0]))
        return [pending_more(about=self.arguments[0])]


class FillBriefs(SphinxPostTransform):
    """Fills in the numbers in a brief."""

    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        """Replace what is pending."""
        for place in list(self.document.findall(pending_place)):
            place.replace_self(self._to(place["about"], place["anchor"], place.astext()))
        for more in list(self.document.findall(pending_more)):
            more.replace_self(self._more(more["about"]))

    def _to(self, docname: str, anchor: str, words: str) -> nodes.Node:
        shown = nodes.inline(words, words, classes=["para"])
        return make_refnode(self.app.builder, self.env.docname, docname, anchor, shown)

    def _more(self, docname: str) -> nodes.Node:
        """Return a paragraph with the chapter, and its sections with the numbers of their paragraphs."""
        number = written_number(self.env.toc_secnumbers.get(docname, {}), "").rstrip(".")
        made = nodes.paragraph("", "", self._to(docname, "", f"Chapter {number}"), classes=["read-more"])
        made += nodes.Text(f" of the manual, “{self.env.titles[docname].astext()}”")
        for place, (title, first, last) in enumerate(self._sections(docname)):
            made += [nodes.Text("; " if place else ": "), self._numbers(docname, first, last), nodes.Text(f" {title}")]
        made += nodes.Text(f".{CITED if any(self.document.findall(pending_heard)) else ''}")
        return made

    def _numbers(self, docname: str, first: str, last: str) -> nodes.Node:
        chapter: Any = self.env.toc_secnumbers.get(docname, {})
        numbers = [written_number(chapter, ordinal) for ordinal in dict.fromkeys((first, last))]
        return self._to(docname, f"p{first}", "–".join(numbers))

    def _sections(self, docname: str) -> Iterator[tuple[str, str, str]]:
        """Yield title, first and last paragraph of the sections that the brief does not repeat, practices apart."""
        known: Vocabulary = self.config.focalpoint_vocabulary
        peer = known.brief.holding("practice") if known.brief else ""
        for section in self.env.get_doctree(docname).findall(nodes.section):
            ordinals = [node["ordinal"] for node in section.findall(nodes.paragraph) if "ordinal" in node]
            tagged = any(node.get(TAGGED, peer) != peer for node in section.findall(nodes.Element))
            if ordinals and not tagged and isinstance(section.parent.parent, nodes.document):
                yield section[0].astext(), ordinals[0], ordinals[-1]


class LinkBriefs(SphinxPostTransform):
    """Links a chapter's web page to its brief, a brief's page to its PDF, and the list of briefs to every PDF."""

    default_priority = 20  # Once the list's links are there.
    builders = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Add the links."""
        docname, fields = self.env.docname, self.env.metadata[self.env.docname]
        if "brief-of" in fields:
            link = _link_to_file(f"{docname.rpartition('/')[2]}.pdf", TWO_PAGES, self.env.titles[docname].astext())
            _insert_below_title(self.document, nodes.Text("For print: "), link, *self._beside(docname, fields))
        elif docname == LISTING:
            for item in self.document.findall(nodes.list_item):
                link = next(item.findall(nodes.reference))
                name = link["refuri"].rpartition("/")[2].partition(".")[0]
                line = item.next_node(nodes.paragraph)
                assert line is not None
                line += [nodes.Text(" ("), _link_to_file(f"{name}.pdf", TWO_PAGES, link.astext()), nodes.Text(")")]
        elif brief := next((name for name, of in self._briefs() if of == docname), ""):
            title = self.env.titles[brief].astext()
            link = make_refnode(self.app.builder, docname, brief, "", nodes.inline(title, title))
            _insert_below_title(self.document, link, nodes.Text(", two pages"))

    def _beside(self, docname: str, fields: Mapping[str, Any]) -> Iterator[nodes.Node]:
        """Yield links from a brief's page to what else the manual has for the ministry: its chapter, its actions."""
        chapter = fields["brief-of"]
        number = written_number(self.env.toc_secnumbers.get(chapter, {}), "").rstrip(".")
        words = f"{f'Chapter {number}, ' if number else ''}{self.env.titles[chapter].astext()}"
        yield nodes.Text(" · ")
        yield make_refnode(self.app.builder, docname, chapter, "", nodes.inline("", words))
        known: Vocabulary = self.config.focalpoint_vocabulary
        if ACTIONS not in self.env.found_docs:
            return
        catalogue = self.app.builder.get_relative_uri(docname, ACTIONS)
        for word in filter(None, (part.strip() for part in str(fields.get("addressed", "")).split(","))):
            shown = nodes.inline("", f"All actions: {known.ministries[word].label}")
            yield nodes.Text(" · ")
            yield nodes.reference("", "", shown, refuri=f"{catalogue}#ministry={word}", internal=True)

    def _briefs(self) -> Iterator[tuple[str, str]]:
        for docname in sorted(filter(is_handout, self.env.found_docs)):
            yield docname, self.env.metadata[docname].get("brief-of", "")


class LinkPocket(SphinxPostTransform):
    """Links the web page of the pocket edition to its PDF."""

    default_priority = 20
    builders = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Add the link."""
        if self.env.docname == POCKET_PAGE:
            link = _link_to_file(f"{POCKET_FOLDER}.pdf", "PDF, A5", self.env.titles[POCKET_PAGE].astext())
            _insert_below_title(self.document, nodes.Text("For print: "), link)


def _insert_below_title(document: nodes.document, *words: nodes.Node) -> None:
    """Insert a line below the opening of a page."""
    title = next(iter(document.findall(nodes.title)))
    opening = [node for node in title.parent if isinstance(node, nodes.paragraph) and OPENING & {*node["classes"]}]
    last = opening[-1] if opening else title
    title.parent.insert(title.parent.index(last) + 1, nodes.paragraph("", "", *words, classes=["to-brief"]))


OPENING = {"question", "readers"}
"""Classes of the lines below a title."""
TWO_PAGES = "PDF, two pages"


def _link_to_file(name: str, shown: str, title: str) -> nodes.Node:
    """Return a link to a PDF beside the page; screen readers also hear its title in a list of links."""
    told = nodes.inline("", f": {title}", classes=["visually-hidden"])
    return nodes.reference("", "", nodes.inline("", shown), told, refuri=name, internal=True)


def setup_briefs(app: Sphinx) -> None:
    """Add what fills in the briefs, and what links to them and to the pocket edition."""
    app.add_node(pending_more)
    app.add_node(pending_place)
    app.add_post_transform(FillBriefs)
    app.add_post_transform(LinkBriefs)
    app.add_post_transform(LinkPocket)
