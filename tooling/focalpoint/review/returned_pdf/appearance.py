"""The text that an annotation shows on the page, where it says it nowhere else."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pikepdf import Dictionary, Name, Pdf

from focalpoint.review.returned_pdf.pdf_geometry import box
from focalpoint.review.returned_pdf.pdf_text import clean, unpacked

SIDE = 2_000
"""Points of the blank page on which the appearance is set."""


def shown_text(entry: Any) -> str:
    """The letters of an annotation's normal appearance; empty where it has none or they cannot be read."""
    shown = entry.get("/AP")
    form = shown.get("/N") if isinstance(shown, pikepdf.Dictionary) else None
    if not isinstance(form, pikepdf.Stream):
        return ""
    try:
        unpacked(form)  # Refuses what would unpack to too much.
        with pdfium.PdfDocument(_alone(form)) as document:
            return clean(document[0].get_textpage().get_text_range())
    except (pdfium.PdfiumError, pikepdf.PdfError, ValueError, RuntimeError):
        return ""


def _alone(form: pikepdf.Stream) -> bytes:
    """A file of one page that shows nothing but the appearance."""
    file = io.BytesIO()
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(SIDE, SIDE))
        page.obj.Resources = Dictionary(XObject=Dictionary(Shown=pdf.copy_foreign(form)))
        around = box(form.get("/BBox"))
        left, bottom = (around.left, around.bottom) if around else (0, 0)
        page.obj.Contents = pdf.make_stream(f"1 0 0 1 {10 - left:.2f} {10 - bottom:.2f} cm /Shown Do".encode())
        page.obj.Type = Name.Page
        pdf.save(file)
    return file.getvalue()
