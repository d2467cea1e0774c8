"""Read a chapter's pictures as a Word file can hold them: drawings become PNG."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

WIDTH = 1600
"""Pixels of a drawing's width."""


class PictureReader:
    """Reads pictures of one folder by their addresses; nothing outside it is read."""

    def __init__(self, assets: Path) -> None:
        self.assets = assets.resolve()

    def __call__(self, address: str) -> bytes:
        """Return a picture as PNG or JPEG; empty where it is not there."""
        file = (self.assets / address).resolve()
        if not file.is_relative_to(self.assets) or not file.is_file():
            return b""
        return drawn(file.read_bytes()) if file.suffix == ".svg" else file.read_bytes()


def drawn(data: bytes) -> bytes:
    """Draw an SVG as PNG."""
    import base64

    import pypdfium2  # type: ignore[import-untyped]
    from weasyprint import HTML  # type: ignore[import-untyped]

    address = base64.b64encode(data).decode()
    style = "<style>@page{size:200mm 400mm;margin:0}body{margin:0}img{width:200mm}</style>"
    page = f'{style}<img src="data:image/svg+xml;base64,{address}">'
    pdf = pypdfium2.PdfDocument(HTML(string=page).write_pdf())
    try:
        image = pdf[0].render(scale=WIDTH / pdf[0].get_width()).to_pil()
    finally:
        pdf.close()
    box = image.convert("L").point(lambda level: 255 * (level < 250)).getbbox()
    written = BytesIO()
    image.crop((0, 0, image.width, box[3] + 8 if box else image.height)).save(written, "PNG", optimize=True)
    return written.getvalue()
