from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from press_sample import TEXT, Shop, note, numbered, section

from focalpoint.press import LaidOut, PressError, Section
from focalpoint.press.book_pdf.assemble import Assembled, Placed
from focalpoint.press.layout.layout import lay_out
from focalpoint.press.preflight.expected_text import Expected, plain, read_expected
from focalpoint.press.preflight.preflight import check_book, check_section, page_texts
from focalpoint.press.preflight.text_diff import Comparison
from focalpoint.press.workers.pool import Pool

pytestmark = pytest.mark.slow

Pages = list[str]


@pytest.fixture(scope="module")
def chapter(shop: Shop) -> tuple[Section, LaidOut]:
    unit = shop.units()[1]
    return unit, lay_out(unit, shop.book)


def printed_as(monkeypatch: pytest.MonkeyPatch, change: Callable[[Pages], Pages]) -> None:
    """Let the gate see other pages than those that were printed."""
    monkeypatch.setattr("focalpoint.press.preflight.preflight.page_texts", lambda pdf: change(page_texts(pdf)))


def refusal(unit: Section, one: LaidOut) -> list[str]:
    with pytest.raises(PressError) as caught:
        check_section(unit, one)
    assert {problem.path for problem in caught.value.problems} == {unit.name}
    return [problem.message for problem in caught.value.problems]


def test_every_unit_of_the_sample_goes_through(shop: Shop) -> None:
    for unit in shop.units():
        one = check_section(unit, lay_out(unit, shop.book))
        assert len(one.texts) == one.pages


def swap(old: str, new: str) -> Callable[[Pages], Pages]:
    return lambda pages: [page.replace(plain(old), plain(new), 1) for page in pages]


def test_a_swapped_letter_is_found_and_shown(chapter: tuple[Section, LaidOut], monkeypatch: pytest.MonkeyPatch) -> None:
    printed_as(monkeypatch, lambda pages: [pages[0].replace("atrocity", "atorcity", 1), *pages[1:]])
    [message] = refusal(*chapter)
    assert "page 1 of it goes on “orcityprevention" in message
    assert "words atrocity prev" in message


def test_two_letters_swapped_in_the_pdf_itself_are_found(chapter: tuple[Section, LaidOut]) -> None:
    unit, one = chapter
    with pikepdf.open(BytesIO(one.pdf)) as pdf:
        fonts = pdf.pages[0].obj.Resources.Font.values()
        for font in (font for font in fonts if str(font.BaseFont).endswith("+Source-Serif-4")):
            # What shows an e says that it is an o.
            font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"> <0065>", b"> <006f>"))
        written = BytesIO()
        pdf.save(written)
    assert "what is printed differs" in refusal(unit, replace(one, pdf=written.getvalue()))[0]


def test_a_missing_paragraph_is_found(chapter: tuple[Section, LaidOut]) -> None:
    unit, one = chapter
    more = replace(unit, html=unit.html.replace('<section id="b">', "<p>One more.</p><section id='b'>"))
    [message] = refusal(more, one)
    assert "One more." in message


def test_the_end_that_is_cut_off_is_found(chapter: tuple[Section, LaidOut]) -> None:
    unit, one = chapter
    more = replace(unit, html=unit.html.replace("</section></section>", "<p>The very end.</p></section></section>"))
    assert "very end" in refusal(more, one)[0]


def test_a_page_too_many_is_found(chapter: tuple[Section, LaidOut], monkeypatch: pytest.MonkeyPatch) -> None:
    printed_as(monkeypatch, lambda pages: [*pages, "More"])
    assert "what is printed differs" in refusal(*chapter)[0]


def test_a_lost_footnote_is_named(chapter: tuple[Section, LaidOut], monkeypatch: pytest.MonkeyPatch) -> None:
    lost = plain(f"7Begin7x {TEXT} End7x")
    printed_as(monkeypatch, lambda pages: [page.replace(lost, "") for page in pages])
    assert refusal(*chapter) == ["footnote 7 is not printed; shorten it or the paragraph that calls it"]


def test_a_footnote_that_never_left_the_html_is_named(chapter: tuple[Section, LaidOut]) -> None:
    unit, one = chapter
    more = replace(unit, html=unit.html.replace("</p></section></section>", f"{note(99)}</p></section></section>"))
    assert "is not printed" in refusal(more, one)[0]


def test_a_footnote_printed_twice_is_named(chapter: tuple[Section, LaidOut], monkeypatch: pytest.MonkeyPatch) -> None:
    twice = plain(f"7Begin7x {TEXT} End7x")
    printed_as(monkeypatch, lambda pages: [page.replace(twice, twice * 2) for page in pages])
    assert refusal(*chapter) == ["footnote 7 is printed 2 times"]


def test_a_footnote_two_pages_after_its_call_is_named(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    unit = shop.unit(section("one", "One", numbered("1.1", note(1)), *(numbered(f"1.{n}") for n in range(2, 40))))
    one = lay_out(unit, shop.book)
    body = plain(f"1Begin1x {TEXT} End1x")
    assert page_texts(one.pdf)[0].endswith(body)

    def moved(pages: Pages) -> Pages:
        return [pages[0].removesuffix(body), pages[1], pages[2] + body, *pages[3:]]

    check_section(unit, one)
    printed_as(monkeypatch, moved)
    assert "footnote 1 stands on page 3 of it, and its call on page 1" in refusal(unit, one)[0]


def test_a_table_that_goes_on_may_repeat_its_head(shop: Shop) -> None:
    unit = shop.units()[1]
    [(begin, end, head)] = read_expected(unit).heads
    assert (begin < end, head) == (True, "FactorDesk")
    pages = page_texts(lay_out(unit, shop.book).pdf)
    assert sum(page.startswith(head) for page in pages) > 0


def test_marks_of_lists_and_letters_in_pictures_are_asked_for(shop: Shop) -> None:
    (shop.folder / "_images" / "words.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90"><title>No</title><text y="20">Desk</text></svg>',
        encoding="utf-8",
    )
    picture = '<figure id="f"><img alt="A" src="_images/words.svg"><figcaption><p>Cap</p></figcaption></figure>'
    lists = '<ol start="3"><li><p>Third</p></li><li><p>Fourth</p><ul><li><p>x</p></li></ul></li></ol>'
    unit = shop.unit(section("one", "One", f"<ul><li><p>Dot</p></li></ul>{picture}{lists}"))
    assert [mark for _, mark in read_expected(unit).later] == ["•", "Desk", "3.", "4.", "•"]
    one = lay_out(unit, shop.book)
    check_section(unit, one)
    assert "what is printed differs" in refusal(replace(unit, html=unit.html.replace('"3"', '"5"')), one)[0]


def test_the_book_must_say_what_its_units_said(shop: Shop, chapter: tuple[Section, LaidOut]) -> None:
    unit, one = chapter
    placed = [Placed(unit, check_section(unit, one), 0)]
    with Pool(1) as pool:
        check_book(Assembled(one.pdf, one.pages, {}), placed, pool)
        with pikepdf.open(BytesIO(one.pdf)) as pdf:
            pdf.pages[2].obj.Contents = pdf.pages[1].obj.Contents
            written = BytesIO()
            pdf.save(written)
        with pytest.raises(PressError, match="page 3 of it says something else in the book than by itself"):
            check_book(Assembled(written.getvalue(), one.pages, {}), placed, pool)


@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_a_list_of_one_item_at_the_end_of_a_page_goes_through(shop: Shop, tag: str) -> None:
    """A reader puts the only mark before its item, since both are painted one after the other on one line."""
    only = f"<{tag}><li><p>Say who does what.</p></li></{tag}>"
    unit = shop.unit(section("one", "One", numbered("1.1", "Text."), only))
    check_section(unit, lay_out(unit, shop.book))


@pytest.mark.parametrize(
    "pages",
    [["One•Sources", "Next"], ["One•Sources1A note", "Next"], ["OneSources•", "Next"], ["One•Yes", "Next"]],
)
def test_a_short_item_at_the_end_of_a_page_may_follow_its_mark(shop: Shop, pages: list[str]) -> None:
    unit = shop.unit(section("one", "One", "<p>Text</p>"))
    item = "Yes" if "Yes" in pages[0] else "Sources"
    notes = [(3, "1A note")] if "note" in pages[0] else []
    expected = Expected(text=f"One{item}Next", later=[(3, "•")], notes=notes)
    assert list(Comparison(unit, expected).faults(pages)) == []


@pytest.mark.parametrize(
    "pages",
    [["One•Source", "Next"], ["One•Sorces", "Next"], ["OneSources", "Next"], ["One•Sources•", "Next"]],
)
def test_a_short_item_or_mark_that_is_lost_is_found(shop: Shop, pages: list[str]) -> None:
    unit = shop.unit(section("one", "One", "<p>Text</p>"))
    assert list(Comparison(unit, Expected(text="OneSourcesNext", later=[(3, "•")])).faults(pages))
