"""Append finished PDFs of the press to another: pages, tags, outline, destinations, page numbers and form fields."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Object, Pdf, String

from focalpoint.press.book_pdf.assemble import save


def append(whole: bytes, others: Sequence[bytes]) -> bytes:
    """The PDF with the others behind it, as accessible as they are; its identity and its attached files are kept."""
    with Pdf.open(BytesIO(whole)) as pdf:
        for other in others:
            with Pdf.open(BytesIO(other)) as source:
                _append(pdf, source)
        return save(pdf)


def _append(pdf: Pdf, source: Pdf) -> None:
    first = len(pdf.pages)
    with warnings.catch_warnings():
        # pikepdf warns that links and fields may break when pages are copied; they are seen to here.
        warnings.simplefilter("ignore")
        pdf.pages.extend(source.pages)
    _structure(pdf, source, [page.obj for page in list(pdf.pages)[first:]])
    _unite(pdf.Root.Names.Dests, pdf.copy_foreign(source.make_indirect(source.Root.Names.Dests)))
    _outline(pdf, source)
    labels = source.Root.PageLabels.Nums
    for place in range(0, len(labels), 2):
        pdf.Root.PageLabels.Nums.append(first + int(labels[place]))
        pdf.Root.PageLabels.Nums.append(pdf.copy_foreign(source.make_indirect(labels[place + 1])))
    if "/AcroForm" in source.Root:
        # What qpdf has copied once, as part of a page, it finds again.
        pdf.Root.AcroForm = pdf.copy_foreign(source.make_indirect(source.Root.AcroForm))


def _structure(pdf: Pdf, source: Pdf, pages: Sequence[Object]) -> None:
    root, tree = pdf.Root.StructTreeRoot, pdf.copy_foreign(source.make_indirect(source.Root.StructTreeRoot))
    document = root.K[0]
    for part in tree.K[0].K:
        part.P = document
        document.K.append(part)
    for key in ("/RoleMap", "/ClassMap"):
        if key in tree:
            united = dict(tree[key].items()) | (dict(root[key].items()) if key in root else {})
            root[key] = Dictionary(united)
    if "/IDTree" in tree:
        if "/IDTree" not in root:
            root.IDTree = pdf.make_indirect(Dictionary(Names=Array()))
        _unite(root.IDTree, tree.IDTree)
    _parent_tree(root, tree, pages)


def _parent_tree(root: Object, tree: Object, pages: Sequence[Object]) -> None:
    """New keys for the appended pages and their annotations, after all that there are."""
    old = dict(_numbers(tree.ParentTree))
    first = key = int(root.ParentTreeNextKey)
    numbers = Array()
    for one, name in _keyed(pages):
        numbers.append(key)
        numbers.append(old[int(one[name])])
        one[name] = key
        key += 1
    root.ParentTree.Kids.append(Dictionary(Limits=Array([first, key - 1]), Nums=numbers))
    root.ParentTreeNextKey = key


def _numbers(node: Object) -> Iterator[tuple[int, Object]]:
    for kid in node.get("/Kids", ()):
        yield from _numbers(kid)
    numbers = node.get("/Nums", Array())
    yield from ((int(numbers[place]), numbers[place + 1]) for place in range(0, len(numbers), 2))


def _keyed(pages: Sequence[Object]) -> Iterator[tuple[Object, str]]:
    for page in pages:
        yield page, "/StructParents"
    for page in pages:
        for annotation in page.get("/Annots", ()):
            if "/StructParent" in annotation:
                yield annotation, "/StructParent"


def _unite(tree: Object, other: Object) -> None:
    """Take the entries of another tree of names into one; both have one leaf, sorted by bytes."""
    entries = {
        bytes(names[place]): names[place + 1]
        for names in (tree.Names, other.Names)
        for place in range(0, len(names), 2)
    }
    tree.Names = Array([part for key in sorted(entries) for part in (String(key), entries[key])])


def _outline(pdf: Pdf, source: Pdf) -> None:
    """Hang the lines of the other outline behind the last line of this one."""
    outline, other = pdf.Root.Outlines, pdf.copy_foreign(source.make_indirect(source.Root.Outlines))
    item: Object | None = other.First
    assert item is not None
    outline.Last.Next, item.Prev = item, outline.Last
    count = 0
    while item is not None:
        item.Parent = outline
        outline.Last = item
        count += 1
        item = item.get("/Next")
    outline.Count = int(outline.Count) + count
