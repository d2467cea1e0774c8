"""Fields to type into, on the page of a PDF of the press."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pikepdf
import pypdfium2
import pytest

from focalpoint.press.section import Book, Drafting, Section
from focalpoint.press.standalone import print_single
from focalpoint.review.forms.form_fields import FormField, add_fields
from focalpoint.review.forms.form_pages import form_pages
from focalpoint.review.forms.template import Row
from focalpoint.review.returned_pdf.read_pdf import form_rows
from validated import faults

CHOICES = ("ge", "te", "ed", "tr")


@cache
def printed() -> bytes:
    """A page of the press, with a link on it."""
    book = Book(
        *("A manual", "", ("One", "Two"), "A network", "A secretariat", "network", "1", date(2026, 3, 1), "", "", "")
    )
    html = '<section class="chapter" id="form"><h1>Comments</h1><p><a href="#form">Fill this in.</a></p></section>'
    return print_single(book, Section("form", "Comments", "", "", "body", 1, html, Path(__file__).parent))


def blanks() -> list[FormField]:
    """Two rows of fields and one that stands alone."""
    found = [FormField("alone", "Your office", (60, 650, 300, 670))]
    for row in (1, 2):
        bottom = 600 - row * 80
        for at, name in enumerate(("paragraph", "type", "comment")):
            rect = (60 + at * 100, bottom, 150 + at * 100, bottom + 70)
            choices = CHOICES if name == "type" else ()
            found.append(FormField(f"row{row}.{name}", f"Row {row}: {name}", rect, name == "comment", choices))
    return found


@cache
def filled_in() -> bytes:
    return add_fields(printed(), 0, blanks())


def widgets(pdf: pikepdf.Pdf) -> list[Any]:
    return [one for one in pdf.pages[0].obj.Annots if one.Subtype == "/Widget"]


def test_every_field_is_named_labelled_drawn_and_tagged() -> None:
    with pikepdf.open(BytesIO(filled_in())) as pdf:
        fields = widgets(pdf)
        assert [str(one.TU) for one in fields] == [blank.label for blank in blanks()]
        assert all(one.AP.N.Type == "/XObject" and int(one.F) == 4 for one in fields)
        assert pdf.Root.AcroForm.get("/NeedAppearances") is None and pdf.pages[0].obj.Tabs == "/S"
        elements = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
        for one in fields:
            element = elements[int(one.StructParent)]
            assert element.S == "/Form" and element.K[0].Obj.objgen == one.objgen
            assert element.objgen in {kid.objgen for kid in element.P.K}
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == max(elements) + 1
        assert any(one.Subtype == "/Link" for one in pdf.pages[0].obj.Annots)


def test_a_name_with_a_point_is_a_field_in_a_group() -> None:
    with pikepdf.open(BytesIO(filled_in())) as pdf:
        top = pdf.Root.AcroForm.Fields
        assert [str(one.T) for one in top] == ["alone", "row1", "row2"]
        assert [str(one.T) for one in top[1].Kids] == ["paragraph", "type", "comment"]
        kind = top[1].Kids[1]
        assert (kind.FT, [str(one) for one in kind.Opt]) == ("/Ch", [" ", *CHOICES])
        assert int(top[1].Kids[2].Ff) & 4096 and not int(top[1].Kids[0].Ff) & 4096


def test_the_font_of_the_fields_has_every_letter_of_western_europe_with_its_width() -> None:
    with pikepdf.open(BytesIO(filled_in())) as pdf:
        font = pdf.Root.AcroForm.DR.Font.F0
        assert font.Encoding == "/WinAnsiEncoding" and font.FontDescriptor.FontFile2.read_bytes()
        widths = [int(width) for width in font.Widths]
        assert len(widths) == 224
        for letter in "Aa0éßñÿŒ€’":
            code = letter.encode("cp1252")[0]
            assert 200 < widths[code - 32] < 1100, letter


def test_what_is_typed_is_shown_and_read_back() -> None:
    form = pypdfium2.PdfDocument(filled_in())
    form.init_forms()
    assert form.get_formtype() == 1
    with pikepdf.open(BytesIO(filled_in())) as pdf:
        for one, words in zip(widgets(pdf)[1:4], ("3.12", "ed", "Trop élevé"), strict=True):
            one.V = pikepdf.String(words)
        rows = form_rows(page.obj for page in pdf.pages)
    assert rows == {1: Row(paragraph="3.12", type="ed", comment="Trop élevé")}


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_fields_of_a_draft_s_last_page_stand_beside_each_other_on_one_page(size: Literal["A4", "Letter"]) -> None:
    drafting = Drafting(1, "draft-1-1f0c9a7b52", "c" * 40, {}, {"": "draft-1-1f0c9a7b52"})
    book = Book(
        *("A manual", "", ("One", "Two"), "A network", "A secretariat", "network", "1", date(2026, 3, 1), "", "", ""),
        page_size=size,
        draft=drafting,
    )
    with pikepdf.open(BytesIO(form_pages(book))) as pdf:
        assert len(pdf.pages) == 1
        edges = [[float(side) for side in one.Rect] for one in widgets(pdf)]
    assert len(edges) == 6 * 5
    for at, (_, bottom, right, _) in enumerate(edges[:-1]):
        left, _, _, top = edges[at + 1]
        assert right < left if (at + 1) % 5 else top < bottom


def test_the_same_fields_give_the_same_bytes_and_leave_the_pages_words_alone() -> None:
    assert filled_in() == add_fields(printed(), 0, blanks())
    words = [pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range() for data in (printed(), filled_in())]
    assert words[0] == words[1]


def test_the_form_is_as_accessible_and_archival_as_the_page(tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"
    file.write_bytes(filled_in())
    assert faults(file) == ""
