"""Define the tables that may stand on a turned page of the print edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.tables import ListTable, RSTTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes

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
