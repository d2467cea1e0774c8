"""Number the blocks of a draft, and find for each the line on which its author wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from focalpoint.content.rounds.blocks import DOCUTILS
from focalpoint.content.text.find_line import BEGINNINGS, characters, stands

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LEAVES = tuple(getattr(nodes, name) for name in sorted(DOCUTILS))
"""Nodes that hold text and no other block."""
NEAR = 6
"""Number of lines around the reported one in which a block is searched for; in a table it is `FAR`."""
FAR = 400
MADE_ON = "made-on"
"""Attribute of nodes made from data: the line of the chapter that shows them, which all their blocks get."""
LABELS = ("For", "With")
"""Labels that the extension writes before an author's words."""


def number_blocks(app: Sphinx, doctree: nodes.document) -> None:
    """Give every block of a draft the class `block-<number>-<line>`.

    The line is the reported one, or else the nearest with the block's words: the Markdown parser reports wrong lines
    for table cells, terms and deeply nested blocks.
    """
    if not app.config.focalpoint_draft:
        return
    file = Path(app.env.doc2path(app.env.docname))
    rows = [characters(row) for row in file.read_text(encoding="utf-8").split("\n")]
    last = 1
    calls = {id: call for call in doctree.findall(nodes.footnote_reference) for id in call["ids"]}
    leaves = [node for node in doctree.findall(nodes.Element) if isinstance(node, LEAVES) and node.astext().strip()]
    for number, node in enumerate(leaves, 1):
        call = _call(node, calls)
        if call is None:
            last = _line(node, rows, last) or last
        node["classes"].append(f"block-{number}-{_line_of_call(call, rows) if call else last}")


def _line(node: nodes.Element, rows: Sequence[str], last: int) -> int:
    """Return the line of a block, given the line of the block before it; 0 if it is not known."""
    if made := _made_on(node):
        return made
    cell = _above(node, nodes.entry)
    reported = _reported(node)
    if cell is not None:
        reported = _row_line(cell, reported)
    label, _, rest = node.astext().partition(": ")
    # Such as “For: Every reader”, of which the author wrote what comes after.
    text = characters(rest if rest and label in LABELS else node.astext())
    if stands(text, _row(rows, reported)):
        return reported
    reach = FAR if cell is not None or reported == 0 else NEAR
    first = max(reported, last if reach == FAR else 1)
    # A table is read downwards; elsewhere the words may also stand a little above.
    near = sorted(range(first - NEAR, first + reach), key=lambda line: (abs(line - first), -line))
    return next((line for line in near if stands(text, _row(rows, line))), reported)


def _call(node: nodes.Element, calls: Mapping[str, nodes.Element]) -> nodes.Element | None:
    """Return the first call of the note that a block belongs to, if the note itself has no line of its own."""
    note = _above(node, nodes.footnote)
    if note is None or note.line is not None:
        return None
    return next((calls[id] for id in note["backrefs"] if id in calls), None)


def _line_of_call(call: nodes.Element, rows: Sequence[str]) -> int:
    """Return the line of a call: the line of its paragraph that contains the words before it."""
    paragraph: nodes.Element = call.parent
    while not isinstance(paragraph, LEAVES) and paragraph.parent is not None:
        paragraph = paragraph.parent
    first = _line(paragraph, rows, 1)
    words = characters(_before(paragraph, call))[-BEGINNINGS[1] :]
    lines = range(first, first + FAR if _above(call, nodes.entry) else _end(rows, first))
    return next((line for line in lines if words and words in _row(rows, line)), first)


def _before(paragraph: nodes.Element, call: nodes.Element) -> str:
    """Return the text of a paragraph before a call, without earlier calls."""
    said = []
    for node in paragraph.findall(lambda node: node is call or isinstance(node, nodes.Text)):
        if node is call:
            break
        if not isinstance(node.parent, nodes.footnote_reference):
            said.append(node.astext())
    return "".join(said)


def _end(rows: Sequence[str], first: int) -> int:
    """Return the line after the last line of the paragraph that begins on a line."""
    return next((line for line in range(first, len(rows)) if not rows[line - 1]), len(rows) + 1)


def _reported(node: nodes.Node | None) -> int:
    while node is not None:
        if node.line is not None:
            return int(node.line)
        node = node.parent
    return 0


def _row_line(cell: nodes.Element, reported: int) -> int:
    """Return the line of a table row: the Markdown parser gives every cell of a table the line of its head."""
    table = _above(cell, nodes.table)
    if table is None:
        return reported
    rows = list(table.findall(nodes.row))
    lines = {_reported(paragraph) for row in rows for paragraph in row.findall(nodes.paragraph)}
    place = rows.index(cell.parent)  # type: ignore[arg-type]  # the parent of a cell is a row
    # The line of dashes is between the head and the first row.
    return reported + place + 1 if len(lines) == 1 and place else reported


def _above(node: nodes.Node, kind: type[nodes.Element]) -> nodes.Element | None:
    above: nodes.Element | None = node.parent
    while above is not None and not isinstance(above, kind):
        above = above.parent
    return above


def _made_on(node: nodes.Node | None) -> int:
    while node is not None:
        if isinstance(node, nodes.Element) and MADE_ON in node:
            return int(node[MADE_ON])
        node = node.parent
    return 0


def _row(rows: Sequence[str], line: int) -> str:
    return rows[line - 1] if 0 < line <= len(rows) else ""


def setup_blocks(app: Sphinx) -> None:
    """Add what numbers the blocks of a draft."""
    app.connect("doctree-read", number_blocks, 650)
