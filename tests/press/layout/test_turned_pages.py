"""Tables of many columns on turned pages: heads and feet at the edges of these, and upright pages before and after."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from docutils.core import publish_doctree
from docutils.parsers.rst import directives
from press_sample import Shop, numbered, page_texts, quiet, section

from focalpoint.extension.tables import RowsTable
from focalpoint.press.book import Press
from focalpoint.press.preflight.pdfua_checks import check_pdfua

pytestmark = pytest.mark.slow

MM = 72 / 25.4
CELLS = "".join(f"<td><p>Responsibility{number}</p></td>" for number in range(9))
HEAD = f"<thead><tr>{CELLS.replace('td', 'th')}</tr></thead>"
TABLE = f'<table class="landscape"><caption>Wide</caption>{HEAD}<tbody>{f"<tr>{CELLS}</tr>" * 3}</tbody></table>'
INSIDE = section(
    "one", "One", numbered("1.1"), f"<section id='a'><h2>Before</h2>{TABLE}</section>", "<h2>After</h2>",
    numbered("1.2"),
)  # fmt: skip


@pytest.fixture(scope="module")
def book(shop: Shop) -> bytes:
    return shop.print([shop.unit(INSIDE)])


def turned(data: bytes) -> list[int]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [number for number, page in enumerate(pdf.pages) if page.obj.MediaBox[2] > page.obj.MediaBox[3]]


def test_a_wide_table_stands_on_a_turned_page_with_its_heading(book: bytes) -> None:
    [number] = turned(book)
    texts = page_texts(book)
    assert "Before" in texts[number] and "Responsibility8" in texts[number]
    assert "After" not in texts[number] and "After" in texts[number + 1]
    assert "1.1" in texts[number - 1]


def test_head_and_foot_reach_from_the_left_edge_of_the_text_to_the_right(book: bytes) -> None:
    [number] = turned(book)
    with pypdfium2.PdfDocument(book) as document:
        text = document[number].get_textpage()
        boxes = [text.get_rect(index) for index in range(text.count_rects())]
    head = [box for box in boxes if box[1] > 190 * MM]
    foot = [box for box in boxes if box[3] < 20 * MM]
    for line in (head, foot):
        assert min(box[0] for box in line) == pytest.approx(42 * MM, abs=2)
    assert max(box[2] for box in foot) == pytest.approx((297 - 30) * MM, abs=2)


def test_its_tags_are_sound(book: bytes) -> None:
    check_pdfua(book)


def test_the_same_table_upright_is_refused_with_what_to_write(shop: Shop) -> None:
    with pytest.raises(Exception, match=r"the table “Wide” is wider than the page; give it the option `:landscape:`"):
        shop.lay_out(TABLE.replace(' class="landscape"', "").replace("Responsibility", "Counterintelligences"))
    with pytest.raises(Exception, match="the table “Wide” is wider than the page; take out a column"):
        shop.lay_out(TABLE.replace("Responsibility", "Counterintelligences"))


def test_a_print_shop_gets_upright_sheets(shop: Shop) -> None:
    with Press(1, for_printer=True) as press:
        data = press.print(replace(shop.book, draft=None), [shop.unit(INSIDE)], quiet).pdf
    with pikepdf.open(BytesIO(data)) as pdf:
        sizes = set()
        for page in pdf.pages:
            left, bottom, right, top = (float(side) for side in page.obj.TrimBox)
            size = right - left, top - bottom
            sizes.add(tuple(round(side / MM) for side in (reversed(size) if "/Rotate" in page.obj else size)))
    assert sizes == {(210, 297)}


def test_the_option_gives_a_table_its_class() -> None:
    directives.register_directive("rows-of-a-test", RowsTable)
    text = ".. rows-of-a-test:: Title\n   {}\n\n   * - a\n     - b\n"
    for option, classes in ((":landscape:", ["landscape"]), (":name: x", [])):
        [table] = publish_doctree(text.format(option)).findall(lambda node: node.tagname == "table")
        assert table["classes"] == classes
