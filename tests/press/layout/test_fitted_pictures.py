"""Pictures are fitted into the text, a page and a cell, and keep their proportions."""

from __future__ import annotations

import pypdfium2
import pytest
from PIL import Image
from press_sample import Shop

pytestmark = pytest.mark.slow

MM = 72 / 25.4
WIDTH, HEIGHT = 138 * MM, 243 * MM
"""Of the text block on A4."""


def placed(shop: Shop, size: tuple[int, int], html: str) -> tuple[float, float, float, float]:
    Image.new("RGB", size, "grey").save(shop.folder / "_images" / "grey.png")
    one = shop.lay_out(html.replace("PICTURE", '<img alt="A grey box" src="_images/grey.png">'))
    with pypdfium2.PdfDocument(one.pdf) as document:
        [found] = [thing.get_bounds() for page in document for thing in page.get_objects([3], max_depth=3)]
    left, bottom, right, top = found
    return left, bottom, right - left, top - bottom


FIGURE = "<figure>PICTURE<figcaption><p>Title</p></figcaption></figure>"
HEAD = "<thead><tr><th><p>One</p></th><th><p>Two</p></th></tr></thead>"
CELL = f"<table>{HEAD}<tbody><tr><td><p>Words</p></td><td><p>PICTURE</p></td></tr></tbody></table>"


@pytest.mark.parametrize("size", [(3000, 300), (300, 3000), (3000, 4000), (40, 20)])
@pytest.mark.parametrize("html", [FIGURE, CELL])
def test_a_picture_lies_within_the_text(shop: Shop, size: tuple[int, int], html: str) -> None:
    left, bottom, width, height = placed(shop, size, html)
    assert left >= 42 * MM - 1 and left + width <= 42 * MM + WIDTH + 1
    assert bottom >= 28 * MM - 1 and height <= HEIGHT
    assert width / height == pytest.approx(size[0] / size[1], rel=0.02)


def test_a_given_width_keeps_the_proportions_of_a_tall_picture(shop: Shop) -> None:
    figure = FIGURE.replace("PICTURE", '<img alt="A grey box" src="_images/grey.png" style="width: 100%">')
    _left, bottom, width, height = placed(shop, (300, 3000), figure)
    assert bottom >= 28 * MM - 1
    assert width / height == pytest.approx(0.1, rel=0.02)
