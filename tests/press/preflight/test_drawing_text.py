"""The words of a drawing that are drawn: no hidden ones, used ones once more; other words are told with the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from press_sample import Shop, section

from focalpoint.press import PressError
from focalpoint.press.layout.layout import lay_out
from focalpoint.press.preflight.drawing_text import drawn_words
from focalpoint.press.preflight.preflight import check_section
from focalpoint.press.section import PrintProblem

OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="400" height="120" viewBox="0 0 400 120">'
)
KINDS = {
    "plain": ('<text x="10" y="30">Words</text>', "Words"),
    "parts": ('<text x="10" y="30">A <tspan>b</tspan><tspan x="10" dy="20">c</tspan> d</text>', "A bc d"),
    "a path": (
        '<defs><path id="p" d="M10 80 Q 100 20 300 80"/></defs><text><textPath xlink:href="#p">along</textPath></text>',
        "along",
    ),
    "places": ('<text x="10 30 50" y="40">ABC</text>', "ABC"),
    "not displayed": ('<text x="10" y="30" display="none">No</text><text x="10" y="60">Yes</text>', "Yes"),
    "hidden by style": ('<g style="fill: red; visibility: hidden"><text x="9" y="30">No</text></g>', ""),
    "without size": ('<text x="10" y="30" font-size="0">No</text>', ""),
    "used twice": (
        '<defs><text id="t" x="5" y="50">Used</text></defs><use xlink:href="#t"/><use href="#t" x="90"/>',
        "UsedUsed",
    ),
    "stored": ('<defs><text id="t" x="5" y="50">Never</text></defs>', ""),
    "titled": ('<title>Title</title><text x="5" y="50">Words<title>Note</title></text>', "Words"),
    "two scripts": ('<text x="10" y="40">Word السلام عليكم here</text><text x="10" y="80">中国 Ọ̀yọ́</text>', None),
}


def drawing(shop: Shop, content: str) -> Path:
    file = shop.folder / "_images" / "drawing.svg"
    file.write_text(f"{OPEN}{content}</svg>", encoding="utf-8")
    return file


def printed(shop: Shop) -> None:
    figure = '<figure><img alt="A drawing" src="_images/drawing.svg"><figcaption><p>Title</p></figcaption></figure>'
    unit = shop.unit(section("one", "One", "<p>Before.</p>", figure, "<p>After.</p>"))
    check_section(unit, lay_out(unit, shop.book))


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_of_a_drawing_are_those_that_are_printed(shop: Shop, kind: str) -> None:
    content, words = KINDS[kind]
    file = drawing(shop, content)
    if words is not None:
        assert drawn_words(file) == words
    printed(shop)


def test_a_drawing_that_prints_other_words_is_told_by_its_name(shop: Shop) -> None:
    drawing(shop, '<style>.no { display: none }</style><text class="no" x="10" y="30">Hidden by a rule</text>')
    with pytest.raises(PressError) as caught:
        printed(shop)
    [problem] = caught.value.problems
    assert problem.message == (
        "the words of the drawing drawing.svg are not printed as they stand in its file; take out what is hidden or "
        "cut off in it, or save the drawing with its words as outlines"
    )
    assert isinstance(problem, PrintProblem) and problem.words == "drawing.svg"
