"""The structural check finds each fault that is planted in a good PDF, and none in the good one."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Pdf
from planted import FAULTS, no_alternative
from press_sample import Shop, section

from focalpoint.press import PressError
from focalpoint.press.preflight import pdfua_checks as soundness
from focalpoint.press.preflight.pdfua_checks import check_pdfua
from focalpoint.press.section import fault

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("sample", ["printed", "chapter_pdf"])
def test_a_good_pdf_has_no_fault(request: pytest.FixtureRequest, sample: str) -> None:
    check_pdfua(request.getfixturevalue(sample))


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_found(aloud: Pdf, plant: Callable[[Pdf], None]) -> None:
    plant(aloud)
    written = BytesIO()
    aloud.save(written)
    with pytest.raises(PressError) as caught:
        check_pdfua(written.getvalue())
    assert FAULTS[plant] in str(caught.value)
    assert len(caught.value.problems) <= 20


def test_a_fault_names_chapter_and_page(aloud: pikepdf.Pdf) -> None:
    no_alternative(aloud)
    written = BytesIO()
    aloud.save(written)
    with pytest.raises(PressError) as caught:
        check_pdfua(written.getvalue())
    (problem,) = caught.value.problems
    assert problem.path == "3. The post"
    assert problem.message == "page 1: a picture has no text alternative"


def test_no_book_leaves_the_press_unchecked(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def find_fault(data: bytes) -> None:
        raise PressError([fault("one", "unsound")])

    monkeypatch.setattr(soundness, "check_pdfua", find_fault)
    with pytest.raises(PressError, match="unsound"):
        shop.print([shop.unit(section("one", "One", "<p>x</p>"))])
