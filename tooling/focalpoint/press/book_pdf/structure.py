"""Join the structure trees of all sections under one Document."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Object, Pdf, String

from focalpoint.press.section import fault, refuse


class Structure:
    """The book's structure tree while it grows section by section."""

    def __init__(self, pdf: Pdf, pages: int) -> None:
        self.pdf = pdf
        self.document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([self.document])))
        self.document.P = self.root
        self.first_page = 0
        self.next_annotation = pages
        """Parent-tree keys of annotations follow those of all pages."""
        self.parents = NumberTree.new(pdf)
        self.ids = NameTree.new(pdf)
        self.maps: dict[str, Object] = {}

    def add(self, source: Object, title: str, pages: list[Object]) -> None:
        """Add the tree of one section as a Part; its pages must be in the book already, so that the copy finds them."""
        tree = self.pdf.copy_foreign(source)
        self._add_maps(tree, title)
        for document in tree.K:
            document.S = Name.Part
            document.P = self.document
            document.T = String(title)
            self.document.K.append(document)
        self._add_parents(NumberTree(tree.ParentTree), pages)
        if "/IDTree" in tree:
            self.ids.update(NameTree(tree.IDTree))
        self.first_page += len(pages)

    def finish(self) -> Object:
        """Return the whole tree, with its parent tree and ID tree."""
        self.root.ParentTree = self.parents.obj
        self.root.ParentTreeNextKey = self.next_annotation
        for key, joined in self.maps.items():
            self.root[key] = joined
        if len(self.ids):
            self.root.IDTree = self.ids.obj
        return self.root

    def _add_maps(self, tree: Object, title: str) -> None:
        for key in ("/RoleMap", "/ClassMap"):
            if key not in tree:
                continue
            joined = self.maps.setdefault(key, Dictionary())
            for name, value in tree[key].items():
                if name in joined and joined[name] != value:
                    refuse([fault(title, f"{key} gives {name} another meaning than the sections before")])
                joined[name] = value

    def _add_parents(self, old: NumberTree, pages: list[Object]) -> None:
        """Enter the pages and their annotations under new keys."""
        for key, page in enumerate(pages, self.first_page):
            self.parents[key] = old[int(page.StructParents)]
            page.StructParents = key
            for annotation in page.get("/Annots", ()):
                if "/StructParent" in annotation:
                    self.parents[self.next_annotation] = old[int(annotation.StructParent)]
                    annotation.StructParent = self.next_annotation
                    self.next_annotation += 1
