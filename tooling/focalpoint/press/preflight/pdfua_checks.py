"""Check in a finished PDF what users of screen readers depend on, which is more than validators check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice, zip_longest

from pikepdf import Array, Dictionary, Name, Object, Pdf

from focalpoint.press.preflight.content_stream_text import joined_text
from focalpoint.press.preflight.structure_index import Bookmark, Node, StructureIndex
from focalpoint.press.section import fault, refuse
from focalpoint.problems import Problem

NOTHING = Dictionary()
MOST = 20
"""Number of faults reported: one mistake of the press may occur a thousand times."""


def check_pdfua(data: bytes) -> None:
    """Check a finished PDF; raises PressError with its faults, each with chapter and page."""
    with Pdf.open(BytesIO(data)) as pdf:
        refuse(_catalogue(pdf))
        index = StructureIndex(pdf)
        refuse(islice((problem for rule in RULES for problem in rule(index)), MOST))


def _catalogue(pdf: Pdf) -> Iterator[Problem]:
    """Check that the PDF is tagged and states its title and language."""
    root = pdf.Root
    if not root.get("/MarkInfo", NOTHING).get("/Marked") or "/StructTreeRoot" not in root:
        yield fault("", "the PDF is not tagged")
    elif len(root.StructTreeRoot.K) != 1 or Name.Document != root.StructTreeRoot.K[0].S:
        yield fault("", "the tags are not one Document")
    if not str(root.get("/Lang", "")).strip():
        yield fault("", "the PDF names no language")
    title = pdf.open_metadata(set_pikepdf_as_editor=False).get("dc:title")
    if not title or title != str(pdf.docinfo.get("/Title", "")):
        yield fault("", "the PDF has no title, or two that differ")
    if not root.get("/ViewerPreferences", NOTHING).get("/DisplayDocTitle"):
        yield fault("", "the PDF shows the name of its file instead of its title")


def _headings(index: StructureIndex) -> Iterator[Problem]:
    """Check that each part has one title and that no heading level is skipped."""
    part, level = -1, 0
    for node in index.tree.headings:
        if node.part != part:
            part, level = node.part, 0
        this = int(node.kind[1])
        if this > level + 1:
            yield index.fault(node, f"the heading “{index.text(node.element, node.page)}” skips a level")
        elif this == 1 and level:
            yield index.fault(node, f"“{index.text(node.element, node.page)}” is a second title")
        level = this


def _bookmarks(index: StructureIndex) -> Iterator[Problem]:
    """Check that the outline has every heading, at its level and on its page, and nothing else."""
    depth = 0
    for node, mark in zip_longest(index.tree.headings, index.bookmarks()):
        if node is None:
            yield fault("", f"the bookmark “{mark.title}” stands for no heading")
            continue
        title = index.text(node.element, node.page)
        if mark is not None and node.kind == "H1":
            depth = mark.depth
        if mark is None or not _fits(node, title, mark, depth):
            yield index.fault(node, f"no bookmark fits the heading “{title}”")
            return


def _fits(node: Node, title: str, mark: Bookmark, depth: int) -> bool:
    """Return whether a bookmark fits a heading; the bookmark of a part has the part's number before the title."""
    same = mark.title.endswith(title) if node.kind == "H1" else mark.title == title
    return same and mark.page == node.page and mark.depth == depth + int(node.kind[1]) - 1


def _tables(index: StructureIndex) -> Iterator[Problem]:
    """Check that a table's head cells have scope and ID, and that every cell names its head cells."""
    heads = {node.mark: str(node.element.ID) for node in index.tree.kinds["TH"] if "/ID" in node.element}
    for node in index.tree.kinds["TH"]:
        if str(node.element.get("/A", NOTHING).get("/Scope", "")) not in ("/Row", "/Column"):
            yield index.fault(node, "a head cell does not say whether it heads a row or a column")
        if index.ids.get(heads.get(node.mark, "")) != node.mark:
            yield index.fault(node, "a head cell has no ID of its own")
    known = set(heads.values())
    for node in index.tree.kinds["TD"]:
        given = {str(head) for head in node.element.get("/A", NOTHING).get("/Headers", Array())}
        if not given or not given <= known:
            yield index.fault(node, "a cell of a table names no head, or one that does not exist")
    for node in index.tree.kinds["Table"]:
        if sum(Name.THead == kid.S for kid in node.element.K) > 1:
            yield index.fault(node, "a table has more than one head")


def _alternatives(index: StructureIndex) -> Iterator[Problem]:
    """Check that every picture has a text alternative."""
    for node in index.tree.kinds["Figure"]:
        if not str(node.element.get("/Alt", "")).strip():
            yield index.fault(node, "a picture has no text alternative")


def _notes(index: StructureIndex) -> Iterator[Problem]:
    """Check that every note has a unique ID, a number and a link back to its call."""
    for node in index.tree.kinds["Note"]:
        if "/ID" not in node.element or index.ids.get(str(node.element.ID)) != node.mark:
            yield index.fault(node, "a note has no ID of its own")
        first = node.element.K[0]
        if "/S" not in first or Name.Lbl != first.S or Name.Link != first.K[0].S:
            yield index.fault(node, "a note has no number that leads back to its call")


def _annotations(index: StructureIndex) -> Iterator[Problem]:
    """Check that links and fields are tagged and described, and that the tab order follows the tags."""
    for number, page in enumerate(index.pages):
        annotations = page.get("/Annots", Array())
        if annotations and page.get("/Tabs") != Name.S:
            yield index.page_fault(number, "the tab key does not follow the tags")
        for annotation in annotations:
            faults = _field(index, annotation) if annotation.Subtype == Name.Widget else _link(index, annotation)
            yield from (index.page_fault(number, message) for message in faults)


def _link(index: StructureIndex, annotation: Object) -> Iterator[str]:
    said = f"the link {str(annotation.get('/Contents', '')) or 'without a name'}"
    yield from _owned(index, annotation, said, "Link")
    if "/Dest" in annotation:
        if str(annotation.Dest) not in index.destinations:
            yield f"{said} leads nowhere"
    elif not str(annotation.get("/A", NOTHING).get("/URI", "")):
        yield f"{said} leads nowhere"
    if "/Contents" not in annotation:
        yield "a link does not say where it leads"


def _field(index: StructureIndex, annotation: Object) -> Iterator[str]:
    said = f"the field {annotation.get('/T', 'without a name')}"
    yield from _owned(index, annotation, said, "Form")
    if not str(annotation.get("/TU", "")).strip():
        yield f"{said} does not say what to fill in"


def _owned(index: StructureIndex, annotation: Object, said: str, kind: str) -> Iterator[str]:
    """Check that a link or field is in an element of its type, and that its parent-tree entry leads to that element."""
    owner = index.tree.links.get(annotation.objgen)
    key = annotation.get("/StructParent")
    if owner is None or owner.kind != kind:
        yield f"{said} is in no {kind} of the tags"
    elif key is None or getattr(index.parents.get(int(key)), "objgen", None) != owner.mark:
        yield f"{said} does not find its place in the tags"


def _contents(index: StructureIndex) -> Iterator[Problem]:
    """Check that all content is an artifact or tagged exactly once, with a parent-tree entry that agrees."""
    for number, (page, said) in enumerate(zip(index.pages, index.said, strict=True)):
        owners = index.parents.get(int(page.get("/StructParents", -1)), Array())
        if said.loose:
            message = f"“{joined_text(said.loose)[:40]}” is neither in the tags nor an artifact"
            yield index.page_fault(number, message)
        for mcid in said.twice:
            yield index.page_fault(number, f"“{said.text(mcid)[:40]}” shares its number with other content")
        for mcid in said.pieces:
            reached = index.tree.reached.get((number, mcid), ())
            message = ""
            if len(reached) != 1:
                message = f"is in the tags {len(reached)} times instead of once"
            elif mcid >= len(owners) or getattr(owners[mcid], "objgen", None) != reached[0].mark:
                message = "does not find its place in the tags"
            if message:
                yield index.page_fault(number, f"“{said.text(mcid)[:40]}” {message}")
    for (number, mcid), nodes in index.tree.reached.items():
        if number < 0 or mcid not in index.said[number].pieces:
            yield index.fault(nodes[0], f"the tags tell of content {mcid}, which the page does not have")


RULES: tuple[Callable[[StructureIndex], Iterator[Problem]], ...] = (
    _headings,
    _bookmarks,
    _tables,
    _alternatives,
    _notes,
    _annotations,
    _contents,
)
