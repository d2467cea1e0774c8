"""Put right what a unit's PDF says of its typefaces: their names, and the text behind their glyphs."""

from __future__ import annotations

import re

from pikepdf import Dictionary, Name, Pdf

# One glyph serves all three hyphens, and one both spaces. Pango notes the text that it met first, so that one
# hyphenated line would make every hyphen in the unit one that no search finds.
PLAIN = {b"00a0": b"0020", b"00ad": b"002d", b"2010": b"002d", b"2011": b"002d", b"202f": b"2009"}
PAIR = re.compile(rb"(<[0-9a-f]{4}>) <(%b)>" % b"|".join(PLAIN))


def mend_typefaces(pdf: Pdf) -> None:
    """Mend every font of a PDF."""
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
