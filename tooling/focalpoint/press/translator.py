"""Writes a document as the plain HTML that the press lays out: footnotes at their calls, numbers in the open."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

BLOCK = "block-"
"""Begins the class by which a draft knows a block and its line."""


class PrintTranslator(HTML5Translator):
    """Sphinx's HTML writer without what only a screen needs."""

    def visit_document(self, node: nodes.document) -> None:
        """Remember the footnotes, since each is written where it is called."""
        self._notes = {anchor: note for note in node.findall(nodes.footnote) for anchor in note["ids"]}
        self._called: set[int] = set()
        super().visit_document(node)

    def visit_title(self, node: nodes.title) -> None:
        """Write the title; the chapter's own has its number and part before it."""
        if isinstance(node.parent, nodes.section) and isinstance(node.parent.parent, nodes.document):
            place: Any = self.builder.place  # type: ignore[attr-defined]  # the fragment builder's
            label = f"Annex {place.number}" if place.part_of_book == "annex" and place.number else place.number
            kind = "chapter-number annex" if place.part_of_book == "annex" else "chapter-number"
            if label and place.part_of_book != "front":
                self.body.append(f'<p class="{kind}">{escape(label)}</p>')
            if place.part and place.part_of_book == "body":
                self.body.append(f'<p class="part">{escape(place.part)}</p>')
        super().visit_title(node)

    def add_secnumber(self, node: Any) -> None:
        """Write a section's letter; the chapter's number stands above its title already."""
        if self.section_level > 1:
            for number in self.get_secnumber(node) or ():
                self.body.append(f'<span class="section-letter">{number}</span> ')

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """Write the note itself at its first call, a number that links to it at every other."""
        note = self._notes.get(node.get("refid", ""))
        if note is None:
            raise nodes.SkipNode
        if isinstance(_before(node), nodes.footnote_reference):
            self.body.append('<span class="between-calls">,</span>')
        anchor = escape(note["ids"][0])
        if id(note) in self._called:
            self.body.append(f'<a class="footnote-again" href="#{anchor}">{escape(node.astext())}</a>')
            raise nodes.SkipNode
        self._called.add(id(note))
        # A box cannot stand in a note at the foot of a page: its lines follow each other there.
        paragraphs = list(note.findall(nodes.paragraph))
        block = [name for name in (paragraphs[0]["classes"] if paragraphs else ()) if name.startswith(BLOCK)]
        self.body.append(f'<span class="{" ".join(["footnote", *block])}" id="{anchor}">')
        for place, paragraph in enumerate(paragraphs):
            if place:
                self.body.append(" ")
            for child in _printed(paragraph):
                child.walkabout(self)
        self.body.append("</span>")
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Nothing here: the note stands at its call."""
        raise nodes.SkipNode


def _printed(paragraph: nodes.paragraph) -> list[nodes.Node]:
    """Return what a note says in print: of a source whose title is a link not also the address, nor what follows it.

    The list of sources prints both.
    """
    linked: set[str] = set()
    for place, child in enumerate(paragraph.children):
        if isinstance(child, nodes.reference):
            address = child.get("refuri", "")
            if child.astext() == address and address in linked:
                kept = paragraph.deepcopy().children[:place]
                if isinstance(kept[-1], nodes.Text):
                    kept[-1] = nodes.Text(f"{kept[-1].removesuffix(', ')}.")
                return kept
            linked.add(address)
    return list(paragraph.children)


def _before(node: nodes.Node) -> nodes.Node | None:
    """What stands directly before a node in its parent."""
    place = node.parent.index(node)
    return node.parent[place - 1] if place else None
