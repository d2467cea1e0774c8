"""Give each element its type and attributes, where WeasyPrint says less than the HTML does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pydyf import Array, String  # type: ignore[import-untyped]

from focalpoint.press.tagging.structure_tree import Element, LinkAnnotation, Mark, TagTree

POINTS_PER_PIXEL = 0.75


def assign_roles(tree: TagTree) -> None:
    """Set languages, expansions, picture boxes, glossary terms and the table of contents."""
    language = str(tree.document.metadata.lang or "")
    for element in tree.root.below():
        _set_language(element, language)
        if element.kind == "Figure":
            _convert_box(tree, element)
        elif element.kind == "L":
            _pair_terms(element)
        _tag_contents(tree, element)


def _set_language(element: Element, language: str) -> None:
    """Set the language of a phrase and the expansion of an abbreviation."""
    if element.html is None or element.source != element.html.tag:
        return
    given = element.html.get("lang")
    if given and given != language:
        element.entries["Lang"] = String(given)
        language = given
    if element.source == "abbr" and element.html.get("title"):
        element.kind = "Span"
        element.entries["E"] = String(element.html.get("title"))


def _convert_box(tree: TagTree, figure: Element) -> None:
    """Convert the box of a picture from pixels from the top of the page to points from its foot."""
    height = tree.document.pages[figure.page].height
    left, top, right, bottom = figure.attributes["BBox"]
    corners = (left, height - bottom, right, height - top)
    figure.attributes["BBox"] = Array(round(value * POINTS_PER_PIXEL, 2) for value in corners)


def _pair_terms(terms: Element) -> None:
    """Join each term with its explanation into one list item; WeasyPrint makes an item of each."""
    for item, following in pairwise(terms.elements):
        term, body = _only(item), _only(following)
        if term is not None and body is not None and (term.source, body.source) == ("dt", "dd"):
            term.kind = "Lbl"
            notes = [kid for kid in term.elements if kid.kind == "Note"]
            term.kids = [kid for kid in term.kids if kid not in notes]
            body.kids = [*notes, *body.kids]
            item.kids.append(body)
            terms.kids.remove(following)


def _only(item: Element) -> Element | None:
    """Return the only element of an item."""
    return item.elements[0] if len(item.kids) == 1 and item.elements else None


def _tag_contents(tree: TagTree, element: Element) -> None:
    """Tag the table of contents: a group for each part, an entry for each chapter."""
    if element.has_class("contents-group"):
        element.kind = "TOC"
    elif element.has_class("contents-part"):
        element.kind = "Caption"
    elif element.has_class("contents-list"):
        element.kind = "NonStruct"
        for entry in element.elements:
            _tag_entry(tree, entry)


def _tag_entry(tree: TagTree, entry: Element) -> None:
    """Make one link of number, title and page; WeasyPrint makes three inside the one around them."""
    around, *inside = (leaf for leaf in entry.leaves() if isinstance(leaf, LinkAnnotation))
    for link in inside:
        tree.unlink(link)
    marks = [leaf for leaf in entry.leaves() if isinstance(leaf, Mark)]
    entry.kind = "TOCI"
    entry.kids = [Element("Reference", entry.page, [Element("Link", entry.page, [around, *marks])])]


SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
"""The scope of a head cell in PDF, by its scope in HTML."""


def tag_tables(tree: TagTree) -> None:
    """Give every head cell its scope and ID, and every cell its head cells."""
    found = (element for element in tree.root.below() if element.kind == "Table")
    for number, table in enumerate(found, 1):
        _tag_table(tree, table, number)


def _tag_table(tree: TagTree, table: Element, number: int) -> None:
    columns: dict[int, list[object]] = defaultdict(list)
    rows: dict[int, list[object]] = defaultdict(list)
    cells = list(_grid(table))
    for cell, row, column in cells:
        if cell.kind != "TH":
            continue
        scope = SCOPES[cell.html.get("scope")]
        cell.attributes["Scope"] = scope
        tree.identify(cell, f"{number}:{row}:{column}")
        if scope == "/Column":
            for place in range(column, column + _span(cell, "ColSpan")):
                columns[place].append(cell.entries["ID"])
        else:
            for place in range(row, row + _span(cell, "RowSpan")):
                rows[place].append(cell.entries["ID"])
    for cell, row, column in cells:
        heads: list[object] = []
        for place in range(row, row + _span(cell, "RowSpan")):
            heads += [head for head in rows[place] if cell.kind == "TD" and head not in heads]
        for place in range(column, column + _span(cell, "ColSpan")):
            heads += [
                head for head in columns[place] if cell.attributes.get("Scope") != "/Column" and head not in heads
            ]
        if heads:
            cell.attributes["Headers"] = Array(heads)


def _span(cell: Element, name: str) -> int:
    return int(cell.attributes.get(name, 1))


def _grid(table: Element) -> Iterator[tuple[Element, int, int]]:
    """Yield every cell with its row and column; a cell that spans several occupies all of them."""
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
