"""Write one subset of each typeface for the whole book, in place of one in every section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Pdf

from focalpoint.press.book_pdf.font_file import FaceFile, face_files, face_key
from focalpoint.press.section import fault, refuse

MAPPING = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
BLOCK = 100
"""Lines that one block of a character map may have."""
CMAP = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
%bendcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


@dataclass
class Variant:
    """Fonts that agree on the width and the text of every glyph that they share."""

    widths: dict[int, int]
    texts: dict[int, bytes]
    fonts: list[Object] = field(default_factory=list)
    """Font objects of the book that show these glyphs, filled in at the end."""

    def agrees(self, other: Variant) -> bool:
        """Return whether the other gives no glyph another width or text."""
        return _agree(self.widths, other.widths) and _agree(self.texts, other.texts)

    def absorb(self, other: Variant) -> None:
        """Add the other's glyphs and fonts."""
        self.widths.update(other.widths)
        self.texts.update(other.texts)
        self.fonts += other.fonts


def _agree(one: Mapping[int, object], other: Mapping[int, object]) -> bool:
    return all(one.get(glyph, said) == said for glyph, said in other.items())


class FontMerger:
    """Collect the fonts of the book section by section, and write each typeface once at the end."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.variants: dict[FaceFile, list[Variant]] = {}

    def strip(self, source: Pdf) -> list[tuple[FaceFile, Object, Variant]]:
        """Empty a section's fonts before its pages are copied, so that its own subsets do not get into the book."""
        found = []
        for font in _fonts(source):
            face = face_files().get(face_key(str(font.BaseFont).split("+")[-1]))
            if face is not None:  # A font of any other file stays as it is.
                said = Variant(widths_of(font.DescendantFonts[0].W), texts_of(font.ToUnicode.read_bytes()))
                found.append((face, font, said))
                del font["/DescendantFonts"], font["/ToUnicode"]
        return found

    def register(self, stripped: Iterable[tuple[FaceFile, Object, Variant]]) -> None:
        """Enter the copies of the stripped fonts in the book, once the pages have been copied."""
        for face, font, said in stripped:
            # qpdf copies each object once: this returns the copy that the pages refer to.
            said.fonts.append(self.pdf.copy_foreign(font))
            self._add(face, said)

    def new_font(self, face: FaceFile, glyphs: Mapping[str, int], widths: Mapping[int, int]) -> Object:
        """Return a font for text that the book itself writes, given the glyph of each character and their widths."""
        font = self.pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type0, Encoding=Name("/Identity-H")))
        texts = {glyph: character.encode("utf-16-be").hex().encode() for character, glyph in glyphs.items()}
        self._add(face, Variant(dict(widths), texts, [font]))
        return font

    def _add(self, face: FaceFile, said: Variant) -> None:
        variants = self.variants.setdefault(face, [])
        for variant in variants:
            if variant.agrees(said):
                variant.absorb(said)
                return
        variants.append(said)

    def finish(self) -> None:
        """Write each font file once, with every glyph that any section shows."""
        for face in sorted(self.variants):
            variants = self.variants[face]
            name, descriptor = self._file(face, {glyph for variant in variants for glyph in variant.widths})
            for variant in variants:
                self._fill(variant, name, descriptor)

    def _file(self, face: FaceFile, glyphs: set[int]) -> tuple[Name, Object]:
        data = face.subset(glyphs)
        name = Name(f"/{face.subset_tag(glyphs)}+{face.name}")
        entries: dict[str, Any] = {f"/{key}": value for key, value in face.descriptor().items()}
        descriptor = Dictionary(entries)
        descriptor.Type = Name.FontDescriptor
        descriptor.FontName = name
        descriptor.FontFile2 = self.pdf.make_stream(data, Length1=len(data))
        return name, self.pdf.make_indirect(descriptor)

    def _fill(self, variant: Variant, name: Name, descriptor: Object) -> None:
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            CIDToGIDMap=Name.Identity,
            FontDescriptor=descriptor,
            W=_runs(variant.widths),
        )
        descendants = Array([self.pdf.make_indirect(descendant)])
        texts = self.pdf.make_stream(_character_map(variant.texts))
        for font in variant.fonts:
            font.BaseFont = name
            font.DescendantFonts = descendants
            font.ToUnicode = texts


def _fonts(pdf: Pdf) -> Iterator[Object]:
    """Yield the fonts of pages and of form XObjects on them, each once; going through all objects would be slower."""
    seen: set[tuple[int, int]] = set()
    waiting = [page.obj.Resources for page in pdf.pages]
    while waiting:
        resources = waiting.pop()
        for font in resources.get("/Font", {}).values():
            if font.objgen not in seen and font.Subtype == Name.Type0:
                yield font
            seen.add(font.objgen)
        for drawing in resources.get("/XObject", {}).values():
            if drawing.objgen not in seen and "/Resources" in drawing:
                waiting.append(drawing.Resources)
            seen.add(drawing.objgen)


def texts_of(cmap: bytes) -> dict[int, bytes]:
    """Return the text of each glyph in a character map, in hexadecimal UTF-16."""
    return {int(glyph, 16): text for glyph, text in MAPPING.findall(cmap)}


def widths_of(listed: Object) -> dict[int, int]:
    """Return the width of each glyph in a W array, which holds lists of widths and ranges with one width."""
    items = iter(list(listed))
    widths: dict[int, int] = {}
    for first in items:
        second = next(items)
        if isinstance(second, Array):
            widths.update((int(first) + place, int(width)) for place, width in enumerate(second))
        else:
            width = int(next(items))
            widths.update((glyph, width) for glyph in range(int(first), int(second) + 1))
    return widths


def _runs(widths: Mapping[int, int]) -> Array:
    """Return a W array with one list for each run of consecutive glyphs."""
    runs: dict[int, list[int]] = {}
    first = -1
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            first = glyph
        runs.setdefault(first, []).append(widths[glyph])
    return Array([part for start, run in runs.items() for part in (start, Array(run))])


def _character_map(texts: Mapping[int, bytes]) -> bytes:
    lines = [b"<%04x> <%b>\n" % (glyph, texts[glyph]) for glyph in sorted(texts)]
    blocks = [lines[first : first + BLOCK] for first in range(0, len(lines), BLOCK)]
    return CMAP % b"".join(b"%d beginbfchar\n%bendbfchar\n" % (len(block), b"".join(block)) for block in blocks)


FILES = {"regular": "sourcesans3", "strong": "sourcesans3semibold"}


class Face(NamedTuple):
    """One font of heads and feet: the object in the book, a glyph for each character, and the glyphs' widths."""

    font: Object
    glyphs: dict[str, int]
    widths: dict[int, int]

    def width(self, text: str, size: float) -> float:
        """Return the width of a text in points."""
        return sum(self.widths[self.glyphs[character]] for character in text) * size / 1000

    def show(self, text: str) -> bytes:
        """Return the operand that shows a text."""
        return b"<" + b"".join(b"%04x" % self.glyphs[character] for character in text) + b">"

    def cut(self, text: str, size: float, room: float) -> str:
        """Return the text, or as much of it as fits into `room` points, with an ellipsis."""
        if self.width(text, size) <= room:
            return text
        while text and self.width(text + "…", size) > room:
            text = text[:-1]
        return text.rstrip() + "…"


def overlay_faces(merger: FontMerger, texts: Iterable[str]) -> dict[str, Face]:
    """Return the faces for these texts; raises PressError for a character that they lack."""
    files = {weight: face_files()[name] for weight, name in FILES.items()}
    characters = sorted(set("".join(texts)))
    missing = [character for character in characters if not files["regular"].has(character)]
    refuse(fault("", f"no typeface has the character {character!r} of a title; replace it") for character in missing)
    return {weight: _overlay_face(merger, file, characters) for weight, file in files.items()}


def _overlay_face(merger: FontMerger, file: FaceFile, characters: Iterable[str]) -> Face:
    glyphs = {character: file.glyph(character) for character in characters}
    widths = {glyph: file.width(glyph) for glyph in glyphs.values()}
    return Face(merger.new_font(file, glyphs, widths), glyphs, widths)
