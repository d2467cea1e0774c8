"""Words longer than a line or a column break; what fits nowhere is told for what it is, with its words."""

from __future__ import annotations

import pypdfium2
import pytest
from press_sample import TEXT, Shop, numbered, section

from focalpoint.press import LaidOut, PressError
from focalpoint.press.layout.layout import lay_out
from focalpoint.press.preflight.preflight import check_section
from focalpoint.press.section import PrintProblem

pytestmark = pytest.mark.slow

PATH = r"C:\Users\office\Documents\Flood\Warnings\2019\Regional\Final\Approved\Signed\version-3.2.1\list.xlsx"
ADDRESS = "https://example.org/documents/archive/2019/office-for-rivers/forms/final_v2/index.html?lang=en&format=print"
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvertretungsstelle"
RIGHT_EDGE = 181 / 25.4 * 72
"""Right edge of the text, in points, with some room."""


def printed(shop: Shop, *blocks: str) -> LaidOut:
    unit = shop.unit(section("one", "One", numbered("1.1"), *blocks))
    return check_section(unit, lay_out(unit, shop.book))


def right_edges(one: LaidOut) -> list[float]:
    with pypdfium2.PdfDocument(one.pdf) as document:
        texts = [page.get_textpage() for page in document]
        return [text.get_rect(index)[2] for text in texts for index in range(text.count_rects())]


@pytest.mark.parametrize("words", [f"<code>{PATH}</code>", f'<a href="{ADDRESS}">{ADDRESS}</a>', WORD, "x" * 300])
def test_a_long_word_breaks_in_a_line_a_note_and_a_cell(shop: Shop, words: str) -> None:
    note = f'<span class="footnote" id="n">{words}</span>'
    cells = f"<tr><td><p>{words}</p></td><td><p>{words}</p></td><td><p>Short</p></td></tr>"
    head = "<thead><tr><th><p>One</p></th><th><p>Two</p></th><th><p>Three</p></th></tr></thead>"
    one = printed(shop, f"<p>It is {words}{note} and {words}.</p>", f"<table>{head}<tbody>{cells}</tbody></table>")
    assert max(right_edges(one)) < RIGHT_EDGE


def test_a_path_breaks_behind_its_signs(shop: Shop) -> None:
    with pypdfium2.PdfDocument(printed(shop, f"<p>It is {'long ' * 9}<code>{PATH}</code>.</p>").pdf) as document:
        text = document[0].get_textpage().get_text_range()
    assert any(line.endswith(("\\", ".", "-")) for line in text.split("\r\n") if "Users" in line)
    assert PATH in text.replace("\r\n", "")


def test_an_ordinary_word_in_a_column_stays_whole(shop: Shop) -> None:
    row = "<tr><th><p>Responsibility</p></th><td><p>" + "Intergovernmental organizations " * 9 + "</p></td></tr>"
    with pypdfium2.PdfDocument(printed(shop, f"<table><tbody>{row}</tbody></table>").pdf) as document:
        text = document[0].get_textpage().get_text_range()
    assert "Responsibility" in text
    assert text.count("Intergovernmental") == 9


def refusal(shop: Shop, *blocks: str) -> tuple[str, str]:
    with pytest.raises(PressError) as caught:
        printed(shop, *blocks)
    [problem] = caught.value.problems
    assert isinstance(problem, PrintProblem)
    return problem.message, problem.words


def test_a_row_taller_than_a_page_is_told(shop: Shop) -> None:
    cells = f"<th><p>First. {TEXT * 30}</p></th><td><p>Second. {TEXT * 30}</p></td>"
    message, words = refusal(shop, f"<table><tbody><tr>{cells}</tr></tbody></table>")
    assert message == (
        "the row of the table that begins “First. A ministry of justice rarely uses” is taller than a page; "
        "make several rows of it"
    )
    assert words.startswith("First. A ministry")


def test_a_tall_row_whose_last_cell_alone_goes_on_is_printed(shop: Shop) -> None:
    cells = f"<th><p>First.</p></th><td><p>Second. {TEXT * 30}</p></td>"
    assert printed(shop, f"<table><tbody><tr>{cells}</tr></tbody></table>").pages > 1


def test_a_table_wider_than_the_page_is_told(shop: Shop) -> None:
    cells = "".join(f"<th><p>Responsibility{number}</p></th>" for number in range(14))
    message, words = refusal(shop, f"<table><tbody><tr>{cells}</tr></tbody></table>")
    assert message.endswith(
        "is wider than the page; give it the option `:landscape:` (in a `{table}` or `{list-table}`), "
        "or take out a column"
    )
    assert words.startswith("Responsibility0")


def test_a_note_longer_than_a_page_is_told(shop: Shop) -> None:
    message, words = refusal(shop, f'<p>Word<span class="footnote" id="n">Begin. {TEXT * 45}</span> more.</p>')
    assert message.startswith("the note “Begin. A ministry of justice rarely uses")
    assert words.startswith("Begin. A ministry")


def test_a_table_without_a_head_is_told(shop: Shop) -> None:
    message, _words = refusal(shop, "<table><tbody><tr><td><p>One</p></td></tr></tbody></table>")
    assert message == "the table “One” has no head; add `:header-rows: 1`, or `:stub-columns: 1`"
