from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from press_sample import Shop, numbered, section

from focalpoint.press.book_pdf.font_file import face_files
from focalpoint.press.book_pdf.font_merging import FontMerger, texts_of, widths_of

pytestmark = pytest.mark.slow


def type_0_fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
    return [thing for thing in found if thing.get("/Subtype") == "/Type0"]


def test_each_font_file_is_in_the_book_once(pdf: pikepdf.Pdf) -> None:
    fonts = type_0_fonts(pdf)
    files = {font.DescendantFonts[0].FontDescriptor.FontFile2.objgen for font in fonts}
    names = {str(font.BaseFont) for font in fonts}
    assert len(fonts) > 2 * len(files) > 6
    assert len(names) == len(files)
    assert all(name[8:] in {face.name for face in face_files().values()} for name in names)


def test_the_merged_file_holds_every_glyph_that_any_unit_shows(shop: Shop, pdf: pikepdf.Pdf) -> None:
    shown: dict[str, set[int]] = {}
    for font in type_0_fonts(pdf):
        glyphs = texts_of(font.ToUnicode.read_bytes())
        widths = widths_of(font.DescendantFonts[0].W)
        assert set(glyphs) <= set(widths) | {0}
        shown.setdefault(str(font.BaseFont)[8:], set()).update(widths)
    for face in face_files().values():
        if face.name in shown:
            # Whoever subsets the subset again with these glyphs finds them all in their places.
            assert len(face.subset(shown[face.name])) > len(face.subset({0}))


def clip(document: pypdfium2.PdfDocument, page: int) -> bytes:
    """The text block of a page, without the head and foot that only the book has."""
    bitmap = document[page].render(scale=1.5, crop=(0, 70, 0, 60))
    return bytes(bitmap.buffer)


def test_no_pixel_of_a_page_differs_from_the_unit_by_itself(shop: Shop, printed: bytes, pages: list[str]) -> None:
    from focalpoint.press.layout.layout import lay_out

    first = next(place for place, text in enumerate(pages) if "A. Ground" in text and "1.1 A ministry" in text)
    alone = lay_out(shop.units()[1], shop.book)
    with pypdfium2.PdfDocument(printed) as book, pypdfium2.PdfDocument(alone.pdf) as unit:
        assert len(unit) == alone.pages > 3
        for page in range(alone.pages):
            assert clip(book, first + page) == clip(unit, page), page
        assert clip(book, first) != clip(book, first + 1)


def unit_font(pdf: pikepdf.Pdf, texts: bytes, width: int) -> pikepdf.Object:
    """A font as WeasyPrint writes one, with a single glyph."""
    descendant = pikepdf.Dictionary(W=pikepdf.Array([5, pikepdf.Array([width])]), FontDescriptor=pikepdf.Dictionary())
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name("/ABCDEF+Source-Serif-4-Semi-Bold"),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(b"1 beginbfchar\n<0005> <%b>\nendbfchar" % texts),
        )
    )


@pytest.mark.parametrize(
    ("texts", "widths", "maps", "descendants"),
    [
        ((b"0041", b"0041", b"0041"), (500, 500, 500), 1, 1),
        ((b"0041", b"0042", b"0041"), (500, 500, 500), 2, 2),
        ((b"0041", b"0041", b"0041"), (500, 501, 500), 2, 2),
    ],
)
def test_units_that_give_a_glyph_different_text_or_width_keep_their_own(
    texts: tuple[bytes, ...], widths: tuple[int, ...], maps: int, descendants: int
) -> None:
    with pikepdf.Pdf.new() as book:
        merger = FontMerger(book)
        for text, width in zip(texts, widths, strict=True):
            with pikepdf.Pdf.new() as source:
                page = source.add_blank_page()
                font = unit_font(source, text, width)
                page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
                stripped = merger.strip(source)
                book.pages.extend(source.pages)
                merger.register(stripped)
        merger.finish()
        fonts = [page.obj.Resources.Font.F for page in book.pages]
        said = [texts_of(font.ToUnicode.read_bytes())[5] for font in fonts]
        assert tuple(said) == texts
        assert tuple(widths_of(font.DescendantFonts[0].W)[5] for font in fonts) == widths
        assert len({font.ToUnicode.objgen for font in fonts}) == maps
        assert len({font.DescendantFonts[0].objgen for font in fonts}) == descendants
        assert len({font.DescendantFonts[0].FontDescriptor.objgen for font in fonts}) == 1


def test_merging_makes_the_book_smaller_than_its_units(shop: Shop, printed: bytes) -> None:
    units = [shop.unit(section(f"u{n}", "One", numbered(f"{n}.1")), f"u{n}", number=str(n)) for n in range(1, 6)]
    alone = [shop.lay_out(numbered("1.1")).pdf for _ in units]
    with pikepdf.open(BytesIO(shop.print(units))) as book, pikepdf.open(BytesIO(alone[0])) as unit:
        merged = {font.DescendantFonts[0].FontDescriptor.FontFile2.objgen for font in type_0_fonts(book)}
        assert len(merged) < len(units) * len(type_0_fonts(unit))
