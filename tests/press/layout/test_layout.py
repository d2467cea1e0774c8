from __future__ import annotations

import os
from io import BytesIO

import pikepdf
import pytest
from press_sample import NOTES, TEXT, Shop, numbered, page_texts, section, table

from focalpoint.press import LaidOut, PressError
from focalpoint.press.layout.layout import lay_out

pytestmark = pytest.mark.slow


def fonts(data: bytes) -> set[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return {
            str(thing.BaseFont)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing
        }


def page_of(laid_out: LaidOut, word: str) -> list[int]:
    return [place for place, text in enumerate(page_texts(laid_out.pdf)) if word in text]


def test_every_footnote_is_printed_once_on_the_page_of_its_call_or_the_next(shop: Shop) -> None:
    laid_out = lay_out(shop.units()[1], shop.book)
    texts = page_texts(laid_out.pdf)
    whole = " ".join(texts)
    for place in range(1, NOTES + 1):
        assert whole.count(f"Begin{place}x") == 1
        assert whole.count(f"End{place}x") == 1
        called = {1: "p-1.1", 2: "p-1.1", 3: "t1"}.get(place, f"p-1.{place}")
        printed_on = next(page for page, text in enumerate(texts) if f"Begin{place}x" in text)
        assert printed_on - laid_out.anchors[called][0] in (0, 1)


def test_only_the_press_fonts_are_used_whatever_a_unit_asks_for(shop: Shop, printed: bytes) -> None:
    asked = "<p style=\"font-family: 'DejaVu Sans', monospace\">Other → ✓</p><pre>fixed</pre>"
    found = fonts(printed) | fonts(shop.lay_out(asked).pdf)
    assert found
    assert all("+SourceS" in name.replace("-", "") for name in found), found


def test_the_machine_gets_its_own_font_settings_back(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/nowhere/fonts.conf")
    assert all("+Source-S" in name for name in fonts(shop.lay_out("<p>Text</p>").pdf))
    assert os.environ["FONTCONFIG_FILE"] == "/nowhere/fonts.conf"


def test_a_letter_that_no_typeface_has_is_refused(shop: Shop) -> None:
    with pytest.raises(PressError, match=r"U\+10E5"):
        shop.lay_out("<p>ქ</p>")


@pytest.mark.parametrize(
    "source",
    [
        "../outside.svg",
        "_images/link.svg",
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "//host/x.png",
        "data:image/svg+xml,<svg/>",
        "_images/gone.svg",
    ],
)
def test_a_picture_from_elsewhere_is_refused(shop: Shop, source: str) -> None:
    outside = shop.folder.parent / "outside.svg"
    outside.write_text((shop.folder / "_images/box.svg").read_text())
    link = shop.folder / "_images" / "link.svg"
    if not link.is_symlink():
        link.symlink_to(outside)
    with pytest.raises(PressError) as caught:
        shop.lay_out(f'<p><img alt="x" src="{source}"></p>')
    assert [(problem.path, problem.kind) for problem in caught.value.problems] == [("one", "image")]


def test_a_style_attribute_cannot_fetch_either(shop: Shop) -> None:
    with pytest.raises(PressError, match="not a file of this unit"):
        shop.lay_out('<p style="background: url(http://127.0.0.1:9/x.png)">x</p>')


def test_a_picture_cannot_fetch_either(shop: Shop) -> None:
    evil = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="http://127.0.0.1:9/x.png"/></svg>'
    (shop.folder / "_images" / "evil.svg").write_text(evil)
    with pytest.raises(PressError, match="not a file of this unit"):
        shop.lay_out('<p><img alt="x" src="_images/evil.svg"></p>')


@pytest.mark.parametrize("gap", [176, 184, 192, 200, 208, 216])
def test_heading_caption_and_first_rows_stay_together(shop: Shop, gap: int) -> None:
    space = f'<div style="height: {gap - 30}mm"></div>'
    laid_out = shop.lay_out(space, '<section id="s"><h2>Heading</h2>', table("t", 9), "</section>")
    pages = {*page_of(laid_out, "Heading"), *page_of(laid_out, "Table 1.1"), *page_of(laid_out, "Row1x")}
    assert len(pages) == 1
    assert page_of(laid_out, "Row8x") == page_of(laid_out, "Row9x")


@pytest.mark.parametrize("gap", [190, 196, 202, 208, 214])
def test_an_action_is_never_broken(shop: Shop, gap: int) -> None:
    action = (
        f'<div class="action"><p class="action-label">Label</p><p class="action-text">Ask</p><p>{TEXT}</p>'
        '<p class="action-with">With</p></div>'
    )
    laid_out = shop.lay_out(f'<div style="height: {gap - 30}mm"></div>', action)
    assert page_of(laid_out, "Label") == page_of(laid_out, "With")


def test_a_table_repeats_its_head_on_each_page(shop: Shop) -> None:
    laid_out = shop.lay_out(table("t", 40))
    assert page_of(laid_out, "Factor Desk") == list(range(laid_out.pages))


def test_a_symbol_of_the_united_nations_is_never_broken(shop: Shop) -> None:
    link = '<a class="undoc" href="https://undocs.org/A/RES/60/1">A/RES/60/1</a>'
    text = " ".join(["word " * count + link for count in range(12)])
    assert page_texts(shop.lay_out(f"<p>{text}</p>").pdf)[0].count("A/RES/60/1") == 12


def test_anchors_tell_page_and_place(shop: Shop) -> None:
    laid_out = shop.lay_out(*(numbered(f"1.{place}") for place in range(1, 30)))
    page, x, y = laid_out.anchors["p-1.29"]
    assert page == laid_out.pages - 1
    assert round(x) == round(42 * 72 / 25.4)
    assert 0 < y < 842


def test_footnotes_do_not_push_text_to_later_pages(shop: Shop) -> None:
    """WeasyPrint 70 left most of a page empty here, until the note area got a point of padding."""
    laid_out = lay_out(shop.units()[1], shop.book)
    assert laid_out.pages <= 10


def test_a_unit_alone_is_the_same_each_time(shop: Shop) -> None:
    unit = shop.unit(section("one", "One", table("t", 4)))
    assert lay_out(unit, shop.book) == lay_out(unit, shop.book)


def test_hyphens_and_spaces_are_found_by_a_search_whatever_else_the_unit_has(shop: Shop) -> None:
    text = page_texts(shop.lay_out(f"<p>No\N{NO-BREAK SPACE}break. {TEXT * 3} A follow-up visit.</p>").pdf)[0]
    assert "A follow-up visit." in text
    assert "No break." in text


def test_a_note_longer_than_a_page_stops_the_build_instead_of_running_off_the_paper(shop: Shop) -> None:
    long = f'<span class="footnote" id="long">{TEXT * 34}</span>'
    with pytest.raises(PressError, match=r"the note “A ministry .*” is longer than a page has room for; shorten"):
        shop.lay_out(numbered("1.1", long))


@pytest.mark.parametrize("space", [" ", "\n", "\t", ""])
def test_a_call_after_a_space_does_not_keep_the_whole_paragraph_on_one_line(shop: Shop, space: str) -> None:
    called = '<span class="footnote" id="called">A note.</span>'
    assert shop.lay_out(numbered("1.1", f" {TEXT} {TEXT}{space}{called}")).pages == 1


def test_a_word_wider_than_the_paper_stops_the_build(shop: Shop) -> None:
    with pytest.raises(PressError, match="does not fit on a page; shorten or divide it"):
        shop.lay_out(f'<p><span class="undoc">A/RES/{"60" * 90}</span></p>')
