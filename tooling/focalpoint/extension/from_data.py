"""Define the directive `{from-data}`, which shows a table or chart that assembly made from data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from focalpoint.assembly.generated_pages.from_data import FOLDER
from focalpoint.extension.blocks import MADE_ON

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

LOGGER = logging.getLogger(__name__)


class FromData(SphinxDirective):
    """Shows what the argument names; `name` is the label by which `{numref}` cites it."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"name": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the nodes of its Markdown, as if it were written on this line."""
        file = Path(self.env.srcdir) / FOLDER / f"{self.arguments[0]}.txt"
        self.env.note_dependency(str(file))
        if not file.is_file():
            # A preview reads a text that the checks have refused.
            LOGGER.error(
                "`%s` is nothing that is made from data",
                self.arguments[0],
                location=self.get_location(),
                type="focalpoint",
                subtype="data",
            )
            return []
        rows = StringList(file.read_text(encoding="utf-8").splitlines(), source=self.get_source_info()[0])
        holder = nodes.Element()
        self.state.nested_parse(rows, 0, holder)
        for made in holder.findall(nodes.Element):
            if made.line:
                made.line = self.lineno  # else a row of data counts as the line of the text that is as far down
        for shown in holder.children:
            if isinstance(shown, nodes.table | nodes.figure):
                shown[MADE_ON] = self.lineno
                self.add_name(shown)
        return list(holder.children)
