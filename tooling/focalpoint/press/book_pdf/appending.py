"""Append finished PDFs of the press to another: pages, tags, outline, destinations, page numbers and form fields."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO

from pikepdf import Dictionary, NameTree, NumberTree, Object, OutlineItem, Pdf

from focalpoint.press.book_pdf.assemble import save


def append(whole: bytes, others: Sequence[bytes]) -> bytes:
    """Return the PDF with the others appended, as accessible as they are; its ID and attached files stay its own."""
    with Pdf.open(BytesIO(whole)) as pdf:
        for other in others:
            with Pdf.open(BytesIO(other)) as source:
                _append(pdf, source)
        return save(pdf)


def _append(pdf: Pdf, source: Pdf) -> None:
    first = len(pdf.pages)
    with warnings.catch_warnings():
        # pikepdf warns that copying pages may break links and fields; the code below copies both.
        warnings.simplefilter("ignore")
        pdf.pages.extend(source.pages)
    _append_structure(pdf, _copied(pdf, source, source.Root.StructTreeRoot), [page.obj for page in pdf.pages[first:]])
    NameTree(pdf.Root.Names.Dests).update(NameTree(_copied(pdf, source, source.Root.Names.Dests)))
    labels = NumberTree(pdf.Root.PageLabels)
    for index, label in NumberTree(source.Root.PageLabels).items():
        labels[first + index] = _copied(pdf, source, label)
    with source.open_outline() as theirs, pdf.open_outline() as outline:
        outline.root.extend(_copied_item(pdf, source, item) for item in theirs.root)
    if "/AcroForm" in source.Root:
        pdf.Root.AcroForm = _copied(pdf, source, source.Root.AcroForm)


def _copied(pdf: Pdf, source: Pdf, thing: Object) -> Object:
    """Copy an object from the source; qpdf copies each object once, so references to copied pages stay right."""
    return pdf.copy_foreign(source.make_indirect(thing))


def _copied_item(pdf: Pdf, source: Pdf, item: OutlineItem) -> OutlineItem:
    assert isinstance(item.destination, Object)
    made = OutlineItem(item.title, _copied(pdf, source, item.destination))  # type: ignore[arg-type]  # it is an Array
    made.is_closed = item.is_closed
    made.children = [_copied_item(pdf, source, child) for child in item.children]
    return made


def _append_structure(pdf: Pdf, tree: Object, pages: Sequence[Object]) -> None:
    root = pdf.Root.StructTreeRoot
    document = root.K[0]
    for part in tree.K[0].K:
        part.P = document
        document.K.append(part)
    for key in ("/RoleMap", "/ClassMap"):
        if key in tree:
            joined = dict(tree[key].items()) | (dict(root[key].items()) if key in root else {})
            root[key] = Dictionary(joined)
    if "/IDTree" in tree:
        if "/IDTree" not in root:
            root.IDTree = NameTree.new(pdf).obj
        NameTree(root.IDTree).update(NameTree(tree.IDTree))
    parents, old = NumberTree(root.ParentTree), NumberTree(tree.ParentTree)
    next_key = int(root.ParentTreeNextKey)
    for owned, name in _keyed(pages):
        parents[next_key] = old[int(owned[name])]
        owned[name] = next_key
        next_key += 1
    root.ParentTreeNextKey = next_key


def _keyed(pages: Sequence[Object]) -> Iterator[tuple[Object, str]]:
    """Yield the pages, then their annotations, each with the name of its parent-tree key."""
    for page in pages:
        yield page, "/StructParents"
    for page in pages:
        for annotation in page.get("/Annots", ()):
            if "/StructParent" in annotation:
                yield annotation, "/StructParent"
