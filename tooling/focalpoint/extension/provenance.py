"""Fill the tables of the Secretariat's provenance page: paragraphs by point, and points by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from focalpoint.assembly.generated_pages.provenance import only_one
from focalpoint.extension.points import Use, links_to, pending_heard, uses_in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx.application import Sphinx

NOTHING = "Nothing rests on a consultation here."
NOBODY_ALONE = "No paragraph rests on one government alone."
NO_ENTRY = "–"


class pending_table(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """A table of uses, until all documents have been read."""


class UsesTable(SphinxDirective):
    """Base class of the three tables, which are filled in when all documents have been read."""

    required_arguments = 1
    kind: ClassVar[str]

    def run(self) -> list[nodes.Node]:
        """Return the pending table."""
        table = pending_table(kind=self.kind, about=self.arguments[0] if self.arguments else "")
        self.set_source_info(table)
        return [table]


class PointsUsed(UsesTable):
    """The used points of one note, by its id, and what rests on each."""

    kind = "points"


class RestsOn(UsesTable):
    """The paragraphs of one chapter, by its docname, and the points that each rests on."""

    kind = "chapter"


class RestsOnOne(UsesTable):
    """The paragraphs that rest on one member alone; each line of the body is a note's id and who took part in it."""

    required_arguments = 0
    has_content = True
    kind = "one"

    def run(self) -> list[nodes.Node]:
        """Return the pending table, with the members of each note: `lima-2026: Ghana; Peru`."""
        (table,) = super().run()
        assert isinstance(table, pending_table)
        lines = (line.partition(":") for line in self.content if line.strip())
        table["heard"] = {note.strip(): [name.strip() for name in names.split(";")] for note, _, names in lines}
        return [table]


class FillTables(SphinxPostTransform):
    """Fills in the tables, with the printed numbers of paragraphs."""

    default_priority = 4  # Before citations are resolved: the tables contain some.

    def run(self, **kwargs: Any) -> None:
        """Replace each pending table; one without a row says so in words."""
        tables: dict[str, Callable[[pending_table], nodes.Node]] = {
            "points": self._points,
            "chapter": self._chapter,
            "one": self._one,
        }
        for node in list(self.document.findall(pending_table)):
            node.replace_self(tables[node["kind"]](node))

    def _points(self, node: pending_table) -> nodes.Node:
        by_point: dict[int, list[Use]] = {}
        for use in uses_in_order(self.env):
            if use.note == node["about"]:
                by_point.setdefault(use.point, []).append(use)
        rows = []
        for point, uses in sorted(by_point.items()):
            actions = [use._replace(called=use.called.removeprefix("action ")) for use in uses if use.action]
            others = [use for use in uses if not use.action]
            rows.append([self._point(node["about"], point), self._places(others), self._places(actions)])
        return table(("Point", "Paragraphs", "Actions"), (14, 54, 32), rows) if rows else sentence(NOTHING)

    def _chapter(self, node: pending_table) -> nodes.Node:
        places = by_place(use for use in uses_in_order(self.env) if use.docname == node["about"])
        rows = [[self._places(uses[:1]), cited(uses)] for uses in places]
        return table(("Paragraph", "Rests on"), (22, 78), rows) if rows else sentence(NOTHING)

    def _one(self, node: pending_table) -> nodes.Node:
        rows: list[list[list[nodes.Node]]] = []
        for uses in by_place(uses_in_order(self.env)):
            member = only_one((use.note for use in uses), node["heard"])
            if member:
                rows.append([self._places(uses[:1]), [nodes.Text(member)], cited(uses)])
        return table(("Paragraph", "Member", "Rests on"), (22, 30, 48), rows) if rows else sentence(NOBODY_ALONE)

    def _places(self, uses: Sequence[Use]) -> list[nodes.Node]:
        return list(links_to(self.app.builder, self.env.docname, uses)) or [nodes.Text(NO_ENTRY)]

    def _point(self, note: str, point: int) -> list[nodes.Node]:
        docname = self.env.domaindata["focalpoint"]["notes"].get(note, ("",))[0]
        shown = nodes.inline("", f"{point}")
        return [make_refnode(self.app.builder, self.env.docname, docname, f"point-{point}", shown)]


def by_place(uses: Iterable[Use]) -> list[list[Use]]:
    """Group the uses by paragraph, action or term, in order."""
    places: dict[tuple[str, str], list[Use]] = {}
    for use in uses:
        places.setdefault((use.docname, use.anchor), []).append(use)
    return list(places.values())


def cited(uses: Sequence[Use]) -> list[nodes.Node]:
    """Return the points that one place rests on, as citations."""
    points: dict[str, set[int]] = {}
    for use in uses:
        points.setdefault(use.note, set()).add(use.point)
    return list(_apart(pending_heard(note=note, points=sorted(numbers)) for note, numbers in points.items()))


def _apart(citations: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    for place, citation in enumerate(citations):
        if place:
            yield nodes.Text(" ")
        yield citation


def sentence(text: str) -> nodes.paragraph:
    """Return a paragraph of plain words."""
    return nodes.paragraph(text, text)


def table(heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[list[nodes.Node]]]) -> nodes.table:
    """Return a table like those of `list-table`, with a row and a column of heads."""
    group = nodes.tgroup(cols=len(widths))
    stub, *others = (nodes.colspec(colwidth=width) for width in widths)
    stub["stub"] = True
    group += [stub, *others]
    group += nodes.thead("", _row([nodes.Text(head)] for head in heads))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group, classes=["colwidths-given"])


def _row(cells: Iterable[list[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))


def setup_provenance(app: Sphinx) -> None:
    """Add the tables of uses."""
    app.add_node(pending_table)
    app.add_post_transform(FillTables)
