"""Put right, in one unit's PDF, what WeasyPrint writes otherwise than PDF/UA-1 and PDF/A-3a ask."""

from __future__ import annotations

import re
from io import BytesIO

from pikepdf import Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

from focalpoint.press.layout.prepare import AFAR

PRINT_FLAG = 4
# One glyph serves all three hyphens, and one both spaces. Pango notes the text that it met first, so that one
# hyphenated line would make every hyphen in the unit one that no search finds.
PLAIN = {b"00a0": b"0020", b"00ad": b"002d", b"2010": b"002d", b"2011": b"002d", b"202f": b"2009"}
PAIR = re.compile(rb"(<[0-9a-f]{4}>) <(%b)>" % b"|".join(PLAIN))
# What the book says itself, and what each unit therefore need not.
BOOK_KEYS = ("/Outlines", "/Metadata", "/ViewerPreferences", "/MarkInfo", "/Lang", "/Names")


def normalise(data: bytes) -> bytes:
    """The unit's PDF, ready to be taken into the book."""
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
    """A link prints, and one that leaves the unit names its target in the book."""
    annotation.F = PRINT_FLAG
    if "/A" in annotation:
        address = str(annotation.A.get("/URI", ""))
        if address.startswith(AFAR):
            del annotation["/A"]
            annotation.Dest = String(address.removeprefix(AFAR))


def _contents(pdf: Pdf) -> None:
    """Drop the empty kerns between glyphs, and close each page so that furniture starts from a clean state."""
    for page in pdf.pages:
        text = page.Contents.read_bytes().replace(b">0<", b"").replace(b">0]", b">]")
        page.Contents = pdf.make_stream(b"q\n" + text + b"\nQ\n")


def _typefaces(pdf: Pdf) -> None:
    """Put right the names of typefaces, and the text behind their glyphs."""
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary):
            continue
        for key in ("/BaseFont", "/FontName"):
            # Pango writes a comma after a family whose name ends in a figure: `Source-Serif-4,`.
            if key in thing:
                thing[key] = Name(str(thing[key]).rstrip(","))
        if "/ToUnicode" in thing:
            text = thing.ToUnicode.read_bytes()
            thing.ToUnicode.write(PAIR.sub(lambda found: found[1] + b" <" + PLAIN[found[2]] + b">", text))
