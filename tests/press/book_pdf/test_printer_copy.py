from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from press_sample import Shop, page_texts, quiet

from focalpoint.press.book import Press

pytestmark = pytest.mark.slow

MM = 72 / 25.4
PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}


@pytest.fixture(scope="module", params=PAPERS)
def variant(request: pytest.FixtureRequest, shop: Shop) -> tuple[str, bytes]:
    book = replace(shop.book, page_size=request.param)
    with Press(2, for_printer=True) as press:
        return request.param, press.print(book, shop.units(), quiet).pdf


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [round(float(side) / MM, 2) for side in page.obj[name]]


def about(trim: list[float], margin: float) -> list[float]:
    left, bottom, right, top = trim
    return pytest.approx([left - margin, bottom - margin, right + margin, top + margin], abs=0.02)


def test_the_boxes_leave_three_millimetres_of_bleed_and_room_for_the_marks(variant: tuple[str, bytes]) -> None:
    paper, data = variant
    width, height = PAPERS[paper]
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = trim = box(page, "/TrimBox")
            assert (right - left, top - bottom) == pytest.approx((width, height), abs=0.02)
            assert box(page, "/BleedBox") == about(trim, 3)
            assert box(page, "/MediaBox") == about(trim, 10)
            assert "/CropBox" not in page.obj


def first_text(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Left and right edge of what stands at the height of the page's foot, from the edge of the media."""
    textpage = page.get_textpage()
    left, _, _, _ = page.get_mediabox()
    boxes = [textpage.get_rect(number) for number in range(textpage.count_rects())]
    foot = [rect for rect in boxes if 14 * MM < rect[1] < 17 * MM]
    return (min(rect[0] for rect in foot) - left) / MM, (max(rect[2] for rect in foot) - left) / MM


def test_the_inner_margin_is_the_same_on_both_sides(variant: tuple[str, bytes]) -> None:
    paper, data = variant
    width = PAPERS[paper][0] + 20
    with pypdfium2.PdfDocument(data) as document:
        edges = [first_text(page) if page.get_textpage().count_chars() > 5 and number else None
                 for number, page in enumerate(document)]  # fmt: skip
    right_hand = {edge for edge in edges[::2] if edge}
    left_hand = {edge for edge in edges[1::2] if edge}
    assert right_hand
    for left, right in right_hand:
        assert left == pytest.approx(10 + 42, abs=0.7)
        assert right == pytest.approx(10 + 42 + 138, abs=0.7)
    for left, right in left_hand:
        assert width - right == pytest.approx(10 + 42, abs=0.7)
        assert width - left == pytest.approx(10 + 42 + 138, abs=0.7)


def test_chapters_begin_on_the_right_after_blank_pages(variant: tuple[str, bytes], shop: Shop) -> None:
    texts = page_texts(variant[1])
    blank = [number for number, text in enumerate(texts) if not text]
    with pikepdf.open(BytesIO(variant[1])) as pdf, pdf.open_outline() as outline:
        pages = [page.obj.objgen for page in pdf.pages]
        begins = [pages.index(item.destination[0].objgen) for item in outline.root]
        below = [pages.index(item.destination[0].objgen) for item in outline.root[-1].children]
    assert len(begins) == 5
    assert all(number % 2 == 0 for number in begins)
    # A blank page stands only where the next must be a right-hand one, or at the end; a note goes on behind its annex.
    assert blank
    last = max(number for number, text in enumerate(texts) if text)
    assert all(number % 2 == 1 and number + 1 in begins for number in blank if number < last)
    assert below == [begins[-1] + 1]
    # The sheets of a block have four pages each.
    assert len(texts) % 4 == 0
    assert len(texts) - 1 - last < 4


def test_blank_pages_hold_crop_marks_as_artifacts_and_nothing_else(variant: tuple[str, bytes]) -> None:
    with pikepdf.open(BytesIO(variant[1])) as pdf:
        blank = [page for page, text in zip(pdf.pages, page_texts(variant[1]), strict=True) if not text]
        for page in blank:
            drawn = b"".join(stream.read_bytes() for stream in page.obj.Contents)
            assert drawn.startswith(b"/Artifact ")
            assert drawn.count(b"BDC") == drawn.count(b"EMC") == 1
            assert drawn.count(b" l S\n") == 8
            assert "/StructParents" not in page.obj
            assert "/Annots" not in page.obj


def test_numbers_in_contents_and_feet_count_the_blank_pages(variant: tuple[str, bytes]) -> None:
    texts = page_texts(variant[1])
    with pikepdf.open(BytesIO(variant[1])) as pdf:
        labels = [page.label for page in pdf.pages]
    second = next(number for number, text in enumerate(texts) if "2.1 A ministry" in text)
    assert f"The commitment {labels[second]}" in texts[2]
    for number, (label, text) in enumerate(zip(labels, texts, strict=True)):
        if number and text:
            foot = "Manual for Focal Points · Public edition · 1 December 2026"
            # At the outer edge: after the text on a right-hand page, before it on a left-hand one.
            assert (f"{label} {foot}" if number % 2 else f"{foot} {label}") in text
    arabic = labels[labels.index("1") :]
    assert all(int(other) == int(one) + 1 for one, other in pairwise(arabic))


def test_marks_stand_outside_the_bleed_and_the_cover_fills_it(variant: tuple[str, bytes]) -> None:
    with pypdfium2.PdfDocument(variant[1]) as document:
        cover = document[0].render(scale=2).to_pil().convert("RGB")
        page = document[2].render(scale=2).to_pil().convert("L")
    unit = 2 * MM
    white, blue = (255, 255, 255), (0x12, 0x40, 0x5A)
    assert cover.getpixel((int(7.6 * unit), int(60 * unit))) == blue
    assert cover.getpixel((int(6.5 * unit), int(60 * unit))) == white
    assert cover.getpixel((int(7.6 * unit), cover.height - int(7.6 * unit))) == (0x0C, 0x2C, 0x3F)
    assert cover.getpixel((cover.width - int(7.6 * unit), cover.height - int(7.6 * unit))) == (0x0C, 0x2C, 0x3F)
    column = [page.getpixel((round(10 * unit), y)) for y in range(int(9 * unit))]
    assert min(column[: int(4 * unit)]) < 230
    assert min(column[int(5.5 * unit) :]) > 250
