"""Write the PDF's metadata: both standards, title, language and colour profile."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf, String

from focalpoint.press.layout.isolation import THEME
from focalpoint.press.section import Book

PRODUCER = "focalpoint press"
PROFILE = "sRGB2014"


def write_metadata(pdf: Pdf, book: Book) -> None:
    """Write the entries of the catalogue that are neither pages nor structure."""
    root = pdf.Root
    root.Lang = String(book.locale)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines
    root.OutputIntents = Array([_output_intent(pdf)])
    day = String(f"D:{book.date:%Y%m%d}000000Z")
    info = Dictionary(
        Title=String(book.title),
        Author=String(book.publisher),
        Producer=String(PRODUCER),
        CreationDate=day,
        ModDate=day,
    )
    if book.subtitle:
        info.Subject = String(book.subtitle)
    pdf.trailer.Info = pdf.make_indirect(info)
    _write_xmp(pdf, book)


def _write_xmp(pdf: Pdf, book: Book) -> None:
    """Write the document information as XMP too, since PDF/A requires both to agree, and name the two standards."""
    # The file declares the property that names PDF/UA, as PDF/A requires of every property outside its own list.
    pdf.Root.Metadata = pdf.make_stream((THEME / "metadata.xml").read_bytes(), Type=Name.Metadata, Subtype=Name.XML)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.load_from_docinfo(pdf.docinfo, raise_failure=True)
        xmp["dc:format"] = "application/pdf"
        xmp["dc:language"] = {book.locale}
        xmp["pdfaid:part"], xmp["pdfaid:conformance"] = "3", "A"
        xmp["pdfuaid:part"] = "1"


def _output_intent(pdf: Pdf) -> Dictionary:
    """Return the output intent: all colours are sRGB, with the profile that WeasyPrint ships."""
    package = find_spec("weasyprint")  # Found without loading its code.
    assert package is not None and package.origin is not None
    profile = (Path(package.origin).parent / "pdf" / f"{PROFILE}.icc").read_bytes()
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(PROFILE),
        Info=String(PROFILE),
        DestOutputProfile=pdf.make_stream(profile, N=3),
    )
