"""Name for each cell of a table the head cells it stands under."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pydyf import Array  # type: ignore[import-untyped]

from focalpoint.press.tagging.structure_tree import Element, TagTree

SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
"""What a head cell's scope in HTML is in PDF."""


def head_tables(tree: TagTree) -> None:
    """Give every head cell its scope and ID, and every cell its heads."""
    found = (element for element in tree.root.below() if element.kind == "Table")
    for number, table in enumerate(found, 1):
        _head(tree, table, number)


def _head(tree: TagTree, table: Element, number: int) -> None:
    columns: dict[int, list[object]] = defaultdict(list)
    rows: dict[int, list[object]] = defaultdict(list)
    cells = list(_grid(table))
    for cell, row, column in cells:
        if cell.kind != "TH":
            continue
        scope = SCOPES[cell.html.get("scope")]
        cell.about["Scope"] = scope
        tree.identify(cell, f"{number}:{row}:{column}")
        if scope == "/Column":
            for place in range(column, column + _span(cell, "ColSpan")):
                columns[place].append(cell.says["ID"])
        else:
            for place in range(row, row + _span(cell, "RowSpan")):
                rows[place].append(cell.says["ID"])
    for cell, row, column in cells:
        heads: list[object] = []
        for place in range(row, row + _span(cell, "RowSpan")):
            heads += [head for head in rows[place] if cell.kind == "TD" and head not in heads]
        for place in range(column, column + _span(cell, "ColSpan")):
            heads += [head for head in columns[place] if cell.about.get("Scope") != "/Column" and head not in heads]
        if heads:
            cell.about["Headers"] = Array(heads)


def _span(cell: Element, name: str) -> int:
    return int(cell.about.get(name, 1))


def _grid(table: Element) -> Iterator[tuple[Element, int, int]]:
    """Every cell with its row and column; a cell that spans several takes their places."""
    rows = [row for part in table.elements for row in ([part] if part.kind == "TR" else part.elements)]
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row.elements:
            while (number, column) in taken:
                column += 1
            yield cell, number, column
            width, height = _span(cell, "ColSpan"), _span(cell, "RowSpan")
            taken.update((number + below, column + right) for below in range(height) for right in range(width))
            column += width
