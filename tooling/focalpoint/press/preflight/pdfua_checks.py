"""Checks a finished PDF for what a reader who listens depends on; a validator asks for less, and is not everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice, zip_longest

from pikepdf import Array, Dictionary, Name, Object, Pdf

from focalpoint.press.preflight.content_stream_text import words_of
from focalpoint.press.preflight.structure_index import Bookmark, Node, Walked
from focalpoint.press.section import fault, refuse
from focalpoint.problems import Problem

NOTHING = Dictionary()
MOST = 20
"""How many faults are told: one mistake of the press may show a thousand times."""


def check_soundness(data: bytes) -> None:
    """Raise the faults of a finished PDF, each with its chapter and page."""
    with Pdf.open(BytesIO(data)) as pdf:
        refuse(_catalogue(pdf))
        walked = Walked(pdf)
        refuse(islice((problem for rule in RULES for problem in rule(walked)), MOST))


def _catalogue(pdf: Pdf) -> Iterator[Problem]:
    """The PDF is tagged, and says its title and language."""
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


def _headings(walked: Walked) -> Iterator[Problem]:
    """A part has one title, and skips no level."""
    part, level = -1, 0
    for node in walked.tree.headings:
        if node.part != part:
            part, level = node.part, 0
        this = int(node.kind[1])
        if this > level + 1:
            yield walked.fault(node, f"the heading “{walked.text(node.element, node.page)}” skips a level")
        elif this == 1 and level:
            yield walked.fault(node, f"“{walked.text(node.element, node.page)}” is a second title")
        level = this


def _bookmarks(walked: Walked) -> Iterator[Problem]:
    """The outline has every heading of the book, at its level and on its page, and nothing else."""
    depth = 0
    for node, mark in zip_longest(walked.tree.headings, walked.bookmarks()):
        if node is None:
            yield fault("", f"the bookmark “{mark.title}” stands for no heading")
            continue
        title = walked.text(node.element, node.page)
        if mark is not None and node.kind == "H1":
            depth = mark.depth
        if mark is None or not _fits(node, title, mark, depth):
            yield walked.fault(node, f"no bookmark fits the heading “{title}”")
            return


def _fits(node: Node, title: str, mark: Bookmark, depth: int) -> bool:
    """A part's own bookmark has its number before the title."""
    same = mark.title.endswith(title) if node.kind == "H1" else mark.title == title
    return same and mark.page == node.page and mark.depth == depth + int(node.kind[1]) - 1


def _tables(walked: Walked) -> Iterator[Problem]:
    """A table has heads, each with scope and ID, and every cell names its own."""
    heads = {node.mark: str(node.element.ID) for node in walked.tree.kinds["TH"] if "/ID" in node.element}
    for node in walked.tree.kinds["TH"]:
        if str(node.element.get("/A", NOTHING).get("/Scope", "")) not in ("/Row", "/Column"):
            yield walked.fault(node, "a head cell does not say whether it heads a row or a column")
        if walked.ids.get(heads.get(node.mark, "")) != node.mark:
            yield walked.fault(node, "a head cell has no ID of its own")
    known = set(heads.values())
    for node in walked.tree.kinds["TD"]:
        given = {str(head) for head in node.element.get("/A", NOTHING).get("/Headers", Array())}
        if not given or not given <= known:
            yield walked.fault(node, "a cell of a table names no head, or one that does not exist")
    for node in walked.tree.kinds["Table"]:
        if sum(Name.THead == kid.S for kid in node.element.K) > 1:
            yield walked.fault(node, "a table has more than one head")


def _alternatives(walked: Walked) -> Iterator[Problem]:
    """Every picture is told in words."""
    for node in walked.tree.kinds["Figure"]:
        if not str(node.element.get("/Alt", "")).strip():
            yield walked.fault(node, "a picture has no text alternative")


def _notes(walked: Walked) -> Iterator[Problem]:
    """Every note has an ID of its own, a number, and a way back to its call."""
    for node in walked.tree.kinds["Note"]:
        if "/ID" not in node.element or walked.ids.get(str(node.element.ID)) != node.mark:
            yield walked.fault(node, "a note has no ID of its own")
        first = node.element.K[0]
        if "/S" not in first or Name.Lbl != first.S or Name.Link != first.K[0].S:
            yield walked.fault(node, "a note has no number that leads back to its call")


def _annotations(walked: Walked) -> Iterator[Problem]:
    """Every link and every field is in the tags and says what it is; their pages are walked in reading order."""
    for index, page in enumerate(walked.pages):
        annotations = page.get("/Annots", Array())
        if annotations and page.get("/Tabs") != Name.S:
            yield walked.page_fault(index, "the tab key does not follow the tags")
        for annotation in annotations:
            faults = _field(walked, annotation) if annotation.Subtype == Name.Widget else _link(walked, annotation)
            yield from (walked.page_fault(index, message) for message in faults)


def _link(walked: Walked, annotation: Object) -> Iterator[str]:
    said = f"the link {str(annotation.get('/Contents', '')) or 'without a name'}"
    yield from _owned(walked, annotation, said, "Link")
    if "/Dest" in annotation:
        if str(annotation.Dest) not in walked.destinations:
            yield f"{said} leads nowhere"
    elif not str(annotation.get("/A", NOTHING).get("/URI", "")):
        yield f"{said} leads nowhere"
    if "/Contents" not in annotation:
        yield "a link does not say where it leads"


def _field(walked: Walked, annotation: Object) -> Iterator[str]:
    said = f"the field {annotation.get('/T', 'without a name')}"
    yield from _owned(walked, annotation, said, "Form")
    if not str(annotation.get("/TU", "")).strip():
        yield f"{said} does not say what to fill in"


def _owned(walked: Walked, annotation: Object, said: str, kind: str) -> Iterator[str]:
    """What can be pressed or filled in is held by an element of its kind, to which it leads back."""
    owner = walked.tree.links.get(annotation.objgen)
    key = annotation.get("/StructParent")
    if owner is None or owner.kind != kind:
        yield f"{said} is in no {kind} of the tags"
    elif key is None or getattr(walked.parents.get(int(key)), "objgen", None) != owner.mark:
        yield f"{said} does not find its place in the tags"


def _contents(walked: Walked) -> Iterator[Problem]:
    """Everything drawn is an artifact, or in the tags once, and finds its way back to them."""
    for index, (page, said) in enumerate(zip(walked.pages, walked.said, strict=True)):
        owners = walked.parents.get(int(page.get("/StructParents", -1)), Array())
        if said.loose:
            message = f"“{words_of(said.loose)[:40]}” is neither in the tags nor an artifact"
            yield walked.page_fault(index, message)
        for number in said.twice:
            yield walked.page_fault(index, f"“{said.text(number)[:40]}” shares its number with other content")
        for number in said.pieces:
            reached = walked.tree.reached.get((index, number), ())
            message = ""
            if len(reached) != 1:
                message = f"is in the tags {len(reached)} times instead of once"
            elif number >= len(owners) or getattr(owners[number], "objgen", None) != reached[0].mark:
                message = "does not find its place in the tags"
            if message:
                yield walked.page_fault(index, f"“{said.text(number)[:40]}” {message}")
    for (index, number), nodes in walked.tree.reached.items():
        if index < 0 or number not in walked.said[index].pieces:
            yield walked.fault(nodes[0], f"the tags tell of content {number}, which the page does not have")


RULES: tuple[Callable[[Walked], Iterator[Problem]], ...] = (
    _headings,
    _bookmarks,
    _tables,
    _alternatives,
    _notes,
    _annotations,
    _contents,
)
