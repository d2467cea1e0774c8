"""Drawings of Chrome, which are part of the page and no annotations."""

from __future__ import annotations

from pathlib import Path

import pytest
from annotating import Desk
from hand_made import drafts_in, make
from pikepdf import Array, Dictionary

from focalpoint.content.rounds.comments import Confidence, Mark
from focalpoint.content.rounds.returned import Returned
from focalpoint.review.returned_pdf.read_pdf import read_pdf

WORDS = "closing sentence"


def draw(desk: Desk, page: int, *strokes: str, states: str = "/FXE1 gs") -> None:
    """Strokes behind the content of a page, as Chrome writes them."""
    inked = "".join(f"/GOOG:INKIsInker BMC\nq .95 .54 .5 rg 0 0 0 RG {one} f Q\nEMC\n" for one in strokes)
    target = desk.pdf.pages[page].obj
    listed = target.Contents if isinstance(target.Contents, Array) else Array([target.Contents])
    target.Contents = Array([*listed, desk.pdf.make_stream(f"q\n1 w 0 J\n{states} {inked}Q\n".encode())])
    given = target.Resources.get("/ExtGState", Dictionary())
    given.FXE1, given.FXE2 = Dictionary(ca=1), Dictionary(ca=0.4)
    target.Resources.ExtGState = given


def read(desk: Desk, root: Path) -> Returned:
    make().archive(root)
    return read_pdf(desk.saved(), drafts_in(root))


def test_a_highlighter_marks_the_words_below_it(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    page, ((left, bottom, right, top), *_) = desk.spot(WORDS)
    draw(desk, page, f"/FXE2 gs {right} {bottom} {left - right} {top - bottom} re")
    (found,) = read(desk, tmp_path).findings
    assert (found.mark, found.confidence) == (Mark.HIGHLIGHT, Confidence.EXACT)
    assert found.place.quote is not None and found.place.quote.exact == WORDS
    assert found.source.flags == ("in-page",)


def test_strokes_side_by_side_are_one_drawing_and_others_are_another(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    page, ((left, bottom, right, top), *_) = desk.spot(WORDS)
    at = (bottom + top) / 2
    strokes = [f"{x} {at} m {x + 20} {at} l {x} {at + 1} {x + 5} {at} {x + 20} {at + 1} c h" for x in (left, left + 25)]
    far = f"{left} {at + 300} m {right} {at + 300} l h"
    draw(desk, page, *strokes, far)
    first, second = read(desk, tmp_path).findings
    assert first.mark is Mark.DRAWING and first.place.page == second.place.page == page + 1
    both = {found.place.quote.exact for found in (first, second) if found.place.quote}
    assert any("closing" in words for words in both)


@pytest.mark.parametrize(
    "strokes",
    [
        ("1 2 m",) * 2_100,
        ("/FXE9 gs 5 5 5 5 re", ". . m", "9999999 1 m"),
        ("1 1 m /GOOG:INKIsInker BMC /GOOG:INKIsInker BMC",),
        ("q " * 100_000,),
    ],
)
def test_hostile_strokes_end_in_few_comments(strokes: tuple[str, ...], tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    draw(desk, 0, *strokes)
    desk.note("kept")
    found = read(desk, tmp_path).findings
    assert "kept" in {one.comment for one in found} and len(found) < 5
