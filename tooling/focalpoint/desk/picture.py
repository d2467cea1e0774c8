"""Draw the picture of a marked place: a section of the draft's page with the mark on it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import ImageChops, ImageDraw
from PIL.Image import Image, new

from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment, Mark
from focalpoint.content.rounds.draft_map import Block, Line
from focalpoint.content.rounds.drafts import Draft
from focalpoint.desk.round import Round
from focalpoint.problems import stopped

WASH, INK = (255, 226, 120), (164, 73, 28)
Pixels = tuple[int, int, int, int]
"""Left, top, right and bottom."""


def drawn(image: Image, mark: Mark, box: Pixels, *, whole: bool) -> Image:
    """Draw one mark: a caret, struck words, underlined words, or a bar at the left of a `whole` block."""
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
    canvas = ImageDraw.Draw(made)
    canvas.line((x, top, x, bottom), fill=INK, width=4)
    canvas.polygon(((x - 10, bottom + 10), (x, bottom - 4), (x + 10, bottom + 10)), fill=INK)
    return made


Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""
ROOM = 34.0
"""Points shown above and below the marked place."""
SIDE = 40.0
"""Points shown beside the text of the page, where its numbers stand."""
TALLEST = 330.0
SCALE = 2.4
"""Pixels per point."""
_PDFIUM = threading.Lock()
"""Held while PDFium works, since it is not thread-safe."""


def draft_file(config: Config, draft: Draft) -> Path:
    """Make the path of the draft's PDF."""
    return config.dist / "drafts" / str(draft.number) / f"manual-draft-{draft.number}.pdf"


def why_none(config: Config, draft: Draft) -> str:
    """Say why there are no pictures, and what to do; empty where there are."""
    file = draft_file(config, draft)
    shown = config.shown(file)
    if not file.is_file():
        return f"To see the marked place as it was printed, put the PDF of draft {draft.number} at {shown}"
    if _sha256(file, file.stat().st_mtime_ns) != draft.fields.sha256:
        return f"{shown} is not the PDF that was sent; put the PDF of draft {draft.number} there, without a stamp"
    return ""


@lru_cache(maxsize=4)
def _sha256(file: Path, _time: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def picture(config: Config, shown: Round, comment: Comment) -> bytes:
    """Draw the marked place as a PNG; raises Trouble where it cannot be shown."""
    if why := why_none(config, shown.draft):
        raise stopped(why)
    block = shown.block(comment)
    page, boxes = marked(block, comment)
    if not boxes or page >= len(shown.map.pages):
        raise stopped(f"{comment.id} is on no place that can be shown")
    height = shown.map.pages[page][1]
    text = [(line.left, line.bottom, line.right, line.top) for _block, line in shown.map.on_page(page)]
    crop = _crop(boxes, _block_boxes(block, page) or boxes, text, height)
    whole = rendered(draft_file(config, shown.draft), page)
    piece = whole.crop(_pixels(crop, (0.0, height)))
    whole_block = comment.place.start < 0 and not comment.place.rectangles
    for box in boxes:
        piece = drawn(piece, comment.mark, _pixels(box, (crop[0], crop[3])), whole=whole_block)
    written = BytesIO()
    piece.save(written, "PNG", compress_level=1)
    return written.getvalue()


def rendered(file: Path, page: int, scale: float = SCALE) -> Image:
    """Draw a page, from 0, of a PDF."""
    import pypdfium2  # type: ignore[import-untyped]

    with _PDFIUM:
        document = pypdfium2.PdfDocument(file)
        try:
            image: Image = document[page].render(scale=scale).to_pil().convert("RGB")
        finally:
            document.close()
    return image


def _pixels(box: Box, corner: tuple[float, float]) -> tuple[int, int, int, int]:
    """Convert PDF points, counted from the bottom left, to pixels from the corner at the top left."""
    (left, bottom, right, top), (x, y) = box, corner
    edges = (left - x, y - top, right - x, y - bottom)
    first, second, third, fourth = (round(SCALE * edge) for edge in edges)
    return first, second, third, fourth


def marked(block: Block | None, comment: Comment) -> tuple[int, list[Box]]:
    """Find the page, from 0, and the boxes marked on it: the words, else the drawing, else the whole block."""
    place = comment.place
    lines = list(block.lines) if block else []
    page = place.page - 1 if place.page else (lines[0].page if lines else 0)
    here = [line for line in lines if line.page == page]
    words = [] if place.also else list(_boxes_of(here, place.start, place.end))
    return page, words or list(place.rectangles) or _block_boxes(block, page)


def _boxes_of(lines: Iterable[Line], start: int, end: int) -> Iterable[Box]:
    """Yield the boxes of some characters, one on each line; of a caret one without width."""
    for line in lines:
        if start < 0 or not (
            line.start <= start <= line.end if start == end else line.start < end and start < line.end
        ):
            continue
        if start == end:
            edge = next((word.left for word in line.words if word.start >= start), line.right)
            yield edge, line.bottom, edge, line.top
            return
        inside = [word for word in line.words if word.start < end and start < word.end]
        if inside:
            yield min(word.left for word in inside), line.bottom, max(word.right for word in inside), line.top


def _block_boxes(block: Block | None, page: int) -> list[Box]:
    return [
        (line.left, line.bottom, line.right, line.top) for line in (block.lines if block else ()) if line.page == page
    ]


def _crop(boxes: list[Box], around: list[Box], text: list[Box], height: float) -> Box:
    """Choose the section of the page to show: the paragraph, or the part of a long one near the mark."""
    bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    low, high = min(bottom, *(box[1] for box in around)), max(top, *(box[3] for box in around))
    if high - low > TALLEST:
        high = min(high, top + TALLEST / 3)
        low = max(low, high - TALLEST)
    left, right = min(box[0] for box in (*boxes, *text)), max(box[2] for box in (*boxes, *text))
    return max(left - SIDE, 0), max(low - ROOM, 0), right + SIDE, min(high + ROOM, height)
