"""Define the tables that may stand on a turned page of the print edition, and what assembly made from data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.tables import ListTable, RSTTable
from docutils.statemachine import StringList
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from focalpoint.assembly.generated_pages.from_data import FOLDER
from focalpoint.extension.blocks import MADE_ON

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.util.typing import OptionSpec

LOGGER = logging.getLogger(__name__)
LANDSCAPE = "landscape"
"""Option of a table, and the class that it gives the table."""


class Table(RSTTable):
    """A table of pipes with a title and options."""

    option_spec: ClassVar[dict[str, Any]] = {**(RSTTable.option_spec or {}), LANDSCAPE: directives.flag}

    def run(self) -> list[nodes.table | nodes.system_message]:
        """Read the table."""
        return _turned(super().run(), self.options)


class RowsTable(ListTable):
    """A table written as a list of rows."""

    option_spec: ClassVar[dict[str, Any]] = {**(ListTable.option_spec or {}), LANDSCAPE: directives.flag}

    def run(self) -> list[nodes.table | nodes.system_message]:
        """Read the table."""
        return _turned(super().run(), self.options)


def _turned(made: Sequence[Any], options: Mapping[str, object]) -> list[Any]:
    """Give a table the class by which the press turns its page; the web edition shows it as any other."""
    if LANDSCAPE in options:
        made[0]["classes"].append(LANDSCAPE)
    return list(made)


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
