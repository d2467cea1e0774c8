"""Put the pictures of a chapter among the figures of the manual, cleaned and under names of their own."""

from __future__ import annotations

import io
from pathlib import Path

from focalpoint.content.pictures import MOST_PIXELS, PictureError, cleaned
from focalpoint.conversion.blocks import Figure, Foreign
from focalpoint.conversion.wording import slug_of

SHOWN = frozenset({".png", ".jpg", ".jpeg", ".svg"})
CONVERTED = frozenset({".gif", ".bmp", ".tif", ".tiff", ".webp"})
"""Endings of pictures that become PNG."""


class Figures:
    """Enters the pictures of one chapter among the files to be written."""

    def __init__(self, folder: Path, chapter: Path, foreign: Foreign, written: dict[Path, bytes]) -> None:
        self._folder = folder
        self._chapter = chapter
        self._foreign = foreign
        self._written = written

    def address_of(self, figure: Figure) -> str:
        """Enter a picture; return the address by which the chapter shows it, empty where it cannot be shown."""
        suffix, data = Path(figure.name).suffix.lower(), figure.data
        try:
            if suffix not in SHOWN:
                data, suffix = _as_png(data), ".png"
            data = cleaned(data, suffix)
        except PictureError as error:
            said = figure.alternative or figure.caption
            self._foreign.leave(
                figure.line, f"the picture `{figure.name}` (“{said}”) {error}, and enter it as a figure"
            )
            return ""
        if not figure.alternative.strip():
            self._foreign.leave(figure.line, f"the picture `{figure.name}` is not said in words; add a line `:alt: …`")
        file = self._free(slug_of(Path(figure.name).stem) or "picture", suffix, data)
        self._written[file] = data
        return f"{'../' * (len(self._chapter.parts) - len(self._folder.parts))}{self._folder.name}/{file.name}"

    def _free(self, name: str, suffix: str, data: bytes) -> Path:
        """The file for a picture: one that holds just this, or one whose name is free."""
        own = self._chapter.stem
        name = name if name.startswith(own) else f"{own}-{name}"
        number = 1
        while True:
            file = self._folder / f"{name}{'' if number == 1 else f'-{number}'}{suffix}"
            there = self._written.get(file) or (file.read_bytes() if file.exists() else None)
            if there is None or there == data:
                return file
            number += 1


def _as_png(data: bytes) -> bytes:
    from PIL import Image, UnidentifiedImageError  # Here, because most chapters have no such picture.

    try:
        with Image.open(io.BytesIO(data), formats=["GIF", "BMP", "TIFF", "WEBP"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureError("has more than 100 million points; save it smaller")
            converted = io.BytesIO()
            see_through = "A" in picture.getbands() or picture.mode == "P"
            picture.convert("RGBA" if see_through else "RGB").save(converted, "PNG")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise PictureError("is of a kind that cannot be shown; save it as PNG or SVG") from None
    return converted.getvalue()
