"""The catalogue of actions: where each stands, the list of them, and on the screen the form that filters it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from focalpoint.content.vocabulary import ANSWERED, EFFORTS, MINISTRIES, PILLARS, words
from focalpoint.extension.boxes import box

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec
    from sphinx.writers.html5 import HTML5Translator

QUESTIONS: dict[str, tuple[str, Mapping[str, str]]] = {
    "ministry": ("Ministry or body", MINISTRIES),
    "challenge": ("Challenge", ANSWERED),
    "pillar": ("Pillar", {pillar: pillar for pillar in PILLARS}),
    "effort": ("Effort", EFFORTS),
}
"""What the form asks: the label of each question, and its answers as each is shown."""

KEPT = "The address of this page keeps what you choose, so that you can send it on."


class catalogue_filter(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """The form; its `words` are those by which an action of the list is described, as the classes of its item."""


def collect_actions(app: Sphinx, doctree: nodes.document) -> None:
    """Enter each action into the domain: its box, and the paragraph it stands after."""
    actions = app.env.domaindata["focalpoint"]["actions"]
    before = ("", "")
    for node in doctree.findall(nodes.Element):
        if isinstance(node, nodes.paragraph) and "ordinal" in node:
            before = (node["ids"][0], node["ordinal"])
        elif isinstance(node, box) and "action" in node["classes"] and "called" in node:
            actions[node["called"].removeprefix("action ")] = (app.env.docname, node["ids"][0], *before)


class Catalogue(SphinxDirective):
    """The list of the actions that its body describes."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The form, and below it the list."""
        items = self.parse_content_to_nodes()
        found = {word for item in items if isinstance(item, nodes.list_item) for word in item["classes"]}
        return [catalogue_filter(words=sorted(found)), nodes.bullet_list("", *items, classes=["catalogue"])]


class Catalogued(SphinxDirective):
    """One action of a catalogue, by the words of the vocabulary; its body is what the reader sees."""

    has_content = True
    option_spec: ClassVar[OptionSpec] = dict.fromkeys(QUESTIONS, directives.unchanged)

    def run(self) -> list[nodes.Node]:
        """The item of the list, with a class for each of its words."""
        classes = [f"{name}-{word}" for name in QUESTIONS for word in words(self.options.get(name, ""))]
        return [nodes.list_item("", *self.parse_content_to_nodes(), classes=classes)]


def visit_filter(translator: HTML5Translator, node: catalogue_filter) -> None:
    """Write the form, which a script shows: without one there is nothing that it could do."""
    translator.body.append('<form class="catalogue-filter" aria-label="Choose among the actions" hidden>\n')
    translator.body += (_select(name, node["words"]) for name in QUESTIONS)
    translator.body.append('<button type="reset">Show all</button>\n')
    translator.body.append(f"<p>{KEPT}</p>\n</form>\n")
    translator.body.append('<p class="catalogue-count" role="status" hidden></p>\n')


def leave_filter(translator: HTML5Translator, node: catalogue_filter) -> None:
    """Nothing: the form was written whole."""


def _select(name: str, found: list[str]) -> str:
    label, answers = QUESTIONS[name]
    options = "".join(_option(word, shown) for word, shown in answers.items() if f"{name}-{word}" in found)
    return f'<label>{escape(label)} <select name="{name}">{_option("", "any")}{options}</select></label>\n'


def _option(word: str, shown: str) -> str:
    return f'<option value="{escape(word)}">{escape(shown)}</option>'


def setup_catalogue(app: Sphinx) -> None:
    """Add the form that filters the catalogue, and what collects the actions."""
    app.add_node(catalogue_filter, html=(visit_filter, leave_filter))
    app.connect("doctree-read", collect_actions, 640)
