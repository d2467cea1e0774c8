"""Lay out a chapter for the preview: one PDF, and a digest of each page's picture."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from focalpoint.press.section import Book, Section

Anchors = dict[str, tuple[int, float, float]]
WIDEST = 2400
_PDFIUM = threading.Lock()
"""Held while PDFium works, since it is not thread-safe."""


@dataclass(frozen=True)
class Printed:
    """The pages of a chapter, or of a part of it."""

    pdf: bytes
    looks: tuple[str, ...]
    """A digest of each page's picture; pages with the same digest look alike."""
    size: tuple[float, float]
    """Width and height of a page in points."""
    anchors: Anchors
    """Id in the chapter → page, x and y in points from the bottom left."""


def lay_out_printed(section: Section, book: Book) -> Printed:
    """Lay out a section by itself and digest its pages."""
    from focalpoint.press.layout.layout import lay_out

    one = lay_out(section, book)
    looks, size = _looks(one.pdf)
    prefix = f"{section.name}."
    anchors = {name.removeprefix(prefix): place for name, place in one.anchors.items()}
    return Printed(one.pdf, looks, size, anchors)


def _looks(pdf: bytes) -> tuple[tuple[str, ...], tuple[float, float]]:
    looks = []
    with _PDFIUM:
        document = _open(pdf)
        try:
            for page in document:
                bitmap = page.render(scale=1)
                looks.append(hashlib.sha256(bytes(bitmap.buffer)).hexdigest()[:24])
                bitmap.close()
            return tuple(looks), document.get_page_size(0)
        finally:
            document.close()


def picture(pdf: bytes, page: int, width: int) -> bytes:
    """Draw one page as a PNG so many pixels wide."""
    with _PDFIUM:
        document = _open(pdf)
        try:
            wide = document.get_page_size(page)[0]
            bitmap = document[page].render(scale=min(width, WIDEST) / wide)
            image = bitmap.to_pil().copy()
            bitmap.close()
        finally:
            document.close()
    written = BytesIO()
    # The file stays on this machine, so it is made quickly rather than small.
    image.save(written, "PNG", compress_level=0)
    return written.getvalue()


def _open(pdf: bytes) -> Any:
    import pypdfium2  # type: ignore[import-untyped]  # it has no types

    return pypdfium2.PdfDocument(pdf)
