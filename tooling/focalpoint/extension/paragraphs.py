"""Number the paragraphs of each chapter: 3.12 is the twelfth of chapter 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from focalpoint.content.text.contents import ordinal
from focalpoint.extension.book_order import is_handout, is_note
from focalpoint.extension.boxes import box

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

UNNUMBERED = frozenset({"question", "readers", "handling-label"})


class paragraph_number(nodes.Inline, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """The number at the head of a paragraph; holds its `ordinal`, the chapter's number is added when it is written."""


def number_paragraphs(app: Sphinx, doctree: nodes.document) -> None:
    """Number every paragraph that stands in a section itself, not in a list, table, box or figure.

    A paragraph of a handling passage takes the number before it and a letter (4a, 4b): an edition without the passage
    then numbers all others alike.
    """
    env = app.env
    if env.docname == app.config.root_doc or is_note(env.docname) or is_handout(env.docname):
        return
    labels = env.domaindata["focalpoint"]["paragraphs"]
    count, letters = 0, 0
    for paragraph, handled in _paragraphs(doctree):
        count, letters = (count, letters + 1) if handled else (count + 1, 0)
        number = ordinal(count, letters)
        paragraph["classes"].append("numbered")
        paragraph["ordinal"] = number
        paragraph["ids"].insert(0, f"p{number}")
        paragraph.insert(0, paragraph_number(ordinal=number, target=f"p{number}"))
        for name in paragraph["names"]:
            labels[name] = (env.docname, f"p{number}", number)


def _paragraphs(parent: nodes.Element, handled: bool = False) -> Iterator[tuple[nodes.paragraph, bool]]:
    for child in parent.children:
        if isinstance(child, nodes.section):
            yield from _paragraphs(child, handled)
        elif isinstance(child, box) and "handling" in child["classes"]:
            yield from _paragraphs(child, True)
        elif isinstance(child, nodes.paragraph) and not UNNUMBERED.intersection(child["classes"]):
            yield child, handled


def visit_paragraph_number(translator: HTML5Translator, node: paragraph_number) -> None:
    """Write the number as a link to the paragraph itself, so that a reader can copy its address."""
    number = written_number(translator.builder.secnumbers, node["ordinal"])
    translator.body.append(
        f'<a class="paragraph-number" href="#{node["target"]}" title="Link to paragraph {number}">{number}</a> '
    )
    raise nodes.SkipNode


def depart_paragraph_number(translator: HTML5Translator, node: paragraph_number) -> None:
    """Do nothing: the number was written whole."""


def written_number(secnumbers: Mapping[str, tuple[str | int, ...]], ordinal: str) -> str:
    """Return a paragraph's number, with the chapter's number before it if the chapter has one."""
    return ".".join([*map(str, secnumbers.get("", ())), ordinal])


def setup_paragraphs(app: Sphinx) -> None:
    """Add the number of a paragraph, and what numbers the paragraphs of each text."""
    app.add_node(paragraph_number, html=(visit_paragraph_number, depart_paragraph_number))
    app.connect("doctree-read", number_paragraphs, 610)
