"""What the PDF says of itself: both standards, title, language, colour."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Pdf, String

from focalpoint.press.layout.isolation import THEME
from focalpoint.press.section import Book

PRODUCER = "focalpoint press"
PROFILE = "sRGB2014"


def write_metadata(pdf: Pdf, book: Book) -> None:
    """Write everything of the catalogue that is neither pages nor structure."""
    root = pdf.Root
    root.Lang = String(book.locale)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines
    root.Metadata = pdf.make_stream(_xmp(book), Type=Name.Metadata, Subtype=Name.XML)
    root.OutputIntents = Array([_colour(pdf)])
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


def _xmp(book: Book) -> bytes:
    """The same facts as XMP; the two must agree, or PDF/A fails."""
    subject = ""
    if book.subtitle:
        alternatives = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(book.subtitle)}</rdf:li></rdf:Alt>'
        subject = f"<dc:description>{alternatives}</dc:description>"
    facts = {
        "title": escape(book.title),
        "publisher": escape(book.publisher),
        "subject": subject,
        "language": escape(book.locale),
        "producer": PRODUCER,
        "day": f"{book.date:%Y-%m-%d}T00:00:00Z",
    }
    return (THEME / "metadata.xml").read_text(encoding="utf-8").format_map(facts).encode("utf-8")


def _colour(pdf: Pdf) -> Dictionary:
    """All colours are sRGB; the profile comes with WeasyPrint, whose code need not be loaded for it."""
    package = find_spec("weasyprint")
    assert package is not None and package.origin is not None
    profile = (Path(package.origin).parent / "pdf" / f"{PROFILE}.icc").read_bytes()
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(PROFILE),
        Info=String(PROFILE),
        DestOutputProfile=pdf.make_stream(profile, N=3),
    )
