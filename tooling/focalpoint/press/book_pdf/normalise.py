"""Correct in a section's PDF what WeasyPrint writes differently from what PDF/UA-1 and PDF/A-3a require."""

from __future__ import annotations

import re
from io import BytesIO

from pikepdf import Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

from focalpoint.press.layout.prepare import AFAR

PRINT_FLAG = 4
# The typefaces have one glyph for all three hyphens, and one for both spaces. Pango records the text it met first, so
# one hyphenated line would turn every hyphen of the section into one that a search does not find.
PLAIN = {b"00a0": b"0020", b"00ad": b"002d", b"2010": b"002d", b"2011": b"002d", b"202f": b"2009"}
PAIR = re.compile(rb"(<[0-9a-f]{4}>) <(%b)>" % b"|".join(PLAIN))
# Entries of the catalogue that the book writes itself.
BOOK_KEYS = ("/Outlines", "/Metadata", "/ViewerPreferences", "/MarkInfo", "/Lang", "/Names")


def normalise(data: bytes) -> bytes:
    """Return the section's PDF, ready to be joined into the book."""
    with Pdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", ()):
                _link(annotation)
        for thing in pdf.objects:
            if isinstance(thing, Stream) and "/Interpolate" in thing:
                thing.Interpolate = False  # PDF/A-3, 6.2.8
        _typefaces(pdf)
        _contents(pdf)
        for key in BOOK_KEYS:
            if key in pdf.Root:
                del pdf.Root[key]
        written = BytesIO()
        pdf.save(
            written,
            object_stream_mode=ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
        return written.getvalue()


def _link(annotation: Object) -> None:
    """Set the print flag of a link, and make a link that leaves the section a destination in the book."""
    annotation.F = PRINT_FLAG
    if "/A" in annotation:
        address = str(annotation.A.get("/URI", ""))
        if address.startswith(AFAR):
            del annotation["/A"]
            annotation.Dest = String(address.removeprefix(AFAR))


def _contents(pdf: Pdf) -> None:
    """Drop zero kerning between glyphs, and restore the graphics state at the end of each page."""
    for page in pdf.pages:
        text = page.Contents.read_bytes().replace(b">0<", b"").replace(b">0]", b">]")
        page.Contents = pdf.make_stream(b"q\n" + text + b"\nQ\n")


def _typefaces(pdf: Pdf) -> None:
    """Correct the names of fonts and the text of their glyphs."""
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary):
            continue
        for key in ("/BaseFont", "/FontName"):
            # Pango writes a comma after a family whose name ends in a digit: `Source-Serif-4,`.
            if key in thing:
                thing[key] = Name(str(thing[key]).rstrip(","))
        if "/ToUnicode" in thing:
            text = thing.ToUnicode.read_bytes()
            thing.ToUnicode.write(PAIR.sub(lambda found: found[1] + b" <" + PLAIN[found[2]] + b">", text))
