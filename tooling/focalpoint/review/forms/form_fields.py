"""Add form fields to a page of a finished PDF, which stays accessible and archival."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import uharfbuzz as hb  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, String

from focalpoint.press.book_pdf.assemble import save
from focalpoint.press.book_pdf.font_file import DROPPED, FaceFile, face_files

FACE = "sourcesans3"
SIZE = 9
TAG = "FOCALP"
"""Prefix of the name of a subset font; this subset contains all characters that a person may type."""
MULTILINE, COMBO = 1 << 12, 1 << 17
PRINTED = 4
NONSYMBOLIC = 32
NOTHING = " "
"""The first choice, with which a choice is taken back."""


@dataclass(frozen=True)
class FormField:
    """One form field."""

    name: str
    """Such as `row3.comment`; the part before the point becomes a group of fields."""
    label: str
    """What a screen reader says of it: “Row 3: comment”."""
    rect: tuple[float, float, float, float]
    """Left, bottom, right and top in points from the page's bottom left."""
    multiline: bool = False
    choices: tuple[str, ...] = ()
    """Values to choose from; without any, the field takes text."""


def add_fields(pdf: bytes, page: int, fields: Sequence[FormField]) -> bytes:
    """Add fields to the page with this index, the same bytes for the same fields.

    The PDF comes from the press, with a structure tree; the fields are tagged in the order given, after the content
    of the page. Only one page of a PDF can have fields.
    """
    with Pdf.open(BytesIO(pdf)) as opened:
        sheet = opened.pages[page].obj
        font = _font(opened, face_files()[FACE])
        widgets = [opened.make_indirect(_widget(opened, sheet, font, blank)) for blank in fields]
        sheet.Annots = Array([*sheet.get("/Annots", Array()), *widgets])
        sheet.Tabs = Name.S
        opened.Root.AcroForm = opened.make_indirect(
            Dictionary(
                Fields=Array(_grouped(opened, fields, widgets)),
                DR=Dictionary(Font=Dictionary(F0=font)),
                DA=String(f"/F0 {SIZE} Tf 0 g"),
            )
        )
        _tag(opened, sheet, widgets)
        return save(opened)


def _widget(pdf: Pdf, sheet: Object, font: Object, blank: FormField) -> Dictionary:
    """Make the field and its widget, as one dictionary."""
    left, bottom, right, top = (round(side, 2) for side in blank.rect)
    made = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        Rect=Array([left, bottom, right, top]),
        F=PRINTED,
        P=sheet,
        T=String(blank.name.rpartition(".")[2]),
        TU=String(blank.label),
        FT=Name.Ch if blank.choices else Name.Tx,
        Ff=COMBO if blank.choices else MULTILINE if blank.multiline else 0,
        DA=String(f"/F0 {SIZE} Tf 0 g"),
        AP=Dictionary(N=_appearance(pdf, font, right - left, top - bottom)),
    )
    if blank.choices:
        made.Opt = Array([String(choice) for choice in (NOTHING, *blank.choices)])
    return made


def _appearance(pdf: Pdf, font: Object, width: float, height: float) -> Object:
    """Draw an empty field: a pane of pale grey, on which a reader shows the typed text."""
    pane = f"/Artifact BMC q 0.95 g 0 0 {width:.2f} {height:.2f} re f Q EMC /Tx BMC EMC"
    return pdf.make_stream(
        pane.encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(width, 2), round(height, 2)]),
        Resources=Dictionary(Font=Dictionary(F0=font)),
    )


def _grouped(pdf: Pdf, fields: Sequence[FormField], widgets: Sequence[Object]) -> list[Object]:
    """Group the fields by the first part of their names, since a part of a name must not hold a point."""
    top: list[Object] = []
    groups: dict[str, Object] = {}
    for blank, widget in zip(fields, widgets, strict=True):
        group = blank.name.rpartition(".")[0]
        if not group:
            top.append(widget)
            continue
        if group not in groups:
            groups[group] = pdf.make_indirect(Dictionary(T=String(group), Kids=Array()))
            top.append(groups[group])
        widget.Parent = groups[group]
        groups[group].Kids.append(widget)
    return top


def _tag(pdf: Pdf, sheet: Object, widgets: Sequence[Object]) -> None:
    """Tag the fields in the structure tree, at the end of the part that the page belongs to."""
    root = pdf.Root.StructTreeRoot
    parents = NumberTree(root.ParentTree)
    part = parents[int(sheet.StructParents)][-1]
    while part.P.objgen != root.K[0].objgen:
        part = part.P
    for key, widget in enumerate(widgets, int(root.ParentTreeNextKey)):
        seen = Dictionary(Type=Name.OBJR, Obj=widget, Pg=sheet)
        element = Dictionary(Type=Name.StructElem, S=Name.Form, P=part, Pg=sheet, K=Array([seen]))
        part.K.append(pdf.make_indirect(element))
        widget.StructParent = key
        parents[key] = part.K[-1]
    root.ParentTreeNextKey = int(root.ParentTreeNextKey) + len(widgets)


def _font(pdf: Pdf, face: FaceFile) -> Object:
    """Make the font for typed text: every character of Windows-1252, each under its code."""
    codes = range(32, 256)
    characters = [bytes([code]).decode("cp1252", "replace") for code in codes]
    file = _subset(face, characters)
    name = Name(f"/{TAG}+{face.name}")
    facts: dict[str, Any] = face.descriptor() | {"Flags": NONSYMBOLIC, "FontName": name}
    described = Dictionary(Type=Name.FontDescriptor, FontFile2=pdf.make_stream(file, Length1=len(file)), **facts)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=codes.start,
            LastChar=codes[-1],
            Widths=Array(_widths(file, characters)),
            FontDescriptor=pdf.make_indirect(described),
        )
    )


def _subset(face: FaceFile, characters: Sequence[str]) -> bytes:
    """Cut the font file down to these characters, which a reader finds by their Unicode."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).update(map(ord, characters))
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(int.from_bytes(table.encode(), "big") for table in DROPPED)
    wanted.flags = hb.SubsetFlags.NO_HINTING
    return bytes(hb.subset(hb.Face(hb.Blob.from_file_path(str(face.path))), wanted).blob.data)


def _widths(file: bytes, characters: Sequence[str]) -> list[int]:
    """Measure each character's width in thousandths of the font size."""
    face = hb.Face(file)
    font = hb.Font(face)
    advances = [font.get_glyph_h_advance(font.get_nominal_glyph(ord(character)) or 0) for character in characters]
    return [round(advance * 1000 / face.upem) for advance in advances]
