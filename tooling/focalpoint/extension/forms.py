"""Define forms to fill in: the box `{form}`, a blank in a line, and ruled lines to write on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

from focalpoint.content.text.forms import DOWNLOADS, MOST_LINES
from focalpoint.extension.boxes import Boxed, box

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec


class pending_download(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """Place of the link to a form as a Word file; only the web edition has the link."""


class BlankRole(SphinxRole):
    """A blank to fill in; the words say what belongs there."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words in brackets, after a rule."""
        return [nodes.inline(self.rawtext, f"({self.text.strip()})", classes=["to-fill"])], []


class Lines(SphinxDirective):
    """A number of ruled lines."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a line block of empty lines."""
        count = min(directives.positive_int(self.arguments[0]), MOST_LINES)
        return [nodes.line_block("", *(nodes.line() for _ in range(count)), classes=["write-here"])]


class Form(Boxed):
    """A form by its title; `file` is the name under which it is offered as a Word file."""

    option_spec: ClassVar[OptionSpec] = {"file": directives.unchanged, "handling": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the box: title, what is to be filled in, and the place of the link."""
        made = self.box("form", "", self.line(self.arguments[0], "form-title"))
        made += self.parse_content_to_nodes()
        made += pending_download(file=self.options.get("file", ""), title=self.arguments[0])
        return [made]


def give_forms_room(app: Sphinx, doctree: nodes.document) -> None:
    """Mark what needs room in print: the sections with a form, and the lines of the form with a blank."""
    for form in doctree.findall(box):
        if "form" in form["classes"] and isinstance(form.parent, nodes.section):
            form.parent["classes"].append("with-form")
            for blank in form.findall(nodes.inline):
                if "to-fill" in blank["classes"]:
                    _give_line_room(blank)


def _give_line_room(blank: nodes.inline) -> None:
    """Mark the line of a blank; a blank with no text after it extends to the end of the line."""
    line = blank.parent
    assert line is not None
    if "with-blanks" not in line["classes"]:
        line["classes"].append("with-blanks")
    if not any(node.astext().strip(" .") for node in line[line.index(blank) + 1 :]):
        blank["classes"].append("to-the-end")


class LinkDownloads(SphinxPostTransform):
    """Adds the links to Word files to the web edition, and removes their places from the others."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Replace each pending link."""
        for node in list(self.document.findall(pending_download)):
            if self.app.builder.name == "html":
                node.replace_self(self._link(node))
            else:
                node.parent.remove(node)

    def _link(self, node: pending_download) -> nodes.paragraph:
        up = "../" * self.env.docname.count("/")
        words = f"{node['title']} as a Word file"
        link = nodes.reference(words, words, refuri=f"{up}{DOWNLOADS}/{node['file']}.docx", internal=True)
        return nodes.paragraph("", "", link, classes=["form-download"])


def setup_forms(app: Sphinx) -> None:
    """Add the links to forms, and the room that forms have."""
    app.add_node(pending_download)
    app.connect("doctree-read", give_forms_room, 605)
    app.add_post_transform(LinkDownloads)
