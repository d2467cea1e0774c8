"""One unit as a PDF of its own: as accessible and archival as a book, without a book's own pages."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from press_sample import TEXT, Shop, page_texts, section

from focalpoint.press.section import PressError
from focalpoint.press.standalone import print_single
from validated import faults

pytestmark = pytest.mark.slow

LONG = f"<p>{TEXT}</p>" * 30
ROWS = f"<tr><th>Asked</th><td>{LONG}</td></tr><tr><th>Answer</th><td><p>Was <del>one</del>.</p></td></tr>"
LETTER = section(
    "reply", "A letter", f"<p>{TEXT}</p>", f"<section><h2>First</h2><table><tbody>{ROWS}</tbody></table></section>"
)


@pytest.fixture(scope="module")
def single(shop: Shop) -> bytes:
    return print_single(shop.book, shop.unit(LETTER, "reply", title="A letter", number=""))


def test_it_keeps_both_standards(single: bytes, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(single)
    assert faults(file) == ""


def test_it_has_title_outline_and_feet_and_no_cover(single: bytes, shop: Shop) -> None:
    with pikepdf.open(BytesIO(single)) as pdf:
        assert str(pdf.docinfo.Title) == shop.book.title
        (line,) = pdf.open_outline().root
        assert [line.title, *(below.title for below in line.children)] == ["A letter", "First"]
    pages = page_texts(single)
    assert pages[0].startswith("A letter")
    assert [page.split()[-1] for page in pages] == [str(number) for number in range(1, len(pages) + 1)]
    assert all("Public edition · 1 December 2026" in page for page in pages)


def test_a_row_that_runs_over_pages_stays_one_row(single: bytes) -> None:
    with pikepdf.open(BytesIO(single)) as pdf:
        rows = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TR"]
        assert len(pdf.pages) > 2
        assert [[str(cell.S) for cell in row.K] for row in rows] == [["/TH", "/TD"]] * 2


def test_its_pages_begin_with_what_is_asked(shop: Shop) -> None:
    pages = page_texts(print_single(shop.book, shop.unit(section("one", "One", f"<p>{TEXT}</p>")), "Own "))
    assert [page.endswith("Own 1") for page in pages] == [True]


def test_the_same_unit_gives_the_same_bytes(single: bytes, shop: Shop) -> None:
    assert print_single(shop.book, shop.unit(LETTER, "reply", title="A letter", number="")) == single


def test_what_no_typeface_has_is_refused(shop: Shop) -> None:
    with pytest.raises(PressError, match="no typeface"):
        print_single(shop.book, shop.unit(section("one", "One", "<p>\U00010380</p>")))
