"""List subjects with the numbers of the paragraphs that speak of them, from marks and from terms of the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from focalpoint.extension.book_order import book_order, is_handout, is_note
from focalpoint.extension.paragraphs import written_number

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_BELONGS = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.table, nodes.figure)
"""What belongs to the numbered paragraph before it."""
_PASSED_OVER = (nodes.comment, nodes.target, nodes.system_message)


class index_mark(nodes.Invisible, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """The subjects of the paragraph, list or table that follows, until all paragraphs of the text are numbered."""


class pending_subjects(nodes.General, nodes.Element):  # noqa: N801
    """The index, until all documents have been read."""


class IndexMark(SphinxDirective):
    """The subjects of what follows, parted by semicolons."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the mark, which prints nothing."""
        return [index_mark(subjects=[one.strip() for one in self.arguments[0].split(";") if one.strip()])]


class SubjectIndex(SphinxDirective):
    """The index of all subjects."""

    def run(self) -> list[nodes.Node]:
        """Return the pending index."""
        return [pending_subjects()]


def collect_subjects(app: Sphinx, doctree: nodes.document) -> None:
    """Enter each mark and each term of a text into the domain, with its paragraph; take the marks out of the text."""
    env, found, current = app.env, [], None
    for node in list(doctree.findall(nodes.Element)):
        if isinstance(node, nodes.paragraph) and "ordinal" in node:
            current = node
        elif isinstance(node, index_mark):
            if place := _named(node, current):
                found += [(subject, True, place["ids"][0], place["ordinal"]) for subject in node["subjects"]]
        elif isinstance(node, addnodes.pending_xref) and node.get("reftype") == "term" and current:
            found.append((node["reftarget"], False, current["ids"][0], current["ordinal"]))
    for mark in list(doctree.findall(index_mark)):
        mark.parent.remove(mark)
    if not (is_note(env.docname) or is_handout(env.docname)):
        env.domaindata["focalpoint"]["subjects"][env.docname] = list(dict.fromkeys(found))


def _named(mark: index_mark, before: nodes.paragraph | None) -> nodes.paragraph | None:
    """Find the paragraph that a mark names: the next one, or the one before the list or table that follows."""
    following: Any = mark.next_node(descend=False, siblings=True)
    while isinstance(following, (index_mark, *_PASSED_OVER)):
        following = following.next_node(descend=False, siblings=True)
    if isinstance(following, nodes.paragraph) and "ordinal" in following:
        return following
    return before if isinstance(following, _BELONGS) else None


Places = dict[str, list[tuple[str, str, str]]]
"""Subject → document, anchor and ordinal of each of its paragraphs."""


def subjects_in_order(env: BuildEnvironment) -> Places:
    """List the subjects by the alphabet, each with its paragraphs in the order of the book; front matter is left out.

    A term without a mark of its own name leads to the first paragraph of each chapter that uses it.
    """
    marked: Places = {}
    terms: Places = {}
    spelled: dict[str, str] = {}
    collected = env.domaindata["focalpoint"]["subjects"]
    for place in book_order(env):
        if place.part_of_book == "front":
            continue
        seen: set[str] = set()
        for subject, explicit, anchor, ordinal in collected.get(place.docname, ()):
            key = spelled.setdefault(subject.casefold(), subject)
            if explicit:
                marked.setdefault(key, []).append((place.docname, anchor, ordinal))
            elif key not in seen:
                seen.add(key)
                terms.setdefault(key, []).append((place.docname, anchor, ordinal))
    every = {**terms, **marked}
    return {subject: list(dict.fromkeys(every[subject])) for subject in sorted(every, key=str.casefold)}


class FillSubjects(SphinxPostTransform):
    """Fills in the index."""

    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        """Replace the pending index by a list."""
        for pending in list(self.document.findall(pending_subjects)):
            items = [self._item(subject, places) for subject, places in subjects_in_order(self.env).items()]
            pending.replace_self(nodes.bullet_list("", *items, classes=["subject-index"]) if items else [])

    def _item(self, subject: str, places: list[tuple[str, str, str]]) -> nodes.list_item:
        line = nodes.paragraph("", "", nodes.Text(f"{subject[0].upper()}{subject[1:]}"))
        for docname, anchor, ordinal in places:
            number = written_number(self.env.toc_secnumbers.get(docname, {}), ordinal)
            shown = nodes.inline(number, number, classes=["para"])
            line += [nodes.Text(", "), make_refnode(self.app.builder, self.env.docname, docname, anchor, shown)]
        return nodes.list_item("", line)


def setup_subjects(app: Sphinx) -> None:
    """Add what collects the subjects of each text, after its paragraphs are numbered, and what lists them."""
    app.add_node(index_mark)
    app.add_node(pending_subjects)
    app.add_post_transform(FillSubjects)
    app.connect("doctree-read", collect_subjects, 645)
