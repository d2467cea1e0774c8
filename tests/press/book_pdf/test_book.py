from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from press_sample import Shop, page_texts, section

from focalpoint.press import PressError
from focalpoint.press.book_pdf.front_matter import cover, imprint
from focalpoint.press.layout.layout import lay_out

pytestmark = pytest.mark.slow


def labels(pdf: pikepdf.Pdf) -> list[str]:
    return [page.label for page in pdf.pages]


def outline(items: list[pikepdf.OutlineItem]) -> list[object]:
    return [(item.title, outline(list(item.children))) if item.children else item.title for item in items]


def test_front_matter_is_roman_and_chapters_are_arabic(pdf: pikepdf.Pdf, pages: list[str]) -> None:
    first = next(place for place, text in enumerate(pages) if "The post" in text and "A. Ground" in text)
    assert labels(pdf)[:first] == ["i", "ii", "iii", "iv", "v"]
    assert labels(pdf)[first:] == [str(number) for number in range(1, len(pages) - first + 1)]


def test_printed_page_numbers_equal_the_labels(pdf: pikepdf.Pdf, pages: list[str]) -> None:
    for label, text in list(zip(labels(pdf), pages, strict=True))[1:]:
        assert f"1 December 2026 {label}" in text


def test_contents_give_the_page_on_which_a_chapter_begins(pdf: pikepdf.Pdf, pages: list[str]) -> None:
    begins = next(label for label, text in zip(labels(pdf), pages, strict=True) if "2.1 A ministry" in text)
    contents = pages[2]
    assert "Part I. Ground" in contents
    assert f"The commitment {begins}" in contents


def test_contents_list_each_table_with_its_caption_and_page(pdf: pikepdf.Pdf, pages: list[str]) -> None:
    stands = next(label for label, text in zip(labels(pdf), pages, strict=True) if "Table 1.1 Of factors" in text)
    assert f"Tables 1.1 Of factors {stands}" in pages[2]
    assert "Figures" not in pages[2]


def test_outline_equals_the_headings(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as found:
        assert outline(list(found.root)) == [
            "Contents",
            "Foreword",
            ("1. The post", [("A. Ground", ["Below"]), "B. Notes"]),
            "2. The commitment",
            ("Annex A. Heard", ["Doha"]),
        ]
        assert pdf.Root.Outlines.Count == 5  # Every item is collapsed: five lines are shown.


def test_every_link_inside_and_across_chapters_has_a_destination(pdf: pikepdf.Pdf) -> None:
    known = set(pikepdf.NameTree(pdf.Root.Names.Dests))
    links = [link for page in pdf.pages for link in page.obj.get("/Annots", ())]
    said = {str(link.Dest): str(link.Contents) for link in links if "/Dest" in link}
    assert set(said) <= known
    assert said["p-2.1"] == "Paragraph 2.1"
    assert said["p-1.2"] == "Paragraph 1.2"
    assert said["two"] == "2. The commitment"
    assert said["note-1"] == "Note 1"
    assert all(int(link.F) == 4 for link in links)


def test_a_link_to_nowhere_is_an_error_that_names_unit_and_target(shop: Shop) -> None:
    units = [
        shop.unit(section("one", "One", '<p><a href="#gone">1.9</a></p>')),
        shop.unit(section("two", "Two", '<p><a href="#lost">2.9</a></p>'), "two"),
    ]
    with pytest.raises(PressError) as caught:
        shop.print(units)
    assert [(problem.path, problem.kind) for problem in caught.value.problems] == [("one", "link"), ("two", "link")]
    assert "#gone" in str(caught.value)
    assert "#lost" in str(caught.value)


def test_an_id_in_two_units_is_an_error(shop: Shop) -> None:
    units = [shop.unit(section("one", "One", '<p id="same">x</p>'), name) for name in ("one", "two")]
    units[1] = replace(units[1], html=units[1].html.replace('id="one"', 'id="two"'))
    with pytest.raises(PressError, match="the id same is also in one"):
        shop.print(units)


def test_matter_out_of_order_and_a_name_used_twice_are_errors(shop: Shop) -> None:
    body = shop.unit(section("one", "One"))
    with pytest.raises(PressError) as caught:
        shop.print([body, body, replace(body, name="fore", part_of_book="front")])
    assert [problem.path for problem in caught.value.problems] == ["one", "fore"]


def head(text: str) -> str:
    """The running head, which is drawn after the text of a page and before its foot."""
    found = re.search(
        r"(?:The post|The commitment|Foreword|Doha)(?: \d\S*)?$", text.split(" Manual for Focal Points ·")[0]
    )
    return found[0] if found else ""


def test_a_chapter_opens_without_a_running_head(pages: list[str]) -> None:
    assert [head(text) for text in pages if "1.1 A ministry" in text or "2.1 A ministry" in text] == ["", ""]


def test_running_heads_name_the_chapter_and_its_paragraphs(pages: list[str]) -> None:
    following = next(text for text in pages if head(text).startswith("The commitment"))
    shown = [f"2.{number}" for number in range(1, 16) if f"2.{number} A ministry" in following]
    first, last = head(following).removeprefix("The commitment ").split("–")
    assert last == shown[-1]
    # A paragraph that runs on from the page before counts as well.
    assert first in (shown[0], f"2.{int(shown[0][2:]) - 1}")


def test_front_matter_has_only_its_title_as_head(pages: list[str]) -> None:
    assert head(pages[4]) == "Foreword"


def test_a_page_with_only_a_table_belongs_to_the_paragraph_before_it(pages: list[str]) -> None:
    only_table = next(text for text in pages if "Row15x" in text and "Row1x" not in text and "Row30x" not in text)
    assert head(only_table) == "The post 1.2"


def test_contents_have_no_paragraphs_in_their_head(shop: Shop) -> None:
    units = [
        shop.unit(section(f"u{n}", f"Title {n}"), f"u{n}", title=f"Title {n}", number=str(n)) for n in range(1, 50)
    ]
    second = page_texts(shop.print(units))[3]
    assert "49 Title 49 49" in second
    assert " Contents Manual for Focal Points · Public edition · 1 December 2026 iv" in second


def test_text_is_in_reading_order(pages: list[str]) -> None:
    assert pages[1].index("Comments") < pages[1].index("Comments are welcome")
    assert "Contents Foreword iv Part I. Ground 1 The post 1 2 The commitment" in pages[2]
    page = next(text for text in pages if "Below" in text)
    assert page.index("Below 1.2 A ministry") < page.index("Action Ask.")


def test_points_of_a_note_count_as_paragraphs(pages: list[str]) -> None:
    assert head(pages[-1]).endswith("–29")


@pytest.mark.slow
def test_the_same_bytes_for_one_worker_and_two_and_in_another_folder(
    make_shop: Callable[[], Shop], printed: bytes
) -> None:
    elsewhere = make_shop()
    assert elsewhere.print(elsewhere.units(), workers=2) == printed


def test_cover_and_imprint_say_what_the_book_is(pages: list[str]) -> None:
    cover, imprint = pages[:2]
    for fact in ("Global Network", "Manual for Focal Points", "How to convey it", "Public edition", "TLP:CLEAR"):
        assert fact in cover
    for fact in ("Secretariat", "Working text.", "There is no limit on disclosure.", "By paragraph."):
        assert fact in imprint


@pytest.mark.slow
def test_a_fault_found_by_a_worker_comes_back_whole(shop: Shop) -> None:
    units = [
        shop.unit(section("one", "One", '<p><img src="_images/box.svg" alt=""></p>')),
        shop.unit(section("two", "Two"), "two"),
    ]
    with pytest.raises(PressError) as caught:
        shop.print(units, workers=2)
    assert [(problem.path, problem.kind) for problem in caught.value.problems] == [("one", "image")]


def test_letter_paper_keeps_the_measure(shop: Shop) -> None:
    unit = shop.unit(section("one", "One", "<p>Text.</p>"))
    with pikepdf.open(BytesIO(lay_out(unit, replace(shop.book, page_size="Letter")).pdf)) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]


def test_a_release_has_its_version_on_the_cover_and_says_how_to_reach_the_publisher(shop: Shop) -> None:
    book = replace(shop.book, released=True, contact="1 Main Street", address="https://example.org/m", licence="Free.")
    front, back = cover(book).html, imprint(book).html
    assert "Draft" not in front and "1 December 2026 · Version 0.1" in front
    for said in ("<p>Secretariat</p><p>1 Main Street</p>", "<p>https://example.org/m</p>", "<p>Free.</p>"):
        assert said in back
