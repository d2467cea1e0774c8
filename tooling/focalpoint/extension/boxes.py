"""Define the boxes in the text: actions, practices, and passages under a handling label."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from focalpoint.assembly.clearing import CONSULTED
from focalpoint.content.consultation.handling import Edition
from focalpoint.lists import words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec
    from sphinx.writers.html5 import HTML5Translator

    from focalpoint.vocabulary import Vocabulary

LOGGER = logging.getLogger(__name__)

KEPT = "\N{NO-BREAK SPACE}"
"""A space at which no line breaks."""
SHORT = 24
"""Number of characters up to which the risk factors of an action are kept on one line."""


class box(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """A box; its class says whether it is an `action`, a `practice` or a `handling` passage."""


def visit_box(translator: HTML5Translator, node: box) -> None:
    """Open the box as a plain division: docutils' own container would meet a style of the theme."""
    translator.body.append(translator.starttag(node, "div"))


def depart_box(translator: HTML5Translator, node: box) -> None:
    """Close the box."""
    translator.body.append("</div>\n")


class Boxed(SphinxDirective):
    """Base class of the boxes: a line above, the body, a line below."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def line(self, text: str, kind: str) -> nodes.paragraph:
        """Parse one line of Markdown into a paragraph of the given class."""
        children, messages = self.parse_inline(text, lineno=self.lineno)
        paragraph = nodes.paragraph(text, "", *children, *messages, classes=[kind])
        self.set_source_info(paragraph)
        return paragraph

    def box(self, kind: str, name: str, *lines: nodes.Node) -> box:
        """Return an empty box of a kind; with a name, links can point at it."""
        made = box("", *lines, classes=[kind])
        if name:
            made["ids"].append(nodes.make_id(f"{kind}-{name}"))
            made["called"] = f"{kind} {name}"
        self.set_source_info(made)
        return made

    def taken(self) -> list[nodes.Node]:
        """Return the line that says what an action takes; none if its box does not say."""
        takes = self.options.get("takes", "")
        return [self.line(f"Estimate: {takes}", "action-with")] if takes else []

    def origin(self) -> tuple[str, str]:
        """Return the option `from` as citations: points of notes in brackets, and footnote calls for sources."""
        heard, sources = [], []
        for item in self.options.get("from", "").split(";"):
            if item.strip().startswith(f"{CONSULTED} "):
                heard.append(f"{{{CONSULTED}}}`{item.split()[1]}`")
            elif " " in item.strip():
                heard.append(f"{{heard}}`{item.strip()}`")
            elif item.strip():
                sources.append(item.strip())
        return " ".join(dict.fromkeys(heard)), f"{{footcite}}`{','.join(sources)}`" if sources else ""


class Action(Boxed):
    """One thing that an office or a ministry can do; the argument says it in one sentence.

    The option `ask`, the same as it is put to the ministry, is printed in the ministry's brief alone.
    """

    option_spec: ClassVar[OptionSpec] = dict.fromkeys(
        ("id", "challenge", "pillar", "ministries", "risk-factors", "effort", "from", "handling", "ask", "takes"),
        directives.unchanged,
    )

    def run(self) -> list[nodes.Node]:
        """Return the box: the effort, the action, the ministries to involve and the origin."""
        given = self.options
        known: Vocabulary = self.config.focalpoint_vocabulary
        label = [f"Action {given.get('id', '')}", known.efforts.get(given.get("effort", ""), "")]
        label.append(known.nouns.pillar.counted(words(given.get("pillar", ""))))
        heard, sources = self.origin()
        factors = known.factors_named(int(word) for word in words(given.get("risk-factors", "")) if word.isdecimal())
        below = [
            f"With: {known.ministries_named(asked)}" if (asked := words(given.get("ministries", ""))) else "",
            factors.replace(" ", KEPT) if len(factors) <= SHORT else factors,
            f"From:{KEPT}{heard}{sources}" if heard else f"Source{sources}" if sources else "",
        ]
        made = self.box(
            "action",
            given.get("id", ""),
            self.line(" · ".join(filter(None, label)), "action-label"),
            self.line(self.arguments[0], "action-text"),
        )
        made += self.parse_content_to_nodes()
        made += self.taken()
        made += self.line(f"{KEPT}· ".join(filter(None, below)).replace(" Source", f"{KEPT}Source"), "action-with")
        return [made]


class Practice(Boxed):
    """What a State did; the argument names the State or States."""

    option_spec: ClassVar[OptionSpec] = {"from": directives.unchanged, "handling": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the box: the State, the practice and the origin."""
        heard, sources = self.origin()
        label = f"Practice · {self.arguments[0]}{'' if heard else sources}"
        made = self.box("practice", "", self.line(label, "practice-label"))
        made += self.parse_content_to_nodes()
        if heard:
            made += self.line(f"From:{KEPT}{heard}{sources}", "practice-from")
        return [made]


class HandlingPassage(Boxed):
    """A passage for fewer readers than its chapter; it is in the tree only where the edition may carry it."""

    def run(self) -> list[nodes.Node]:
        """Return the passage under its label; report an error if the edition may not show it."""
        if not Edition(self.config.focalpoint_edition).may_show(self.arguments[0]):
            LOGGER.error(
                "this passage could not be withheld; put its fence at the left margin",
                location=self.get_location(),
                type="focalpoint",
                subtype="handling",
            )
            return []
        made = self.box("handling", "", self.line(self.arguments[0], "handling-label"))
        made += self.parse_content_to_nodes()
        return [made]


class PlainBox(Boxed):
    """A directive of the table of constructs that needs no code of its own: its name is the class of its box."""

    required_arguments = 0
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the box: its first line, if it has one, and its body."""
        name = self.name.rpartition(":")[2]  # without the domain's
        lines = [self.line(self.arguments[0], f"{name}-label")] if self.arguments else []
        made = self.box(name, "", *lines)
        made += self.parse_content_to_nodes()
        return [made]


def setup_boxes(app: Sphinx) -> None:
    """Add the box that actions, practices and handling passages are."""
    app.add_node(box, html=(visit_box, depart_box))
