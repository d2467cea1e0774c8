"""Build the catalogue of actions: its list, the place of each action, and the form that filters the list on screen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from focalpoint.extension.boxes import box
from focalpoint.lists import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec
    from sphinx.writers.html5 import HTML5Translator

    from focalpoint.vocabulary import Vocabulary

QUESTIONS = ("ministry", "challenge", "pillar", "effort")
"""The questions of the form, by the options in which an action answers them."""

KEPT = "The address of this page keeps what you choose, so that you can send it on."


class catalogue_filter(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """The form; its `words` are those by which an action of the list is described, as the classes of its item.

    `questions` has for each question its label and its answers, each with what is shown of it.
    """


def collect_actions(app: Sphinx, doctree: nodes.document) -> None:
    """Enter each action into the domain: its box, and the paragraph before it."""
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
        """Return the form, and below it the list."""
        items = self.parse_content_to_nodes()
        found = {word for item in items if isinstance(item, nodes.list_item) for word in item["classes"]}
        questions = _questions(self.config.focalpoint_vocabulary)
        form = catalogue_filter(words=sorted(found), questions=questions, many=len(items))
        return [form, nodes.bullet_list("", *items, classes=["catalogue"])]


class Catalogued(SphinxDirective):
    """One action of a catalogue, by the words of the vocabulary; its body is what the reader sees."""

    has_content = True
    option_spec: ClassVar[OptionSpec] = dict.fromkeys(QUESTIONS, directives.unchanged)

    def run(self) -> list[nodes.Node]:
        """Return the list item, with a class for each of its words."""
        classes = [f"{name}-{word}" for name in QUESTIONS for word in words(self.options.get(name, ""))]
        return [nodes.list_item("", *self.parse_content_to_nodes(), classes=classes)]


def visit_filter(translator: HTML5Translator, node: catalogue_filter) -> None:
    """Write the form, which the style sheet shows where scripts run, with the count that the script then keeps."""
    translator.body.append('<form class="catalogue-filter" aria-label="Choose among the actions">\n')
    translator.body += (
        _select(name, label, answers, node["words"]) for name, (label, answers) in node["questions"].items() if answers
    )
    translator.body.append('<button type="reset">Show all</button>\n')
    translator.body.append(f"<p>{KEPT}</p>\n</form>\n")
    many = node["many"]
    translator.body.append(f'<p class="catalogue-count" role="status">{many} of {many} actions.</p>\n')


def leave_filter(translator: HTML5Translator, node: catalogue_filter) -> None:
    """Do nothing: the form was written whole."""


def _questions(known: Vocabulary) -> dict[str, tuple[str, dict[str, str]]]:
    """Return the questions for which the vocabulary has words: the label of each, and its answers as they are shown."""
    nouns = known.nouns
    return {
        "ministry": (nouns.ministry.title, {word: ministry.label for word, ministry in known.ministries.items()}),
        "challenge": (nouns.challenge.title, {word: one.label for word, one in known.challenges.items()}),
        "pillar": (nouns.pillar.title, {pillar: pillar for pillar in known.pillars}),
        "effort": ("Effort", dict(known.efforts)),
    }


def _select(name: str, label: str, answers: Mapping[str, str], found: list[str]) -> str:
    options = "".join(_option(word, shown) for word, shown in answers.items() if f"{name}-{word}" in found)
    return f'<label>{escape(label)} <select name="{name}">{_option("", "any")}{options}</select></label>\n'


def _option(word: str, shown: str) -> str:
    return f'<option value="{escape(word)}">{escape(shown)}</option>'


def setup_catalogue(app: Sphinx) -> None:
    """Add the form that filters the catalogue, and what collects the actions."""
    app.add_node(catalogue_filter, html=(visit_filter, leave_filter))
    app.connect("doctree-read", collect_actions, 640)
