"""Small PDF files, each with withheld words in one hiding place."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, OutlineItem, Pdf, Stream, String
from planted_leaks import HEX, SECRET, WORD

DRAWN = f"BT /F 4 Tf 10 100 Td <{HEX}> Tj ET"
Plant = Callable[[Pdf], None]


def clean_pdf(plant: Plant = lambda pdf: None) -> bytes:
    """A PDF of one page, after something was put into it."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(300, 200))
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=font))
    pdf.pages[0].obj.Contents = Stream(pdf, b"BT /F 12 Tf 10 50 Td <4f70656e2e> Tj ET")
    plant(pdf)
    made = BytesIO()
    pdf.save(made, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def drawn(how: str) -> Plant:
    def plant(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = Stream(pdf, how.encode())

    return plant


def in_root(**entries: object) -> Plant:
    def plant(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = pdf.make_indirect(value)

    return plant


def on_page(**entries: object) -> Plant:
    """An annotation on the page."""

    def plant(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([10, 10, 290, 90]), **entries)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return plant


def information(pdf: Pdf) -> None:
    pdf.docinfo[Name.Subject] = SECRET


def metadata(pdf: Pdf) -> None:
    with pdf.open_metadata() as facts:
        facts["dc:description"] = SECRET


def outline(pdf: Pdf) -> None:
    with pdf.open_outline() as opened:
        opened.root.append(OutlineItem(SECRET, 0))


def attachment(pdf: Pdf) -> None:
    pdf.attachments["a.docx"] = AttachedFileSpec(pdf, WORD)


def attachment_name(pdf: Pdf) -> None:
    pdf.attachments["a.txt"] = AttachedFileSpec(pdf, b"x", description=SECRET)


def annotation_drawing(pdf: Pdf) -> None:
    form = Stream(pdf, DRAWN.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 300, 200]))
    form.Resources = pdf.pages[0].obj.Resources
    on_page(Subtype=Name.Stamp, F=4, AP=Dictionary(N=pdf.make_indirect(form)))(pdf)


def packed_drawing(pdf: Pdf) -> None:
    """Words that no page shows, in a stream packed twice."""
    body = zlib.compress(zlib.compress(f"({SECRET}) Tj".encode()))
    stream = pdf.make_stream(b"")
    stream.write(body, filter=Array([Name.FlateDecode, Name.FlateDecode]))
    pdf.Root.PieceInfo = stream


def picture_file(pdf: Pdf) -> None:
    from planted_leaks import exif, picture

    image = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8, BitsPerComponent=8)
    image.ColorSpace = Name.DeviceRGB
    image.write(picture("JPEG", exif=exif()), filter=Name.DCTDecode)
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=pdf.make_indirect(image))


LAYER = Dictionary(OCGs=Array([Dictionary(Type=Name.OCG, Name=SECRET)]), D=Dictionary())
SPOKEN = Dictionary(Type=Name.StructElem, Alt=SECRET)
TREE = Name.StructTreeRoot
LINK = Dictionary(S=Name.URI, URI=f"https://example.org/{SECRET.replace(' ', '-')}")
FIELDS = Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T=String("a"), V=String(SECRET))]))
PLANTED_PDF: dict[str, tuple[Plant, str]] = {
    "text": (drawn(DRAWN), "page 1"),
    "white text": (drawn(f"1 1 1 rg {DRAWN}"), "page 1"),
    "unseen text": (drawn(DRAWN.replace("Td", "Td 3 Tr")), "page 1"),
    "clipped text": (drawn(f"0 0 1 1 re W n {DRAWN}"), "page 1"),
    "covered text": (drawn(f"{DRAWN} 0 0 300 200 re f"), "page 1"),
    "text beside the page": (drawn(DRAWN.replace("10 100", "900 900")), "page 1"),
    "text read aloud": (drawn(f"/Span <</ActualText <{HEX}>>> BDC EMC"), "a text alternative"),
    "a remark in a drawing": (drawn(f"% {SECRET}\n{DRAWN.replace(HEX, '41')}"), "the drawing of page 1"),
    "a text alternative": (
        in_root(StructTreeRoot=Dictionary(Type=TREE, K=SPOKEN)),
        "a text alternative",
    ),
    "a title of a tag": (
        in_root(StructTreeRoot=Dictionary(Type=TREE, K=Dictionary(Type=Name.StructElem, T=SECRET))),
        "the structure tree",
    ),
    "the information": (information, "the document information"),
    "XMP metadata": (metadata, "its text in its XMP metadata"),
    "the outline": (outline, "the outline"),
    "a link": (on_page(Subtype=Name.Link, A=LINK), "a link"),
    "a named destination": (
        in_root(Names=Dictionary(Dests=Dictionary(Names=Array([String(SECRET), Array([0])])))),
        "a named destination",
    ),
    "a destination of old": (
        in_root(Dests=Dictionary({f"/{SECRET.replace(' ', '_')}": Array([0])})),
        "a name inside the file",
    ),
    "an annotation": (on_page(Subtype=Name.Text, Contents=SECRET), "an annotation"),
    "an annotation's drawing": (annotation_drawing, "page 1"),
    "an attachment": (attachment, "its text in file 1 of the archive in an attachment"),
    "an attachment's name": (attachment_name, "an attachment's name"),
    "a form field": (in_root(AcroForm=FIELDS), "a form field"),
    "a script": (in_root(OpenAction=Dictionary(S=Name.JavaScript, JS=f"say('{SECRET}')")), "a script"),
    "a layer's name": (in_root(OCProperties=LAYER), "a layer's name"),
    "a stream packed twice": (packed_drawing, "a stream inside the file"),
    "a picture's EXIF": (picture_file, "EXIF in a picture"),
}
"""Hiding place → what is done to a PDF, and what the message calls the place."""
