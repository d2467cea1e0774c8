"""Draws a mark onto the picture of a page, so that its shape tells what it is, and not its colour alone."""

from __future__ import annotations

from PIL import ImageChops, ImageDraw
from PIL.Image import Image, new

from focalpoint.content.rounds.comments import Mark

WASH, INK = (255, 226, 120), (164, 73, 28)
Pixels = tuple[int, int, int, int]
"""Left, top, right and bottom."""


def drawn(image: Image, mark: Mark, box: Pixels, *, whole: bool) -> Image:
    """The picture with one mark: a caret, struck words, underlined words; for a `whole` block a bar at its left."""
    left, top, right, bottom = box
    if whole:
        return _barred(image, top, bottom)
    if mark is Mark.INSERT or left == right:
        return _with_caret(image, (left + right) // 2, top, bottom)
    ground = new("RGB", image.size, "white")
    ImageDraw.Draw(ground).rectangle((left - 2, top, right + 2, bottom), fill=WASH)
    made = ImageChops.multiply(image, ground)
    strikes = mark in (Mark.DELETE, Mark.REPLACE)
    height = (top + bottom) // 2 + 2 if strikes else bottom
    ImageDraw.Draw(made).line((left, height, right, height), fill=INK, width=4)
    return made


def _barred(image: Image, top: int, bottom: int) -> Image:
    made = image.copy()
    ImageDraw.Draw(made).line((8, top, 8, bottom), fill=INK, width=6)
    return made


def _with_caret(image: Image, x: int, top: int, bottom: int) -> Image:
    made = image.copy()
    pen = ImageDraw.Draw(made)
    pen.line((x, top, x, bottom), fill=INK, width=4)
    pen.polygon(((x - 10, bottom + 10), (x, bottom - 4), (x + 10, bottom + 10)), fill=INK)
    return made
