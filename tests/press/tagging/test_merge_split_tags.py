"""What line ends and page breaks part on paper is one element in the tags; what is printed again is not heard again."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from press_sample import TEXT, Shop, note, numbered, page_texts, section
from screen_reader import Reader, kids_of

from focalpoint.press.preflight.structure_index import Node, StructureIndex

pytestmark = pytest.mark.slow


def of_kind(pdf: pikepdf.Pdf, kind: str) -> list[Node]:
    return StructureIndex(pdf).tree.kinds[kind]


def pages_of(pdf: pikepdf.Pdf, element: Any) -> set[int]:
    """The pages that an element's content stands on."""
    places = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}

    def below(element: Any) -> Iterator[int]:
        for kid in kids_of(element):
            if isinstance(kid, int):
                yield places[element.Pg.objgen]
            elif "/S" in kid:
                yield from below(kid)
            else:
                yield places[kid.Pg.objgen]

    return set(below(element))


def printed(shop: Shop, *blocks: str) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(shop.print([shop.unit(section("one", "One", *blocks))])))


def test_a_paragraph_over_a_page_break_is_one(shop: Shop) -> None:
    with printed(shop, *(numbered(f"1.{place}", TEXT * 2) for place in range(1, 40))) as pdf:
        texts = [Reader(pdf).text(node.element) for node in of_kind(pdf, "P") if node.part == 3]
        broken = [node for node in of_kind(pdf, "P") if len(pages_of(pdf, node.element)) > 1]
        assert texts == [f"1.{place} {TEXT * 3}" for place in range(1, 40)]
        assert broken


def test_a_paragraph_over_a_page_with_notes_is_one_and_its_notes_come_after(shop: Shop) -> None:
    with printed(shop, *(numbered(f"1.{place}", TEXT + note(place)) for place in range(1, 25))) as pdf:
        (sect,) = [node.element for node in of_kind(pdf, "Sect") if node.part == 3]
        kinds = [str(kid.S) for kid in sect.K]
        assert kinds == ["/H1", *["/P", "/Note"] * 24]
        assert any(len(pages_of(pdf, node.element)) > 1 for node in of_kind(pdf, "P"))
        reader = Reader(pdf)
        for place, element in enumerate(list(sect.K)[2::2], 1):
            number, text = map(reader.text, element.K)
            assert number == f"‹link: Back to paragraph 1.{place}›"
            assert text == f"Begin{place}x {TEXT} End{place}x"


def test_a_link_over_a_line_end_is_one_with_a_place_on_each_line(shop: Shop) -> None:
    text = " ".join(f'word <a href="https://example.org/{place}">{TEXT}</a>' for place in range(3))
    with printed(shop, f"<p>{text}</p>") as pdf:
        links = [node.element for node in of_kind(pdf, "Link") if node.part == 3]
        assert [Reader(pdf).text(link) for link in links] == [TEXT] * 3
        for place, link in enumerate(links):
            targets = [kid.Obj for kid in kids_of(link) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
            assert len(targets) > 1
            assert {str(target.A.URI) for target in targets} == {f"https://example.org/{place}"}


def test_a_list_over_a_page_break_is_one(shop: Shop) -> None:
    items = "".join(f"<li><p>{TEXT}</p></li>" for _ in range(30))
    with printed(shop, f"<ul>{items}</ul>") as pdf:
        (one,) = [node.element for node in of_kind(pdf, "L") if node.part == 3]
        assert len(one.K) == 30
        assert len(pages_of(pdf, one)) > 1


def test_a_table_over_page_breaks_is_one_with_one_head(aloud: pikepdf.Pdf) -> None:
    (table,) = [node.element for node in of_kind(aloud, "Table")]
    assert [str(part.S) for part in table.K] == ["/Caption", "/THead", "/TBody"]
    assert len(pages_of(aloud, table)) > 1
    assert len(table.K[2].K) == 28
    assert len({bytes(row.K[1].A.Headers[1]) for row in table.K[2].K}) == 1


def test_the_head_that_is_printed_again_is_an_artifact(aloud: pikepdf.Pdf, chapter_pdf: bytes) -> None:
    shown = sum("In practice" in text for text in page_texts(chapter_pdf))
    said = sum("In practice" in "".join(map(page.text, page.pieces)) for page in StructureIndex(aloud).said)
    assert shown > 1
    assert said == 1
