"""Words in any script of the typefaces: printed, compared with the text, and copied in their order."""

from __future__ import annotations

import unicodedata
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from press_sample import Shop, numbered, section

from focalpoint.press import LaidOut, PressError
from focalpoint.press.layout import weasyprint_patches
from focalpoint.press.layout.layout import lay_out
from focalpoint.press.preflight.preflight import check_section

pytestmark = pytest.mark.slow

ARABIC = (
    "وقد أعلنت الحكومات أن لهذا أهمية في الوقاية من الإبادة الجماعية وجرائم الحرب والتطهير العرقي فعندما اتخذ مجلس "
    "الأمن قراره 2150 (2014) حث الدول على وضع برامج تعليمية تساعد على منع «الكراهية» وضمّة"
)
CHINESE = "保护责任“引用”——中国"
DEVANAGARI = "संरक्षण की जिम्मेदारी किताब निति हिन्दी प्रधानमंत्री"


def printed(shop: Shop, words: str) -> LaidOut:
    """Lay words out and send them through the text gate."""
    unit = shop.unit(section("one", "One", numbered("1.1"), f"<p>{words}</p>"))
    one = check_section(unit, lay_out(unit, shop.book))
    with pypdfium2.PdfDocument(one.pdf) as document:
        for page in document:
            text, (width, height) = page.get_textpage(), page.get_size()
            boxes = [text.get_charbox(index) for index in range(text.count_chars())]
            assert all(0 <= left <= right <= width for left, _, right, _ in boxes), "off the page"
            assert all(0 <= bottom <= top <= height for _, bottom, _, top in boxes), "off the page"
    return one


def copied(one: LaidOut) -> list[str]:
    """The words of the pages as PDFium copies them."""
    with pypdfium2.PdfDocument(one.pdf) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    return unicodedata.normalize("NFC", text).split()


def fonts(one: LaidOut) -> set[str]:
    with pikepdf.open(BytesIO(one.pdf)) as pdf:
        things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        return {str(thing.BaseFont).split("+")[-1] for thing in things if "/BaseFont" in thing}


def test_a_word_may_be_divided_on_a_page_with_marks_over_letters(shop: Shop) -> None:
    one = printed(shop, f"The town of Ọ̀yọ́. {'The administrative authorities of municipalities. ' * 30}")
    assert any("\ufffe" in word or "\x02" in word or word.endswith("-") for word in copied(one)), "no word is divided"


@pytest.mark.parametrize(
    ("words", "font"),
    [
        ('<span lang="ar">المسؤولية عن الحماية</span>', "Amiri"),
        ('<span lang="he">שָׁלוֹם עֲלֵיכֶם</span>', "Noto-Serif-Hebrew"),
        (f'<span lang="zh">{CHINESE}</span>, 龍國', "Noto-Sans-CJK-SC"),
        ("김정은 보호책임", "Noto-Sans-CJK-KR"),
        (DEVANAGARI, "Noto-Serif-Devanagari"),
        ("ความรับผิดชอบ น้ำ กำลัง", "Noto-Serif-Thai"),
        ("Ọ̀yọ́ ẹ̀kọ́ Ọ̀yọ́, Nguyễn, Ȩ̈ and q̃", "Source-Serif-4"),
        # Unmarked, and beside words that run the other way.
        ("The word السلام (2014) and the name שלום; then Latin again.", "Amiri"),
    ],
)
def test_a_script_goes_through_the_text_gate(shop: Shop, words: str, font: str) -> None:
    assert any(name.startswith(font) for name in fonts(printed(shop, words)))


def test_an_arabic_quotation_of_several_lines_is_copied_in_its_order(shop: Shop) -> None:
    one = printed(shop, f'<span lang="ar">{ARABIC}</span>')
    words = copied(one)
    begin = words.index("وقد")
    assert words[begin : begin + len(ARABIC.split())] == ARABIC.split()


def test_a_quotation_from_right_to_left_begins_its_lines_at_the_right(shop: Shop) -> None:
    quoted = f'<blockquote><p><span lang="ar">{ARABIC}</span>.</p></blockquote>'
    with pypdfium2.PdfDocument(printed(shop, quoted).pdf) as document:
        text = document[0].get_textpage()
        boxes = [text.get_rect(index) for index in range(text.count_rects())]
    last = min(box[1] for box in boxes)
    line = [box for box in boxes if box[1] < last + 8]
    # The last line is short: it ends far from the left edge, and begins at the right one.
    assert max(box[2] for box in line) > max(box[2] for box in boxes) - 45
    assert min(box[0] for box in line) > 180


def test_words_of_devanagari_are_copied_as_they_are_spelled(shop: Shop) -> None:
    assert set(DEVANAGARI.split()) <= set(copied(printed(shop, DEVANAGARI)))


def test_without_the_patch_the_library_tells_other_words(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where this fails, take `glyph_texts.py` out: the library no longer needs it."""
    monkeypatch.setattr(weasyprint_patches, "draw", lambda own, *more: own(*more))
    unit = shop.unit(section("one", "One", numbered("1.1"), f"<p>{DEVANAGARI}</p>"))
    assert not set(DEVANAGARI.split()) <= set(copied(lay_out(unit, shop.book)))


def test_a_letter_lost_from_a_line_that_runs_from_right_to_left_is_found(shop: Shop) -> None:
    one = printed(shop, f'<span lang="ar">{ARABIC}</span>')
    for other in (ARABIC.replace("أهمية", "أهية"), ARABIC.replace("أهمية في", "في أهمية")):
        unit = shop.unit(section("one", "One", numbered("1.1"), f'<p><span lang="ar">{other}</span></p>'))
        with pytest.raises(PressError, match="what is printed differs from the text"):
            check_section(unit, one)


@pytest.mark.parametrize("words", ["ქართული", "🙂", '<span lang="zh">𠀀</span>'])
def test_words_that_no_typeface_would_print_are_refused_once(shop: Shop, words: str) -> None:
    with pytest.raises(PressError) as caught:
        printed(shop, f"{words} and {words}")
    assert len(caught.value.problems) == 1
