"""Where the gates find a note lost, other page breaks are tried before the author is asked to do anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from press_sample import Shop, note, numbered, section

from focalpoint.press import Book, LaidOut, PressError, Section
from focalpoint.press.layout import layout
from focalpoint.press.preflight import preflight as gates
from focalpoint.press.section import fault
from focalpoint.press.workers.worker import lay_out_checked

Ways = list[str]
PAGE_BREAKS = [
    "",
    "p { orphans: 3; widows: 3 }",
    "p { orphans: 2; widows: 3 }",
    "p { orphans: 3; widows: 2 }",
    "p { orphans: 1; widows: 1 }",
]


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Ways]:
    """Has the gates refuse every way but one; gives the ways that are tried, in order."""
    ways: Ways = []
    real, check = layout.lay_out, gates.check_section

    def lay_out(unit: Section, book: Book, amendment: str) -> LaidOut:
        ways.append(amendment)
        return real(unit, book, amendment)

    def refusing(good: int) -> Ways:
        def check_section(unit: Section, one: LaidOut) -> LaidOut:
            if len(ways) == good:
                return check(unit, one)
            raise PressError((fault(unit.name, f"lost in way {len(ways)}"),))

        monkeypatch.setattr(gates, "check_section", check_section)
        return ways

    monkeypatch.setattr(layout, "lay_out", lay_out)
    return refusing


def test_other_page_breaks_are_tried_until_one_will_do(shop: Shop, tried: Callable[[int], Ways]) -> None:
    ways = tried(3)
    assert lay_out_checked(shop.unit(section("one", "One", numbered("1.1", note(1)))), shop.book).texts
    assert ways == PAGE_BREAKS[:3]


def test_when_none_will_do_the_first_fault_is_told(shop: Shop, tried: Callable[[int], Ways]) -> None:
    ways = tried(0)
    with pytest.raises(PressError, match="lost in way 1"):
        lay_out_checked(shop.unit(section("one", "One", numbered("1.1", note(1)))), shop.book)
    assert ways == PAGE_BREAKS


def test_without_notes_there_is_one_way(shop: Shop, tried: Callable[[int], Ways]) -> None:
    ways = tried(0)
    with pytest.raises(PressError, match="lost in way 1"):
        lay_out_checked(shop.unit(section("one", "One", numbered("1.1"))), shop.book)
    assert ways == [""]


def test_a_last_page_with_a_few_lines_is_saved_by_a_closer_setting(shop: Shop) -> None:
    html = "".join(f"<h2>Step {many}</h2>{numbered(f'1.{many}')}" for many in range(1, 8))
    unit = shop.unit(section("one", "One", html, "<p>One line is left.</p>"))
    open_setting = layout.lay_out(unit, shop.book)
    assert (open_setting.pages, open_setting.end < 0.25) == (2, True)
    assert lay_out_checked(unit, shop.book).pages == 1


def test_a_last_page_that_is_filled_stays_as_it_is(shop: Shop) -> None:
    html = "".join(f"<h2>Step {many}</h2>{numbered(f'1.{many}')}" for many in range(1, 14))
    unit = shop.unit(section("one", "One", html))
    assert lay_out_checked(unit, shop.book).pdf == gates.check_section(unit, layout.lay_out(unit, shop.book)).pdf
