"""Footnotes can be followed from their call to the note and back."""

from __future__ import annotations

import pikepdf
from press_sample import Shop, note, numbered, section

from focalpoint.press.layout.prepare import prepare
from focalpoint.press.preflight.structure_index import StructureIndex


def places(pdf: pikepdf.Pdf) -> dict[str, tuple[int, float]]:
    """Where each destination is: page and height."""
    index = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    found = pikepdf.NameTree(pdf.Root.Names.Dests).items()
    return {name: (index[place[0].objgen], float(place[3])) for name, place in found}


def test_each_note_has_an_id_of_its_own_and_a_number(pdf: pikepdf.Pdf) -> None:
    walked = StructureIndex(pdf)
    notes = walked.tree.kinds["Note"]
    assert len(notes) == 24
    assert len({bytes(node.element.ID) for node in notes}) == 24
    for node in notes:
        assert walked.ids[bytes(node.element.ID).decode()] == node.mark
        assert [str(kid.S) for kid in node.element.K] == ["/Lbl", "/P"]


def test_call_and_note_lead_to_each_other(pdf: pikepdf.Pdf) -> None:
    walked, where = StructureIndex(pdf), places(pdf)
    on_page = [{link.objgen for link in page.obj.get("/Annots", ())} for page in pdf.pages]
    calls: dict[str, pikepdf.Object] = {}
    backs: dict[str, pikepdf.Object] = {}
    for node in walked.tree.kinds["Link"]:
        target = next(kid.Obj for kid in node.element.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)
        if node.element.P.S == "/Lbl":
            backs[str(target.Dest)] = target
        elif node.element.P.S == "/Reference" and str(target.Contents).startswith("Note"):
            calls.setdefault(str(target.Dest), target)
    assert len(calls) == len(backs) == 24
    for name, call in calls.items():
        back = backs[f"call:{name}"]
        assert str(back.Contents).startswith("Back to ")
        for annotation, target in ((call, f"call:{name}"), (back, name)):
            page, height = where[target]
            assert annotation.objgen in on_page[page]
            assert abs(height - max(float(annotation.Rect[1]), float(annotation.Rect[3]))) < 4


def test_a_second_call_of_a_note_is_a_reference_to_it(pdf: pikepdf.Pdf) -> None:
    found = [
        node.element
        for node in StructureIndex(pdf).tree.kinds["Reference"]
        if any(str(kid.Obj.get("/Dest", "")) == "note-1" for kid in node.element.K[0].K if not isinstance(kid, int))
    ]
    assert len(found) == 2


def test_notes_in_an_item_and_a_cell_stay_there(pdf: pikepdf.Pdf) -> None:
    parents = {str(node.element.P.S) for node in StructureIndex(pdf).tree.kinds["Note"]}
    assert parents == {"/Sect", "/LBody", "/TD"}


def test_the_way_back_says_where_it_leads(shop: Shop) -> None:
    item = f"<ul><li><p>x{note(2)}</p></li></ul>"
    html = section("one", "One", f"<p>x{note(0)}</p>", numbered("1.1", note(1)), item)
    labels = prepare(shop.unit(html), shop.book).labels
    assert {name: label for name, label in labels.items() if name.startswith("call:")} == {
        "call:note-0": "Back to 1. One",
        "call:note-1": "Back to paragraph 1.1",
        "call:note-2": "Back to the text below paragraph 1.1",
    }


def test_a_note_without_an_id_gets_one(shop: Shop) -> None:
    html = section("one", "One", '<p>x<span class="footnote">y</span></p>')
    assert "one.note-1" in prepare(shop.unit(html), shop.book).labels
