"""Reads back from a page what each piece of its marked content says."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pikepdf import Array, Dictionary, Object, Pdf, String, parse_content_stream

PAIR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")


def said_on(pdf: Pdf, index: int) -> dict[int, str]:
    """MCID → text, for one page; artifacts say nothing."""
    page = pdf.pages[index].obj
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    return _Reading(fonts).of(page)


def _letters(font: Object) -> dict[int, str]:
    """Glyph → letters."""
    pairs = PAIR.findall(font.ToUnicode.read_bytes())
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


class _Reading:
    """The state of reading one page."""

    def __init__(self, fonts: Mapping[str, dict[int, str]]) -> None:
        self.fonts = fonts
        self.said: dict[int, str] = {}
        self.open: list[tuple[int | None, str | None]] = []
        """MCID and replacement of each marked content that has begun and not ended."""

    def of(self, page: Object) -> dict[int, str]:
        """Read all operators."""
        letters: dict[int, str] = {}
        for operands, operator in parse_content_stream(page):  # type: ignore[misc]  # an image has other parts
            match str(operator):
                case "Tf":
                    letters = self.fonts[str(operands[0])]
                case "Tj" | "TJ":
                    shown = operands[0] if isinstance(operands[0], Array) else [operands[0]]
                    for piece in shown:
                        if isinstance(piece, String):
                            self._show(bytes(piece), letters)
                case "BDC" | "BMC":
                    self._begin(operands)
                case "EMC":
                    self.open.pop()
        return self.said

    def _begin(self, operands: list[Object]) -> None:
        facts = operands[1] if len(operands) > 1 and isinstance(operands[1], Dictionary) else Dictionary()
        number = int(facts.MCID) if "/MCID" in facts else None
        replacement = str(facts.ActualText) if "/ActualText" in facts else None
        if number is not None:
            self.said.setdefault(number, "")
        if replacement is not None and (owner := self._owner()) is not None:
            self.said[owner] += replacement
        self.open.append((number, replacement))

    def _owner(self) -> int | None:
        return next((number for number, _ in reversed(self.open) if number is not None), None)

    def _show(self, glyphs: bytes, letters: dict[int, str]) -> None:
        owner = self._owner()
        if owner is None or any(replacement is not None for _, replacement in self.open):
            return
        codes = (int.from_bytes(glyphs[place : place + 2]) for place in range(0, len(glyphs), 2))
        self.said[owner] += "".join(letters.get(code, "\N{REPLACEMENT CHARACTER}") for code in codes)
