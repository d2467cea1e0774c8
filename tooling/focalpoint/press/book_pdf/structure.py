"""Unite the structure trees of all units under one Document."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from focalpoint.press.section import fault, refuse


class Structure:
    """The book's structure tree while it grows unit by unit."""

    def __init__(self, pdf: Pdf, pages: int) -> None:
        self.pdf = pdf
        self.document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([self.document])))
        self.document.P = self.root
        self.first_page = 0
        self.next_annotation = pages
        """Keys of annotations come after the keys of all pages."""
        self.page_leaves: list[Object] = []
        self.annotation_leaves: list[Object] = []
        self.ids: dict[bytes, Object] = {}
        self.maps: dict[str, Object] = {}

    def add(self, source: Object, title: str, pages: list[Object]) -> None:
        """Take in one unit's tree; its pages must be in the book already, so that the copy points to them."""
        tree = self.pdf.copy_foreign(source)
        self._unite_maps(tree, title)
        for document in tree.K:
            document.S = Name.Part
            document.P = self.document
            document.T = String(title)
            self.document.K.append(document)
        self._parent_tree(tree, pages)
        if "/IDTree" in tree:
            names = tree.IDTree.Names
            self.ids.update((bytes(names[i]), names[i + 1]) for i in range(0, len(names), 2))
        self.first_page += len(pages)

    def finish(self) -> Object:
        """The whole tree, with its parent tree and id tree sorted as PDF asks."""
        leaves = self.page_leaves + self.annotation_leaves
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Kids=Array(leaves)))
        self.root.ParentTreeNextKey = self.next_annotation
        for key, united in self.maps.items():
            self.root[key] = united
        if self.ids:
            names = [part for key in sorted(self.ids) for part in (String(key), self.ids[key])]
            self.root.IDTree = self.pdf.make_indirect(Dictionary(Names=Array(names)))
        return self.root

    def _unite_maps(self, tree: Object, title: str) -> None:
        for key in ("/RoleMap", "/ClassMap"):
            if key not in tree:
                continue
            united = self.maps.setdefault(key, Dictionary())
            for name, value in tree[key].items():
                if name in united and united[name] != value:
                    refuse([fault(title, f"{key} gives {name} another meaning than the units before")])
                united[name] = value

    def _parent_tree(self, tree: Object, pages: list[Object]) -> None:
        numbers = tree.ParentTree.Nums
        old = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        of_pages, of_annotations, first_annotation = Array(), Array(), self.next_annotation
        for key, page in enumerate(pages, self.first_page):
            of_pages.append(key)
            of_pages.append(old[int(page.StructParents)])
            page.StructParents = key
            for annotation in page.get("/Annots", ()):
                if "/StructParent" in annotation:
                    of_annotations.append(self.next_annotation)
                    of_annotations.append(old[int(annotation.StructParent)])
                    annotation.StructParent = self.next_annotation
                    self.next_annotation += 1
        self.page_leaves.append(self._leaf(self.first_page, of_pages))
        if len(of_annotations):
            self.annotation_leaves.append(self._leaf(first_annotation, of_annotations))

    def _leaf(self, first: int, numbers: Array) -> Object:
        last = first + len(numbers) // 2 - 1
        return self.pdf.make_indirect(Dictionary(Limits=Array([first, last]), Nums=numbers))
