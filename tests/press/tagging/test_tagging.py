from __future__ import annotations

from collections.abc import Iterator

import pikepdf


def structure(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    stack = [pdf.Root.StructTreeRoot.K[0]]
    while stack:
        element = stack.pop()
        yield element
        kids = element.get("/K")
        if isinstance(kids, pikepdf.Array):
            stack += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/OBJR"]


def of_kind(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [element for element in structure(pdf) if str(element.S) == kind]


def test_the_book_says_that_it_is_tagged_and_in_which_language(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_the_book_claims_both_standards(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as facts:
        assert facts["pdfaid:part"] == "3"
        assert facts["pdfaid:conformance"] == "A"
        assert facts["pdfuaid:part"] == "1"
        assert facts["dc:title"] == str(pdf.docinfo.Title) == "Manual for Focal Points"


def test_every_unit_is_a_part_of_one_document(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.StructTreeRoot
    assert [str(element.S) for element in tree.K] == ["/Document"]
    titles = [str(part.T) for part in tree.K[0].K]
    assert titles[2:] == ["Contents", "Foreword", "1. The post", "2. The commitment", "Annex A. Heard", "Doha"]


def test_every_picture_has_a_text_alternative_and_a_box_on_its_page(pdf: pikepdf.Pdf) -> None:
    figures = of_kind(pdf, "/Figure")
    assert [str(figure.Alt) for figure in figures] == ["A dark box"]
    left, bottom, right, top = map(float, figures[0].A.BBox)
    assert 0 < left < right < 596
    assert 0 < bottom < top < 842


def test_table_heads_have_scope_and_an_id_of_their_own(pdf: pikepdf.Pdf) -> None:
    heads = of_kind(pdf, "/TH")
    assert {str(head.A.Scope) for head in heads if str(head.P.P.S) == "/THead"} == {"/Column"}
    assert {str(head.A.Scope) for head in heads if str(head.P.P.S) == "/TBody"} == {"/Row"}
    ids = [bytes(head.ID) for head in heads]
    assert len(ids) == len(set(ids))
    notes = [bytes(note.ID) for note in of_kind(pdf, "/Note")]
    names = [name.encode() for name in pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)]
    assert names == sorted(ids + notes)
    for cell in of_kind(pdf, "/TD"):
        assert len(cell.A.Headers) == 2
        assert {bytes(header) for header in cell.A.Headers} <= set(ids)


def test_list_items_hold_labels_and_bodies_only(pdf: pikepdf.Pdf) -> None:
    for item in of_kind(pdf, "/LI"):
        assert {str(kid.S) for kid in item.K} <= {"/Lbl", "/LBody"}


def test_each_page_finds_its_elements_in_the_parent_tree(pdf: pikepdf.Pdf) -> None:
    keys = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
    assert sorted(keys) == list(range(int(pdf.Root.StructTreeRoot.ParentTreeNextKey)))
    known = {element.objgen for element in structure(pdf)}
    for place, page in enumerate(pdf.pages):
        assert int(page.obj.StructParents) == place
        # What nobody reads has no element.
        assert {element.objgen for element in keys[place] if element is not None} <= known
        for link in page.obj.get("/Annots", ()):
            assert keys[int(link.StructParent)].objgen in known


def test_heads_and_feet_are_artifacts(pdf: pikepdf.Pdf) -> None:
    for place, page in enumerate(pdf.pages):
        streams = page.obj.Contents
        if place == 0:
            assert not isinstance(streams, pikepdf.Array)
        else:
            furniture = streams[1].read_bytes()
            assert b"/MCID" not in furniture
            assert furniture.startswith(b"/Artifact <</Type /Pagination /Subtype /")
